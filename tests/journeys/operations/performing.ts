import { Pool } from 'pg';
import { planOperations, type PlanOperation } from '../../../src/sharing/plan-operations';
import { runningCluster } from '../../../src/store/cluster';
import { ask, codesOf, tokenFor, type Answer, type Wish } from '../../support/ask';
import { startHub, type HubProcess } from '../../support/hub-process';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- rows and answers are read by their shape
export type Read = any;

let hub: HubProcess;
const pools = new Map<string, Pool>();

/** One hub for the journeys of all subjects. */
export async function startJourneys(): Promise<void> {
  hub = await startHub({ environment: { HUB_ENTERPRISES: '1500' } });
}
export async function endJourneys(): Promise<void> {
  await Promise.all([...pools.values()].map((pool) => pool.end()));
  await hub.stop();
}

/** Rows of a unit's own database, read behind the hub's back: the second computation. */
export async function rows(unit: string, text: string, values: readonly unknown[] = []): Promise<Read[]> {
  let pool = pools.get(unit);
  if (pool === undefined) {
    pool = new Pool({ connectionString: runningCluster(hub.dataDir)?.urlFor(unit) ?? '', max: 1 });
    pools.set(unit, pool);
  }
  return (await pool.query(text, [...values])).rows;
}

/** Codes that a unit's own database lists. */
export async function codes(unit: string, text: string): Promise<Set<string>> {
  return new Set((await rows(unit, text)).map(({ uscc }) => String(uscc)));
}

/** Each enterprise's latest return, to be narrowed by a condition. */
export const LATEST_RETURNS =
  'SELECT uscc FROM (SELECT DISTINCT ON (uscc) * FROM annual_return ORDER BY uscc, year DESC) latest';

export async function first(unit: string, text: string, values: readonly unknown[] = []): Promise<Read> {
  const [row] = await rows(unit, text, values);
  if (row === undefined) throw new Error(`nothing found by ${text}`);
  return row;
}

const operation = (name: string): PlanOperation => {
  const found = planOperations.find(({ document }) => new RegExp(`^query ${name}\\b`).test(document));
  if (found === undefined) throw new Error(`no operation ${name}`);
  return found;
};

/** Asks an operation as its own consumer does. */
export async function perform(
  name: string,
  variables: Readonly<Record<string, unknown>> = {},
): Promise<Answer> {
  const { consumer, purposes, document } = operation(name);
  const token =
    consumer === 'public'
      ? undefined
      : await tokenFor(
          hub.url,
          consumer === 'enterprise'
            ? { enterprise: String(variables['uscc']) }
            : { ...consumer, purpose: purposes[0] ?? '' },
        );
  return ask(hub.url, token, document, variables);
}

/** Asks any document as a unit does. */
export async function askAs(
  unit: string,
  purpose: string,
  document: string,
  variables: Readonly<Record<string, unknown>> = {},
): Promise<Answer> {
  return ask(hub.url, await tokenFor(hub.url, { unit, purpose }), document, variables);
}

/** Any question, asked as anyone. */
export async function askBy(
  wish: Wish,
  document: string,
  variables: Readonly<Record<string, unknown>> = {},
): Promise<Answer> {
  return ask(hub.url, await tokenFor(hub.url, wish), document, variables);
}

/** Any question, asked without a token. */
export function askStranger(
  document: string,
  variables: Readonly<Record<string, unknown>> = {},
): Promise<Answer> {
  return ask(hub.url, undefined, document, variables);
}

export const performed = new Set<string>();

/** The data of an operation that is answered whole. */
export async function answered(
  name: string,
  variables: Readonly<Record<string, unknown>> = {},
): Promise<Read> {
  performed.add(name);
  const told = await perform(name, variables);
  expect({ name, codes: codesOf(told) }).toEqual({ name, codes: [] });
  return told.data;
}

export const nodes = (connection: { edges: { node: unknown }[] }): Read[] =>
  connection.edges.map(({ node }) => node);
export const yesNo = (is: boolean | null): string => (is === null ? 'UNKNOWN' : is ? 'YES' : 'NO');

/** Figures of the latest year that an enterprise has filed, in fen. */
export const latestReturn = (uscc: string): Promise<Read> =>
  first(
    'tax',
    `SELECT revenue::float8, main_revenue::float8, net_profit::float8, assets::float8, debt::float8, rd_expense::float8, employees
       FROM annual_return WHERE uscc = $1 ORDER BY year DESC LIMIT 1`,
    [uscc],
  );

export const aTitled = async (condition = 'tier IS NOT NULL'): Promise<string> =>
  (await first('smeb', `SELECT uscc FROM cultivation WHERE ${condition} ORDER BY uscc LIMIT 1`)).uscc;
