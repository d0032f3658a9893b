import { ConfigurationError } from '../../config';
import type { Connection, Connections } from '../../kit/connections';
import type { CheckedRows } from './check-rows';
import type { ImportTable } from './import-table';

/** How many rows are new, how many take the place of one that was there, and how many were there already. */
export interface Written {
  readonly added: number;
  readonly replaced: number;
  readonly unchanged: number;
}

/** Writes all rows in one transaction, and takes it back where it is a dry run or any statement fails. */
export async function writeRows(
  pool: Connections,
  table: ImportTable,
  rows: CheckedRows,
  options: { readonly isDryRun: boolean; readonly onProgress: (share: number) => void },
): Promise<Written> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const written = await writeBatches(client, statementFor(table, rows), rows.batches, options.onProgress);
    await client.query(options.isDryRun ? 'ROLLBACK' : 'COMMIT');
    if (!options.isDryRun) await client.query(`ANALYZE ${table.name}`);
    return { ...written, unchanged: rows.accepted - written.added - written.replaced };
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw isDataError(error)
      ? new ConfigurationError(`数据库拒绝了这些数据，未写入任何一行：${reasonOf(error)}`)
      : error;
  } finally {
    client.release();
  }
}

async function writeBatches(
  client: Connection,
  statement: string,
  batches: readonly string[],
  onProgress: (share: number) => void,
): Promise<{ added: number; replaced: number }> {
  let [added, replaced] = [0, 0];
  for (const [position, batch] of batches.entries()) {
    const { rows } = await client.query<{ added: number; replaced: number }>(statement, [batch]);
    added += rows[0]?.added ?? 0;
    replaced += rows[0]?.replaced ?? 0;
    onProgress((position + 1) / batches.length);
  }
  return { added, replaced };
}

function statementFor(table: ImportTable, rows: CheckedRows): string {
  const insert = table.isSlice ? upsert(table, rows) : addition(table, rows);
  return `WITH written AS (${insert} RETURNING xmax = 0 AS is_new)
    SELECT count(*) FILTER (WHERE is_new)::int AS added, count(*) FILTER (WHERE NOT is_new)::int AS replaced FROM written`;
}

/** A column that the file does not fill keeps its value, unless that was an invented one. */
function upsert(table: ImportTable, rows: CheckedRows): string {
  const filled = rows.columns.map(({ name }) => name);
  const kept = table.columns.map(({ name }) => name).filter((name) => !filled.includes(name));
  const changes = [
    ...filled.filter((name) => name !== 'uscc').map((name) => `${name} = excluded.${name}`),
    ...kept.map((name) => `${name} = CASE WHEN own.is_synthetic THEN excluded.${name} ELSE own.${name} END`),
    'is_synthetic = false',
  ];
  return `INSERT INTO ${table.name} AS own (${filled.join(', ')}, is_synthetic)
    SELECT ${filled.join(', ')}, false FROM json_populate_recordset(NULL::${table.name}, $1::json)
    ON CONFLICT (uscc) DO UPDATE SET ${changes.join(', ')}`;
}

/** A row that is there already, to the last value, is not added again: a file may be imported twice. */
function addition(table: ImportTable, rows: CheckedRows): string {
  const filled = rows.columns.map(({ name }) => name);
  const others = filled.filter((name) => name !== 'uscc');
  const same = others.map((name) => `own.${name}::text IS NOT DISTINCT FROM given.${name}::text`);
  return `INSERT INTO ${table.name} (${filled.join(', ')})
    SELECT ${filled.map((name) => `given.${name}`).join(', ')} FROM json_populate_recordset(NULL::${table.name}, $1::json) given
    WHERE NOT EXISTS (SELECT 1 FROM ${table.name} own WHERE ${['own.uscc = given.uscc', ...same].join(' AND ')})`;
}

/** Classes 22 (a value does not fit) and 23 (a constraint says no) of PostgreSQL's codes. */
function isDataError(error: unknown): error is Error & { code: string; constraint?: string } {
  return error instanceof Error && 'code' in error && /^2[23]/.test(String(error.code));
}

function reasonOf(error: { readonly code: string; readonly constraint?: string }): string {
  if (error.code === '23505') return `与库中已有的行重复（约束 ${error.constraint ?? ''}）`;
  return `代码 ${error.code}${error.constraint === undefined ? '' : `，约束 ${error.constraint}`}`;
}
