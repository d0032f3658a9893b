import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { runningCluster } from '../../src/store/cluster';
import { ask, codesOf, tokenFor, type Answer } from '../support/ask';
import { openEvents } from '../support/events';
import { startHub, type HubProcess } from '../support/hub-process';

let hub: HubProcess;
let city: string;
let smeb: string;
let tax: Client;

beforeAll(async () => {
  hub = await startHub();
  city = await tokenFor(hub.url, { unit: 'CITY', system: 'taiyuan', purpose: 'M02' });
  smeb = await tokenFor(hub.url, { unit: 'SMEB', purpose: 'M04' });
  tax = new Client({ connectionString: runningCluster(hub.dataDir)?.urlFor('tax') ?? '' });
  await tax.connect();
}, 120_000);
afterAll(async () => {
  await tax.end();
  await hub.stop();
});

const screening = (token: string | undefined, args: string, selection = 'count'): Promise<Answer> =>
  ask(hub.url, token, `{ screening(${args}) { ${selection} } }`);

/** A threshold that the city's purpose may ask, and one that the bureau's may. */
const REACHES_5M = 'where: { tax: { revenueAtLeast: 5000000 } }';
const REACHES_15M = 'where: { tax: { revenueAtLeast: 15000000 } }';

it('gives every code once over its pages, and as many as it counts', async () => {
  const codes: string[] = [];
  let after: string | null = null;
  let count: number;
  do {
    const page = await ask(
      hub.url,
      smeb,
      `query ($after: String) { screening(${REACHES_15M}, first: 40, after: $after) {
        count edges { node { uscc } } pageInfo { hasNextPage endCursor } } }`,
      { after },
    );
    expect(codesOf(page)).toEqual([]);
    const { edges, pageInfo } = page.data.screening as {
      edges: { node: { uscc: string } }[];
      pageInfo: { hasNextPage: boolean; endCursor: string };
    };
    count = page.data.screening.count as number;
    codes.push(...edges.map(({ node }) => node.uscc));
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (after !== null);
  const { rows } = await tax.query<{ uscc: string }>(
    `SELECT uscc FROM (SELECT DISTINCT ON (uscc) * FROM annual_return ORDER BY uscc, year DESC) latest
      WHERE revenue >= 1500000000 ORDER BY uscc COLLATE "C"`,
  );
  expect(codes).toEqual(rows.map(({ uscc }) => uscc));
  expect(count).toBe(rows.length);
});

it('restricts a city to its own division', async () => {
  const own = await screening(city, REACHES_5M);
  const { rows } = await tax.query<{ count: number }>(
    `SELECT count(*)::int FROM (SELECT DISTINCT ON (uscc) * FROM annual_return ORDER BY uscc, year DESC) latest
       JOIN tax USING (uscc) WHERE revenue >= 500000000 AND division LIKE '1401%'`,
  );
  expect(own.data.screening.count).toBe(rows[0]?.count);
});

describe('refuses', () => {
  const refusals: readonly [string, 'city' | 'smeb' | 'stranger' | 'pbc', string, string][] = [
    [
      'a threshold that is not listed',
      'smeb',
      'where: { tax: { revenueAtLeast: 5000001 } }',
      'DENIED_THRESHOLD',
    ],
    ['a threshold of another purpose', 'smeb', REACHES_5M, 'DENIED_BISECTION'],
    [
      'a field without an agreement',
      'city',
      'where: { tax: { profitRateAtLeast: "0.15" } }',
      'DENIED_NO_GRANT',
    ],
    [
      'a field without an agreement in except',
      'city',
      `${REACHES_5M}, except: { tax: { profitRateAtLeast: "0.15" } }`,
      'DENIED_NO_GRANT',
    ],
    [
      '“not in the pool” beyond the own division',
      'city',
      'where: { registration: { status: [IN_OPERATION] } }, except: { cultivation: { inPool: true } }',
      'DENIED_SCOPE',
    ],
    ['a unit without any agreement to screen', 'pbc', REACHES_5M, 'DENIED_NO_GRANT'],
    ['a stranger', 'stranger', 'where: { registration: { status: [IN_OPERATION] } }', 'UNAUTHENTICATED'],
    ['no condition', 'smeb', 'where: {}', 'BAD_USER_INPUT'],
    ['a slice without a condition', 'smeb', 'where: { tax: {} }', 'BAD_USER_INPUT'],
    [
      'an industry that does not exist',
      'city',
      'where: { registration: { industry: ["X99"] } }',
      'BAD_USER_INPUT',
    ],
    [
      'a county that does not exist',
      'city',
      'where: { registration: { division: ["149999"] } }',
      'BAD_USER_INPUT',
    ],
    ['a cursor of another list', 'smeb', `${REACHES_15M}, after: "bm90IG91cnMgYXQgYWxs"`, 'BAD_USER_INPUT'],
  ];
  it.each(refusals)('%s', async (_what, who, args, code) => {
    const token = {
      city,
      smeb,
      stranger: undefined,
      pbc: await tokenFor(hub.url, { unit: 'PBC', purpose: 'M09' }),
    }[who];
    const told = await screening(token, args);
    expect(codesOf(told)).toEqual([code]);
    expect(told.data?.screening ?? null).toBeNull();
  });

  it('a field that needs the enterprise’s consent: there is no such condition', async () => {
    const told = await screening(smeb, 'where: { credit: { creditOverview: true } }');
    expect([told.status, codesOf(told)]).toEqual([400, ['BAD_USER_INPUT']]);
  });
});

it('is recorded with what it read, in the owner’s log, and concerns the enterprises that it named', async () => {
  const told = await screening(smeb, `${REACHES_15M}, first: 3`, 'edges { node { uscc } }');
  const [{ node }] = told.data.screening.edges as [{ node: { uscc: string } }];
  const enterprise = await tokenFor(hub.url, { enterprise: node.uscc });
  const log = await ask(
    hub.url,
    enterprise,
    `query ($uscc: USCC!) { enterprise(uscc: $uscc) { accessLog(first: 50) { edges { node { receipt owner fields { field outcome } } } } } }`,
    { uscc: node.uscc },
  );
  const entries = log.data.enterprise.accessLog.edges as { node: { receipt: string } }[];
  expect(entries.map((edge) => edge.node).filter(({ receipt }) => receipt === told.sharing.receipt)).toEqual([
    {
      receipt: told.sharing.receipt,
      owner: 'TAX',
      fields: [
        { field: 'Tax.revenueAtLeast', outcome: 'predicate' },
        // What the hub asks the owner for it.
        { field: 'Query.taxScreened', outcome: 'clear' },
      ],
    },
  ]);
});

/** Screenings that wait for a lock in the tax bureau's database. */
const waiting = async (): Promise<number> => {
  const { rows } = await tax.query<{ count: number }>(
    `SELECT count(*)::int FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE 'SELECT left(e.uscc%'`,
  );
  return rows[0]?.count ?? 0;
};
const untilWaiting = async (expected: number): Promise<void> => {
  const deadline = Date.now() + 20_000;
  while ((await waiting()) !== expected) {
    if (Date.now() > deadline) throw new Error(`still ${await waiting()} waiting statements`);
    await pause(20);
  }
};

it('is called off in the owner’s database when nobody waits any more', async () => {
  await tax.query('BEGIN');
  await tax.query('LOCK TABLE tax IN ACCESS EXCLUSIVE MODE');
  const caller = new AbortController();
  const gone = fetch(`${hub.url}/graphql`, {
    method: 'POST',
    signal: caller.signal,
    headers: { 'content-type': 'application/json', authorization: `Bearer ${smeb}` },
    body: JSON.stringify({ query: `{ screening(${REACHES_15M}) { count } }` }),
  });
  await untilWaiting(1);
  caller.abort();
  await expect(gone).rejects.toThrow();
  await untilWaiting(0);
  await tax.query('ROLLBACK');
  expect(codesOf(await screening(smeb, REACHES_15M))).toEqual([]);
});

describe('told by events', () => {
  const query = `{ screening(${REACHES_15M}, first: 2) { count edges { node { uscc registration { name } } } } }`;

  it('says which owner is asked and has answered, then what JSON would say', async () => {
    const events = await (await openEvents(hub.url, smeb, { query })).rest();
    expect(events.map(({ event }) => event)).toEqual([
      'progress',
      'progress',
      'progress',
      'progress',
      'next',
      'complete',
    ]);
    const progress = events.slice(0, 4).map(({ data }) => [data.unit, data.state, data.asked, data.answered]);
    expect(progress).toEqual([
      ['TAX', 'ASKED', 1, 0],
      ['TAX', 'ANSWERED', 1, 1],
      ['AMR', 'ASKED', 2, 1],
      ['AMR', 'ANSWERED', 2, 2],
    ]);
    const told = events[4]?.data as Pick<Answer, 'data'> & { extensions: { sharing: { units: unknown[] } } };
    const asked = await ask(hub.url, smeb, query);
    expect(told.data).toEqual(asked.data);
    expect(told.extensions.sharing.units).toHaveLength(2);
  });

  it('tells of an owner that refuses, and of bad input, as JSON would', async () => {
    const refused = { query: '{ screening(where: { tax: { revenueAtLeast: 5000001 } }) { count } }' };
    const [next] = (await (await openEvents(hub.url, smeb, refused)).rest()).filter(
      ({ event }) => event === 'next',
    );
    expect(next?.data.data).toEqual({ screening: null });
    expect(next?.data.errors[0].extensions.code).toBe('DENIED_THRESHOLD');
    const wrong = await (await openEvents(hub.url, smeb, { query: '{ screening { count } }' })).rest();
    expect(wrong.map(({ event }) => event)).toEqual(['next', 'complete']);
    expect(wrong[0]?.data.errors[0].extensions.code).toBe('BAD_USER_INPUT');
  });

  it('is called off in the owner’s database when its reader goes', async () => {
    await tax.query('BEGIN');
    await tax.query('LOCK TABLE annual_return IN ACCESS EXCLUSIVE MODE');
    try {
      const events = await openEvents(hub.url, smeb, { query });
      expect((await events.next()).data).toMatchObject({ unit: 'TAX', state: 'ASKED' });
      await untilWaiting(1);
      events.close();
      await untilWaiting(0);
    } finally {
      await tax.query('ROLLBACK');
    }
  });

  it('makes no change: that is asked for in JSON', async () => {
    const change = {
      query: 'mutation { leavePool(key: "k", input: { uscc: "91140199011206135E" }) { no } }',
    };
    const [next] = await (await openEvents(hub.url, smeb, change)).rest();
    expect(next?.data.errors[0].message).toContain('办理请以 JSON');
  });
});
