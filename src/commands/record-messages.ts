import { RecordUnavailable } from '../audit/record-unavailable';
import { ConfigurationError } from '../kit/configuration-error';
import type { RecordsPlace } from './records';

/** What the thread that answers tells the one that records. */
export type ToRecorder =
  /** First of all, and once. */
  | { readonly kind: 'open'; readonly place: RecordsPlace }
  /** What one turn brought, in its order and numbered from `first`: units and texts a line each, since one long text is cheaper to send than many. */
  | {
      readonly kind: 'append';
      readonly first: number;
      /** Milliseconds since 1970. */
      readonly time: number;
      readonly units: string;
      readonly texts: string;
    }
  | { readonly kind: 'ask'; readonly number: number; readonly unit: string; readonly what: Asked }
  | { readonly kind: 'close' };

/** Of one unit's record. */
export type Asked = 'isWritable' | 'carried';

/** What the thread that records tells. */
export type FromRecorder =
  | { readonly kind: 'open' }
  /** The first and last message where nothing could be opened. */
  | { readonly kind: 'failed'; readonly error: PostedError }
  | { readonly kind: 'durable'; readonly numbers: readonly number[]; readonly sequences: readonly number[] }
  | { readonly kind: 'refused'; readonly number: number; readonly error: PostedError }
  /** 1 for what is so. */
  | { readonly kind: 'answer'; readonly number: number; readonly answer: number }
  | { readonly kind: 'trouble'; readonly error: PostedError; readonly unit: string; readonly what: string };

/** An error on its way to another thread, which would take its kind away. */
export interface PostedError {
  readonly name: string;
  readonly message: string;
  readonly stack?: string | undefined;
  readonly code?: string | undefined;
  /** Of RecordUnavailable: what failed underneath. */
  readonly cause?: PostedError | undefined;
}

export function posted(error: unknown): PostedError {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error) };
  const { message, stack } = error;
  return {
    name: error instanceof RecordUnavailable ? RecordUnavailable.name : error.name,
    message,
    stack,
    code: 'code' in error ? String(error.code) : undefined,
    cause: error.cause === undefined ? undefined : posted(error.cause),
  };
}

/** The error as it was thrown, as far as somebody looks at it. */
export function received({ name, message, stack, code, cause }: PostedError, unit = ''): Error {
  if (name === ConfigurationError.name) return new ConfigurationError(message);
  const under = cause === undefined ? undefined : received(cause);
  if (name === RecordUnavailable.name) return new RecordUnavailable(unit, under);
  return Object.assign(new Error(message, { cause: under }), {
    name,
    ...(stack === undefined ? {} : { stack }),
    ...(code === undefined ? {} : { code }),
  });
}
