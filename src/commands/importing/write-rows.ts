import { ConfigurationError } from '../../kit/configuration-error';
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
    await client.query('START TRANSACTION');
    const written = await writeBatches(client, table, rows, options.onProgress);
    await client.query(options.isDryRun ? 'ROLLBACK' : 'COMMIT');
    if (!options.isDryRun) await client.query(client.dialect.loading.analyse([table.name]));
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
  table: ImportTable,
  rows: CheckedRows,
  onProgress: (share: number) => void,
): Promise<{ added: number; replaced: number }> {
  const { importing } = client.dialect;
  const filled = rows.columns.map(({ name }) => name);
  const kept = table.columns.map(({ name }) => name).filter((name) => !filled.includes(name));
  const statement = table.isSlice
    ? importing.replace(table.name, filled, kept)
    : importing.add(table.name, filled);
  const before = await rowsIn(client, table);
  for (const [position, batch] of rows.batches.entries()) {
    await client.query(statement, [importing.given(batch, filled)]);
    onProgress((position + 1) / rows.batches.length);
  }
  const added = (await rowsIn(client, table)) - before;
  // A file has an enterprise once: what it did not add to a slice, it replaced.
  return { added, replaced: table.isSlice ? rows.accepted - added : 0 };
}

async function rowsIn(client: Connection, { name }: ImportTable): Promise<number> {
  const { rows } = await client.query<{ count: string | number }>(`SELECT count(*) AS count FROM ${name}`);
  return Number(rows[0]?.count);
}

/** By the standard's classes of errors: 22, a value does not fit, and 23, a constraint says no. */
function isDataError(error: unknown): error is DataError {
  return error instanceof Error && /^2[23]/.test(stateOf(error));
}

interface DataError extends Error {
  readonly code: string;
  /** Where the code is not the standard's. */
  readonly sqlState?: string;
  readonly constraint?: string;
}

const stateOf = ({ code, sqlState }: Partial<DataError>): string => sqlState ?? code ?? '';

function reasonOf(error: DataError): string {
  const constraint = error.constraint ?? '';
  if (['23505', 'ER_DUP_ENTRY'].includes(error.code)) return `与库中已有的行重复（约束 ${constraint}）`;
  return `代码 ${error.code}${constraint === '' ? '' : `，约束 ${constraint}`}`;
}
