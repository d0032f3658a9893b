import type { Connections, Queryable } from '../kit/connections';
import { carriedRows } from './carried-rows';
import { segmentName } from './segment-file';
import { LOG_START, type LogBatch, type LogPosition } from './segment-reader';

/** Another process carried on from the same position, or an answer to a finished statement was lost. */
export class CarriedElsewhere extends Error {
  override readonly name = 'CarriedElsewhere';
}

/** How far the owner's database holds this log; makes the row if this is the first time. */
export async function readCarriedPosition(pool: Queryable, unit: string): Promise<LogPosition> {
  let row: unknown;
  for (const statement of pool.dialect.record.position)
    [row] = (await pool.query(statement, [unit, LOG_START.segment])).rows;
  if (!isPositionRow(row)) return LOG_START;
  return { segment: row.segment, offset: Number(row.byte_offset), sequence: Number(row.sequence) };
}

/**
 * Carries one batch in one transaction: the position moves only from `from`, and records are written only when it
 * moved. Throws CarriedElsewhere when it did not.
 *
 * In PostgreSQL it is one statement, in which subjects are looked up only for later completions, at half the price of
 * ON CONFLICT; its commit need not wait for the disk: what a crash undoes, it undoes together with the position, and it
 * is carried again.
 */
export async function carryBatch(
  pool: Connections,
  unit: string,
  from: LogPosition,
  batch: LogBatch,
): Promise<void> {
  const { questions, entries, completions, laterSubjects } = carriedRows(batch.lines);
  const rows = [questions, entries, completions, laterSubjects].map((list) => JSON.stringify(list));
  const { segment, offset, sequence } = batch.end;
  const values = [...rows, unit, from.sequence, segment, offset, sequence];
  if (!(await moved(pool, values))) {
    throw new CarriedElsewhere(
      `留痕位置已被改动：${unit} 不在序号 ${from.sequence}（${segmentName(from.sequence + 1)}）`,
    );
  }
}

/** Whether the position was where it should be; only then the other statements are done. */
async function moved(pool: Connections, values: readonly unknown[]): Promise<boolean> {
  const [move = '', ...others] = pool.dialect.record.carry;
  if (others.length === 0) return (await pool.query(move, values)).rowCount === 1;
  const connection = await pool.connect();
  try {
    await connection.query('START TRANSACTION');
    const isMoved = (await connection.query(move, values)).rowCount === 1;
    if (isMoved) for (const statement of others) await connection.query(statement, values);
    await connection.query(isMoved ? 'COMMIT' : 'ROLLBACK');
    return isMoved;
  } catch (error) {
    await connection.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    connection.release();
  }
}

interface PositionRow {
  readonly segment: string;
  readonly byte_offset: string;
  readonly sequence: string;
}

function isPositionRow(row: unknown): row is PositionRow {
  return typeof row === 'object' && row !== null && 'segment' in row && 'byte_offset' in row;
}
