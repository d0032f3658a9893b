import { randomUUID } from 'node:crypto';
import { Pool } from 'pg';
import { runningCluster } from '../../src/store/cluster';
import { ask, codesOf, tokenFor, type Answer, type Wish } from './ask';
import { startHub, type HubProcess } from './hub-process';

/** One running hub, its databases, and everybody who may ask it something. */
export interface ActingHub {
  readonly hub: HubProcess;
  rowsOf<Row extends object>(database: string, sql: string, values?: readonly unknown[]): Promise<Row[]>;
  ask(wish: Wish, query: string, variables?: object): Promise<Answer>;
  /** Does one act of sharing; the key is the act's own unless one is given. */
  act(wish: Wish, name: string, type: string, input: object, key?: string): Promise<Answer>;
  stop(): Promise<void>;
}

export async function actingHub(): Promise<ActingHub> {
  const hub = await startHub();
  const tokens = new Map<string, Promise<string>>();
  const tokenOf = (wish: Wish): Promise<string> => {
    const name = JSON.stringify(wish);
    const token = tokens.get(name) ?? tokenFor(hub.url, wish);
    tokens.set(name, token);
    return token;
  };
  const pools = new Map<string, Pool>();
  const poolOf = (database: string): Pool => {
    const url = runningCluster(hub.dataDir)?.urlFor(database);
    const pool = pools.get(database) ?? new Pool(url === undefined ? {} : { connectionString: url, max: 2 });
    pools.set(database, pool);
    return pool;
  };
  const asked: ActingHub['ask'] = async (wish, query, variables) =>
    ask(hub.url, await tokenOf(wish), query, variables);
  return {
    hub,
    rowsOf: async <Row extends object>(database: string, sql: string, values: readonly unknown[] = []) =>
      (await poolOf(database).query<Row & Record<string, unknown>>(sql, [...values])).rows,
    ask: asked,
    act: (wish, name, type, input, key = randomUUID()) =>
      asked(
        wish,
        `mutation ($key: ID!, $input: ${type}!) { ${name}(key: $key, input: $input) { no repeated receipt } }`,
        { key, input },
      ),
    stop: async () => {
      await Promise.all([...pools.values()].map((pool) => pool.end()));
      await hub.stop();
    },
  };
}

/** The authority loads the coming year, as it does each November: periods that end in it can be counted. */
export async function loadNextYear(acting: ActingHub): Promise<void> {
  const year = new Date().getUTCFullYear() + 1;
  const authority: Wish = { unit: 'DATA', purpose: 'SHARING' };
  const input = { year, holidays: [`${year}-01-01`], workdays: [], source: '放假通知（测试）' };
  numberOf(await acting.act(authority, 'loadCalendarYear', 'CalendarYearInput', input));
}

/** The one refusal of an act, as code and words; fails the test where it was done. */
export function refusalOf(answer: Answer): { code: string; says: string } {
  expect(Object.values(answer.data)).toEqual([null]);
  const [error] = answer.errors;
  expect(codesOf(answer)).toHaveLength(1);
  expect(error?.extensions['basis']).toMatch(/第.*条/);
  return { code: error?.extensions.code ?? '', says: error?.message ?? '' };
}

/** The number of what an act did; fails the test where it was refused. */
export function numberOf(answer: Answer): string {
  expect(answer.errors).toEqual([]);
  const [done] = Object.values<{ no: string }>(answer.data);
  return done?.no ?? '';
}
