import type { DocumentNode } from 'graphql';
import type { RefusalCode } from '../kit/refusal';

/** One question to one unit's subgraph. */
export interface UnitQuestion {
  readonly document: DocumentNode;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Enterprises that the question names, where it does; what it finds is known only from the answer. */
  readonly subjects: readonly string[] | undefined;
}

export interface UnitError {
  readonly message: string;
  readonly path?: readonly (string | number)[] | undefined;
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
}

export interface UnitAnswer {
  readonly data?: Readonly<Record<string, unknown>> | null | undefined;
  readonly errors?: readonly UnitError[] | undefined;
}

/** Asks a unit. Never rejects: an owner that fails or is late answers with `failure`. */
export type AskUnit = (unit: string, question: UnitQuestion) => Promise<UnitAnswer | UnitFailure>;

/** The unit did not answer at all. */
export interface UnitFailure {
  readonly failure: Extract<RefusalCode, 'OWNER_UNAVAILABLE' | 'OWNER_TIMEOUT' | 'INTERNAL'>;
}

export function hasFailed(answer: UnitAnswer | UnitFailure): answer is UnitFailure {
  return 'failure' in answer;
}
