import { Pool } from 'pg';
import { makeUscc } from '../../../src/kit/codes/uscc';
import { runningCluster } from '../../../src/store/cluster';
import { ask, tokenFor, type Answer } from '../../support/ask';
import { startHub, type HubProcess } from '../../support/hub-process';

/** A code that every check passes and no synthetic enterprise has. */
export const UNKNOWN = makeUscc('140198', 77);

export interface LoggedAccess {
  readonly receipt: string;
  readonly owner: string;
  readonly fields: readonly { readonly field: string; readonly outcome: string }[];
}

export let hub: HubProcess;
export let titled: string;
export let consented: string;
export let unconsented: string;
export let inTaiyuan: string;
export let elsewhere: string;

export async function rowsOf<Row extends object>(
  database: string,
  sql: string,
  values: readonly unknown[] = [],
): Promise<Row[]> {
  const url = runningCluster(hub.dataDir)?.urlFor(database);
  const pool = new Pool(url === undefined ? {} : { connectionString: url });
  try {
    return (await pool.query<Row & Record<string, unknown>>(sql, [...values])).rows;
  } finally {
    await pool.end();
  }
}

export const firstCode = async (
  database: string,
  sql: string,
  values: readonly unknown[] = [],
): Promise<string> => {
  const [row] = await rowsOf<{ uscc: string }>(database, sql, values);
  if (row === undefined) throw new Error(`nothing found by ${sql}`);
  return row.uscc;
};

/** One hub for all subjects, and enterprises of each kind. */
export async function startReading(): Promise<void> {
  hub = await startHub();
  titled = await firstCode('smeb', 'SELECT uscc FROM cultivation WHERE tier IS NOT NULL ORDER BY uscc');
  consented = await firstCode(
    'hub',
    `SELECT uscc FROM consent WHERE consumer = 'LFR' AND revoked_at IS NULL AND ends_on >= current_date ORDER BY uscc`,
  );
  const known = (await rowsOf<{ uscc: string }>('hub', 'SELECT uscc FROM consent')).map((row) => row.uscc);
  unconsented = await firstCode('pbc', 'SELECT uscc FROM credit WHERE NOT uscc = ANY($1) ORDER BY uscc', [
    known,
  ]);
  inTaiyuan = await firstCode('tax', `SELECT uscc FROM tax WHERE division LIKE '1401%' ORDER BY uscc`);
  elsewhere = await firstCode('tax', `SELECT uscc FROM tax WHERE division NOT LIKE '1401%' ORDER BY uscc`);
}

export const endReading = (): Promise<void> => hub.stop();

/** Asks as a system of a unit does. */
export const as = async (
  unit: string,
  purpose: string,
  query: string,
  variables: object = {},
  system = 'main',
): Promise<Answer> => ask(hub.url, await tokenFor(hub.url, { unit, purpose, system }), query, variables);
