import { segmentName } from './segment-file';
import { LOG_START, type LogBatch, type LogPosition } from './segment-reader';

/** As much of a `pg.Pool` as carrying and reading need; unnamed statements, planned for the table as it has grown. */
export interface Queryable {
  query(statement: { text: string; values: unknown[] }): Promise<{ rows: unknown[] }>;
}

/** Another process carried on from the same position, or an answer to a finished statement was lost. */
export class CarriedElsewhere extends Error {
  override readonly name = 'CarriedElsewhere';
}

/** How far the owner's database holds this log. */
export async function readCarriedPosition(pool: Queryable, unit: string): Promise<LogPosition> {
  const { rows } = await pool.query({ text: POSITION, values: [unit, LOG_START.segment] });
  const row = rows[0];
  if (!isPositionRow(row)) return LOG_START;
  return { segment: row.segment, offset: Number(row.byte_offset), sequence: Number(row.sequence) };
}

/**
 * Carries one batch in one statement and thus one transaction: the position moves only from `from`, and records
 * are written only when it moved. Throws CarriedElsewhere when it did not.
 */
export async function carryBatch(
  pool: Queryable,
  unit: string,
  from: LogPosition,
  batch: LogBatch,
): Promise<void> {
  const lines = `[${batch.lines.map((line) => line.json).join(',')}]`;
  const { segment, offset, sequence } = batch.end;
  const { rows } = await pool.query({
    text: CARRY,
    values: [lines, unit, from.sequence, segment, offset, sequence],
  });
  if (rows.length !== 1) {
    throw new CarriedElsewhere(
      `留痕位置已被改动：${unit} 不在序号 ${from.sequence}（${segmentName(from.sequence + 1)}）`,
    );
  }
}

/** Makes the row if this is the first time, in one round trip either way. */
const POSITION = `
  WITH first AS (
    INSERT INTO access_carried (unit, segment, byte_offset, sequence) VALUES ($1, $2, 0, 0)
    ON CONFLICT (unit) DO NOTHING
  )
  SELECT segment, byte_offset, sequence FROM access_carried WHERE unit = $1`;

/**
 * The lines go over as they stand in the segment; PostgreSQL takes them apart. All parts of the statement see the
 * database as it was before, so a completion whose entry is in the same batch is joined on the way in, and
 * the update meets entries of earlier batches only. Subjects are written in the order of their key and looked up
 * only for later completions, at half the price of ON CONFLICT. The commit need not wait for the disk: what a
 * crash undoes, it undoes together with the position, and it is carried again.
 */
const CARRY = `
  WITH moved AS (
    UPDATE access_carried SET segment = $4, byte_offset = $5, sequence = $6
    WHERE unit = $2 AND sequence = $3
    RETURNING sequence
  ), line AS MATERIALIZED (
    SELECT line.* FROM moved, json_to_recordset($1::json) AS line (
      sequence bigint, time timestamptz, "requestId" text, consumer json, purpose text, bundle text,
      operation text, fields json, subjects text[], rows text, state text, "of" bigint, refused json)
  ), completion AS MATERIALIZED (
    SELECT DISTINCT ON ("of") "of", time, rows, state, refused FROM line
    WHERE "of" IS NOT NULL ORDER BY "of", sequence DESC
  ), entered AS (
    INSERT INTO access_record (sequence, time, request_id, consumer, purpose, bundle, operation, fields,
      rows, state, refused, completed_at)
    SELECT entry.sequence, entry.time, entry."requestId", entry.consumer, entry.purpose, entry.bundle,
      entry.operation, entry.fields, coalesce(completion.rows, entry.rows), coalesce(completion.state, entry.state),
      completion.refused, completion.time
    FROM line AS entry LEFT JOIN completion ON completion."of" = entry.sequence
    WHERE entry."of" IS NULL
  ), completed AS (
    UPDATE access_record AS record SET rows = coalesce(completion.rows, record.rows), state = completion.state,
      refused = completion.refused, completed_at = completion.time
    FROM completion WHERE record.sequence = completion."of"
  ), named AS (
    SELECT coalesce(entry.time, record.time, line.time) AS time, coalesce(line."of", line.sequence) AS sequence,
      line.subjects, line."of" IS NOT NULL AND entry.sequence IS NULL AS is_later
    FROM line
      LEFT JOIN line AS entry ON entry.sequence = line."of"
      LEFT JOIN access_record AS record ON record.sequence = line."of"
  ), concerned AS (
    INSERT INTO access_subject (subject, time, sequence)
    SELECT DISTINCT subject, named.time, named.sequence
    FROM named CROSS JOIN LATERAL unnest(named.subjects) AS subject
    WHERE NOT (is_later AND EXISTS (
      SELECT FROM access_subject AS known
      WHERE known.subject = subject.subject AND known.time = named.time AND known.sequence = named.sequence))
    ORDER BY subject, time, sequence
  )
  SELECT sequence, set_config('synchronous_commit', 'off', true) FROM moved`;

interface PositionRow {
  readonly segment: string;
  readonly byte_offset: string;
  readonly sequence: string;
}

function isPositionRow(row: unknown): row is PositionRow {
  return typeof row === 'object' && row !== null && 'segment' in row && 'byte_offset' in row;
}
