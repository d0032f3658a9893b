import { randomUUID } from 'node:crypto';
import { Pool } from 'pg';
import { makeUscc } from '../../../src/kit/codes/uscc';
import { runningCluster } from '../../../src/store/cluster';
import { ask, tokenFor, type Answer } from '../../support/ask';
import { startHub, type HubProcess } from '../../support/hub-process';

/** A code that every check passes and no synthetic enterprise has. */
export const UNKNOWN = makeUscc('140198', 77);
export const WAN = 1_000_000;

let hub: HubProcess;
const tokens = new Map<string, Promise<string>>();

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

export const codes = async (database: string, sql: string): Promise<string[]> =>
  (await rowsOf<{ uscc: string }>(database, sql)).map(({ uscc }) => uscc);

const PURPOSES: Readonly<Record<string, string>> = {
  CITY: 'M19',
  COM: 'M20',
  EXCH: 'M10',
  FHG: 'M06',
  FIN: 'M05',
  LFR: 'M09',
  LSG: 'M01',
  SMEB: 'M01',
  STD: 'M13',
  ZONE: 'M03',
  DATA: 'SHARING',
};

function tokenOf(unit: string, system: string): Promise<string> {
  const name = `${unit}.${system}`;
  const token = tokens.get(name) ?? tokenFor(hub.url, { unit, purpose: PURPOSES[unit] ?? '', system });
  tokens.set(name, token);
  return token;
}

export const as = async (
  unit: string,
  query: string,
  variables: object = {},
  system = 'main',
): Promise<Answer> => ask(hub.url, await tokenOf(unit, system), query, variables);

export interface Attempt {
  readonly unit: string;
  readonly change: string;
  readonly type: string;
  readonly input: object;
  readonly key?: string;
  readonly system?: string;
  readonly read?: string;
}

/** Makes one change as the unit does, and reads back in the same operation what `read` selects of the enterprise. */
export const make = ({
  unit,
  change,
  type,
  input,
  key = randomUUID(),
  system = 'main',
  read,
}: Attempt): Promise<Answer> =>
  as(
    unit,
    `mutation ($key: ID!, $input: ${type}!) { ${change}(key: $key, input: $input) {
      key repeated receipt no count ${read === undefined ? '' : `enterprise { ${read} }`} } }`,
    { key, input },
    system,
  );

/** One hub for the changes of all units. */
export async function startChanges(): Promise<void> {
  hub = await startHub();
}
export const endChanges = (): Promise<void> => hub.stop();

export const asEnterprise = async (uscc: string, query: string, variables: object): Promise<Answer> =>
  ask(hub.url, await tokenFor(hub.url, { enterprise: uscc }), query, variables);

export const asStranger = (query: string, variables: object = {}): Promise<Answer> =>
  ask(hub.url, undefined, query, variables);

/** As the hub opens the changing door. */
export function changingUrl(id: string): string {
  const url = new URL(runningCluster(hub.dataDir)?.urlFor(id) ?? '');
  url.searchParams.set('options', `-c role=${id}_change`);
  return url.toString();
}
