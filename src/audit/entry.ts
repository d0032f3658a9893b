import type { FieldOutcome, RefusalCode } from '../kit/refusal';

/** How many rows were told: enough to see a sweep, too coarse to tell what was found. */
export type RowBucket = '0' | '1' | '2-10' | '11-50' | '51-200' | '>200';

/** `asked` until a completion says how it ended: an entry that stays `asked` was cut off by a fault. */
export type RecordState = 'asked' | 'answered' | 'refused' | 'failed';

/** Who asked; an enterprise that reads about itself is named by its subject hash only. */
export interface Consumer {
  readonly kind: 'unit' | 'enterprise' | 'stranger';
  /** Code of the consuming unit, `EXCH`. */
  readonly unit?: string;
  readonly system?: string;
  /** GB/T 2260 prefix that the system acts for, where it acts for one. */
  readonly division?: string;
  /** Pseudonym of the official, never a name. */
  readonly official: string;
}

export interface RecordedField {
  /** Coordinate in the published schema, `Tax.revenue`. */
  readonly field: string;
  readonly outcome: FieldOutcome;
  readonly agreement: string | null;
}

/** One request to one unit, as far as it is known before anything is read; no value, filter literal or plain code. */
export interface NewEntry {
  readonly requestId: string;
  readonly consumer: Consumer;
  readonly purpose: string;
  /** Hash of the bundle that decided. */
  readonly bundle: string;
  /** SHA-256 of the normalised document. */
  readonly operation: string;
  readonly fields: readonly RecordedField[];
  /** Keyed hashes of the enterprises asked about (`subjectHash`), as far as known before reading. */
  readonly subjects: readonly string[];
  readonly rows: RowBucket | null;
  readonly state: RecordState;
}

/** A field that a rule refused for some rows only, which shows when the rows are read. */
export interface RowRefusal {
  readonly field: string;
  readonly code: RefusalCode;
  readonly count: number;
  /** Keyed hashes of the enterprises it was refused for; absent: all subjects of the entry. */
  readonly subjects?: readonly string[];
}

/** What is known of an entry only after reading; the last one counts, subjects add up. */
export interface NewCompletion {
  /** Sequence of the entry that it completes. */
  readonly of: number;
  readonly subjects?: readonly string[];
  readonly rows: RowBucket | null;
  readonly state: RecordState;
  readonly refused?: readonly RowRefusal[];
}

export type NewRecord = NewEntry | NewCompletion;

/** What the log adds: a gapless number from 1, shared by entries and completions, and the time (ISO, ms). */
export interface Stamp {
  readonly sequence: number;
  readonly time: string;
}

export type RecordEntry = Stamp & NewEntry;
export type Completion = Stamp & NewCompletion;
export type LogRecord = RecordEntry | Completion;

export function isCompletion(record: LogRecord): record is Completion {
  return 'of' in record;
}

export function rowBucket(rows: number): RowBucket {
  if (rows <= 0) return '0';
  if (rows === 1) return '1';
  if (rows <= 10) return '2-10';
  if (rows <= 50) return '11-50';
  return rows <= 200 ? '51-200' : '>200';
}
