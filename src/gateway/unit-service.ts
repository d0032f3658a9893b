import type { GraphQLSchema } from 'graphql';
import type { Pool } from 'pg';
import { dialects } from '../kit/dialect';
import type { OwnerContext, Reading } from '../kit/owner';
import { Refusal, refusals } from '../kit/refusal';
import type { UnitAnswer, UnitError, UnitFailure, UnitQuestion } from '../plan/unit-call';
import { RecordUnavailable } from '../audit/record-unavailable';
import type { UnitRecord } from '../audit/unit-record';
import { executorOf } from './unit-executor';

/** One unit as this process runs it: its schema behind its gate, its own database, its own record. */
export interface UnitService extends Reading {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  /** Owners that it may ask to answer a question of its own. */
  readonly asks: readonly string[];
  readonly schema: GraphQLSchema;
  readonly record: UnitRecord;
  readonly changing?: Pool | undefined;
}

/** Something went wrong that no rule explains; logged whole by the pipeline, told as INTERNAL. */
export interface UnitFault {
  readonly unit: string;
  readonly error: unknown;
}

/** Asks a unit in this process and waits no longer than its time. */
export async function askInProcess(
  service: { readonly id: string; readonly schema: GraphQLSchema },
  question: UnitQuestion,
  owner: OwnerContext,
  timeoutMs: number,
  onFault: (fault: UnitFault) => void,
): Promise<UnitAnswer | UnitFailure> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<UnitFailure>((resolve) => {
    timer = setTimeout(() => resolve({ failure: 'OWNER_TIMEOUT' }), timeoutMs);
  });
  try {
    return await Promise.race([answer(service, question, owner, onFault), late]);
  } finally {
    clearTimeout(timer);
  }
}

async function answer(
  service: { readonly id: string; readonly schema: GraphQLSchema },
  question: UnitQuestion,
  owner: OwnerContext,
  onFault: (fault: UnitFault) => void,
): Promise<UnitAnswer | UnitFailure> {
  const result = await executorOf(service.schema, question.document)(owner, question.variables);
  const faults = (result.errors ?? [])
    .map((error) => error.originalError ?? error)
    .filter((error) => !isTold(error));
  for (const error of faults) onFault({ unit: service.id, error });
  if (faults.some(isDatabaseFault))
    return { failure: faults.some(isStatementTimeout) ? 'OWNER_TIMEOUT' : 'OWNER_UNAVAILABLE' };
  if (faults.length > 0 && (result.data ?? null) === null) return { failure: 'INTERNAL' };
  return {
    data: result.data ?? null,
    errors: (result.errors ?? []).map((error): UnitError => {
      const isRule = isTold(error.originalError ?? error);
      return {
        message: error.message,
        path: error.path,
        extensions: isRule
          ? error.originalError instanceof Refusal
            ? error.originalError.extensions
            : error.extensions
          : { code: 'INTERNAL' },
      };
    }),
  };
}

/** A refusal, or bad input that an owner found, at first or second hand; all are meant for the caller. */
function isTold(error: unknown): boolean {
  if (error instanceof Refusal) return true;
  if (typeof error !== 'object' || error === null || !('extensions' in error)) return false;
  const code = (error.extensions as { code?: unknown } | undefined)?.code;
  return typeof code === 'string' && code in refusals && code !== 'INTERNAL';
}

/** The driver's own errors, and refused or broken connections: the owner, not the question, is at fault. */
function isDatabaseFault(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const code = 'code' in error ? String(error.code) : '';
  const message = 'message' in error ? String(error.message) : '';
  return (
    /^(ECONN|ENOENT|EPIPE|ETIMEDOUT)/.test(code) ||
    dialects.some(({ errors }) => errors.server.test(code)) ||
    /terminated|timeout|Connection|connect/i.test(message)
  );
}

function isStatementTimeout(error: unknown): boolean {
  if (typeof error !== 'object' || error === null || !('code' in error)) return false;
  const code = String(error.code);
  return dialects.some(({ errors }) => errors.brokenOff.includes(code));
}

/** What a caller is told of an owner that did not answer because of this error. */
export function failureOf(error: unknown): UnitFailure['failure'] {
  if (isStatementTimeout(error)) return 'OWNER_TIMEOUT';
  return isDatabaseFault(error) || isRecordUnavailable(error) ? 'OWNER_UNAVAILABLE' : 'INTERNAL';
}

export function isRecordUnavailable(error: unknown): boolean {
  return error instanceof RecordUnavailable;
}
