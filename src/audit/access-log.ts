import { startOfDay } from './day';
import type { FieldOutcome } from '../kit/refusal';
import type { Consumer, RecordedField, RecordState, RowRefusal } from './entry';
import type { Queryable } from '../kit/connections';
import type { RecordStatements } from '../kit/dialect';

/** Where a page ends; `sequence` orders records of the same millisecond. */
export interface AccessLogKey {
  /** ISO, ms. */
  readonly time: string;
  readonly sequence: number;
}

/** One request about an enterprise, as the enterprise reads it: who, when, for what, which fields, how it ended. */
export interface AccessLogEntry extends AccessLogKey {
  readonly requestId: string;
  readonly consumer: Omit<Consumer, 'official' | 'division'>;
  readonly purpose: string;
  readonly fields: readonly RecordedField[];
  readonly state: RecordState;
}

export interface AccessLogPage {
  readonly entries: readonly AccessLogEntry[];
  readonly hasMore: boolean;
}

export interface AccessLogRange {
  readonly first: number;
  /**
   * Older than this. To merge the logs of several owners, ask each for `sequence: 0` to leave its records of that
   * millisecond out, or `Number.MAX_SAFE_INTEGER` to have them.
   */
  readonly before?: AccessLogKey;
  readonly filter?: AccessLogFilter;
}

/** What is looked for; a missing part is no restriction. */
export interface AccessLogFilter {
  /** Code of the consumer; `SELF` the enterprise itself, `PUBLIC` a stranger. */
  readonly unit?: string | undefined;
  readonly purpose?: string | undefined;
  readonly receipt?: string | undefined;
  /** Days of China, both included. */
  readonly from?: string | undefined;
  readonly until?: string | undefined;
  readonly outcome?: 'TOLD' | 'REFUSED' | 'FAILED' | undefined;
  /** Entries that are not told yet: those of a consumer since an instant. */
  readonly withheld?: readonly { readonly unit: string; readonly since: string }[] | undefined;
}

/** Who looked at an enterprise, newest first; `subject` is its keyed hash. How many rows were told is nobody's business. */
export async function readAccessLog(
  pool: Queryable,
  subject: string,
  { first, before, filter = {} }: AccessLogRange,
): Promise<AccessLogPage> {
  const { record } = pool.dialect;
  const values: unknown[] = [
    subject,
    before?.time ?? END_OF_TIME,
    before?.sequence ?? Number.MAX_SAFE_INTEGER,
  ];
  const conditions = conditionsOf(filter, record, (value) => `$${values.push(value)}`);
  const { rows } = await pool.query(record.accessLog(first + 1, conditions), values);
  const entries = rows.filter(isAccessRow).map((row) => toEntry(row, subject));
  return { entries: entries.slice(0, first), hasMore: entries.length > first };
}

const END_OF_TIME = '9999-12-31T23:59:59.999Z';

/** Over `record`, an access_record. */
function conditionsOf(
  { unit, purpose, receipt, from, until, outcome, withheld = [] }: AccessLogFilter,
  { client, instant, outcome: outcomeOf }: RecordStatements,
  bind: (value: unknown) => string,
): string[] {
  return [
    ...(unit === undefined ? [] : [`${client} = ${bind(unit)}`]),
    ...(purpose === undefined ? [] : [`record.purpose = ${bind(purpose)}`]),
    ...(receipt === undefined ? [] : [`record.request_id = ${bind(receipt)}`]),
    ...(from === undefined ? [] : [`record.time >= ${instant(bind(startOfDay(from)))}`]),
    ...(until === undefined ? [] : [`record.time < ${instant(bind(startOfDay(until, 1)))}`]),
    ...(outcome === undefined ? [] : [`${outcomeOf} = ${bind(outcome)}`]),
    ...withheld.map(
      (hold) => `NOT (${client} = ${bind(hold.unit)} AND record.time >= ${instant(bind(hold.since))})`,
    ),
  ];
}

interface AccessRow {
  readonly sequence: string;
  readonly time: Date;
  readonly request_id: string;
  readonly consumer: Consumer;
  readonly purpose: string;
  readonly fields: readonly RecordedField[];
  readonly refused: readonly RowRefusal[] | null;
  readonly state: RecordState;
}

function isAccessRow(row: unknown): row is AccessRow {
  return (
    typeof row === 'object' &&
    row !== null &&
    'request_id' in row &&
    'time' in row &&
    row.time instanceof Date
  );
}

function toEntry(row: AccessRow, subject: string): AccessLogEntry {
  const { kind, unit, system } = row.consumer;
  return {
    sequence: Number(row.sequence),
    time: row.time.toISOString(),
    requestId: row.request_id,
    consumer: { kind, ...(unit === undefined ? {} : { unit }), ...(system === undefined ? {} : { system }) },
    purpose: row.purpose,
    fields: row.fields.map((field) => ({ ...field, outcome: outcomeFor(subject, field, row.refused ?? []) })),
    state: row.state,
  };
}

/** A field that was told of others in the same request may have been refused for this enterprise. */
function outcomeFor(
  subject: string,
  { field, outcome }: RecordedField,
  refused: readonly RowRefusal[],
): FieldOutcome {
  const refusal = refused.find((row) => row.field === field && (row.subjects?.includes(subject) ?? true));
  return refusal?.code ?? outcome;
}
