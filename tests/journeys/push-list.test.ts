import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { Client } from 'pg';
import { runningCluster } from '../../src/store/cluster';
import { ask, codesOf, tokenFor } from '../support/ask';
import { openEvents, type Events } from '../support/events';
import { startHub, type HubProcess } from '../support/hub-process';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- rows and answers are read by their shape
type Read = any;

interface Change {
  readonly cursor: string;
  readonly kind: 'ADDED' | 'CHANGED' | 'REMOVED';
  readonly reason: string;
  readonly tierBefore: string | null;
  readonly tierAfter: string | null;
  readonly enterprise: { readonly uscc: string };
}

const FIELDS =
  'changes { cursor kind reason reasonText happenedOn tierBefore tierAfter enterprise { uscc } } nextCursor hasMore asOf';
const QUERY = `query ($since: String, $first: Int) { pushListChanges(since: $since, first: $first) { ${FIELDS} } }`;
const SUBSCRIPTION = `subscription ($since: String) { pushListChanged(since: $since) { ${FIELDS} } }`;

let dataDir: string;
let hub: HubProcess;
/** The bureau's own role, which writes as its own system would. */
let bureau: Client;
let token: string;

async function start(): Promise<void> {
  hub = await startHub({ dataDir });
  bureau = await connected();
  token = await tokenFor(hub.url, { unit: 'LFR', purpose: 'M09' });
}

/** An agreement by which each city reads the list of its own enterprises; agreements are read at start. */
async function agreeWithCities(): Promise<void> {
  const own = new Client({ connectionString: runningCluster(dataDir)?.urlFor('hub') ?? '' });
  await own.connect();
  await own.query(
    `INSERT INTO agreement (id, consumer, provider, purposes, fields, outcome, scope, valid_from, valid_until)
     VALUES ('test-city', 'CITY', 'SMEB', '["M02"]', '["Query.pushListChanges"]', 'clear', '{"divisions": "own"}', '2022-01-01', '2035-12-31')`,
  );
  await own.end();
}

async function connected(): Promise<Client> {
  const client = new Client({ connectionString: runningCluster(dataDir)?.urlFor('smeb') ?? '' });
  await client.connect();
  return client;
}

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'srdi-test-'));
  hub = await startHub({ dataDir });
  await agreeWithCities();
  await hub.stop();
  await start();
}, 120_000);

afterAll(async () => {
  await bureau.end();
  await hub.stop();
  await rm(dataDir, { recursive: true, force: true });
});

const rows = async (text: string, values: readonly unknown[] = []): Promise<Read[]> =>
  (await bureau.query(text, [...values])).rows;

async function page(
  since: string | null,
  first = 100,
  as = token,
): Promise<{ changes: Change[]; nextCursor: string | null; hasMore: boolean }> {
  const told = await ask(hub.url, as, QUERY, { since, first });
  expect(codesOf(told)).toEqual([]);
  return told.data.pushListChanges;
}

/** Everything after a cursor, in pages. */
async function allAfter(
  since: string | null,
  as = token,
): Promise<{ changes: Change[]; cursor: string | null }> {
  const changes: Change[] = [];
  let cursor = since;
  for (;;) {
    const next = await page(cursor, 150, as);
    changes.push(...next.changes);
    cursor = next.nextCursor;
    if (!next.hasMore) return { changes, cursor };
  }
}

/** The list that a consumer holds after these changes; each must follow from the one before. */
function followed(
  changes: readonly Change[],
  list = new Map<string, string | null>(),
): Map<string, string | null> {
  for (const { kind, enterprise, tierBefore, tierAfter } of changes) {
    expect([enterprise.uscc, list.get(enterprise.uscc) ?? null]).toEqual([enterprise.uscc, tierBefore]);
    expect(kind).toBe(tierBefore === null ? 'ADDED' : tierAfter === null ? 'REMOVED' : 'CHANGED');
    if (kind === 'REMOVED') list.delete(enterprise.uscc);
    else list.set(enterprise.uscc, tierAfter);
  }
  return list;
}

const listed = async (condition = 'true'): Promise<Map<string, string>> =>
  new Map(
    (await rows(`SELECT uscc, tier FROM cultivation WHERE tier IS NOT NULL AND ${condition}`)).map((row) => [
      row.uscc,
      row.tier,
    ]),
  );

const sorted = (list: ReadonlyMap<string, string | null>): unknown => [...list].sort();

const someTitled = async (count: number, offset = 0): Promise<string[]> =>
  (
    await rows(
      `SELECT uscc FROM cultivation WHERE tier = 'SRDI' ORDER BY md5(uscc) LIMIT ${count} OFFSET ${offset}`,
    )
  ).map(({ uscc }) => uscc);

describe('the feed of the push list', () => {
  it('leads from its beginning to the list as the bureau holds it, with the removals of past years', async () => {
    const { changes } = await allAfter(null);
    expect(sorted(followed(changes))).toEqual(sorted(await listed()));
    expect(new Set(changes.map(({ cursor }) => cursor)).size).toBe(changes.length);
    const expected = await rows(
      `SELECT count(*)::int AS ended FROM recognition r WHERE tier = 'SRDI' AND valid_until < now()::date
          AND NOT EXISTS (SELECT FROM recognition o WHERE o.uscc = r.uscc AND o.id <> r.id AND r.valid_until + 1 BETWEEN o.valid_from AND o.valid_until)`,
    );
    expect(changes.filter(({ reason }) => reason === 'TITLE_EXPIRED')).toHaveLength(expected[0].ended);
    expect(expected[0].ended).toBeGreaterThan(0);
  });

  it('loses and doubles nothing, whatever the pages and whatever is written between them', async () => {
    const pool = (
      await rows(
        'SELECT uscc FROM cultivation c WHERE NOT EXISTS (SELECT FROM recognition r WHERE r.uscc = c.uscc) ORDER BY md5(uscc) LIMIT 12',
      )
    ).map(({ uscc }) => uscc);
    const writing = fc.record({
      of: fc.integer({ min: 0, max: pool.length - 1 }),
      tier: fc.constantFrom(null, 'SRDI', 'PROVINCIAL_LITTLE_GIANT', 'NATIONAL_LITTLE_GIANT'),
      isBack: fc.boolean(),
    });
    const { changes, cursor } = await allAfter(null);
    const list = followed(changes);
    let at = cursor;
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({ first: fc.integer({ min: 1, max: 5 }), writes: fc.array(writing, { maxLength: 6 }) }),
          {
            maxLength: 6,
          },
        ),
        async (turns) => {
          for (const { first, writes } of turns) {
            for (const { of, tier, isBack } of writes) {
              await bureau.query('BEGIN');
              await bureau.query('UPDATE cultivation SET tier = $2 WHERE uscc = $1', [pool[of], tier]);
              await bureau.query(isBack ? 'ROLLBACK' : 'COMMIT');
            }
            const next = await page(at, first);
            expect(next.changes.length).toBeLessThanOrEqual(first);
            followed(next.changes, list);
            at = next.nextCursor;
          }
          const rest = await allAfter(at);
          followed(rest.changes, list);
          at = rest.cursor;
          expect(sorted(list)).toEqual(sorted(await listed()));
        },
      ),
      { numRuns: 15 },
    );
  }, 120_000);

  it('says of each kind of change why it came', async () => {
    const [risen = '', withdrawn = '', moved = '', deleted = ''] = await someTitled(4);
    const { cursor } = await allAfter(null);
    await bureau.query(`UPDATE cultivation SET tier = 'PROVINCIAL_LITTLE_GIANT' WHERE uscc = $1`, [risen]);
    await bureau.query('UPDATE cultivation SET tier = NULL WHERE uscc = $1', [withdrawn]);
    await bureau.query(
      `UPDATE cultivation SET division = CASE WHEN division = '140105' THEN '140106' ELSE '140105' END WHERE uscc = $1`,
      [moved],
    );
    await bureau.query('DELETE FROM cultivation WHERE uscc = $1', [deleted]);
    // What does not touch the list is no change of it.
    await bureau.query(`UPDATE cultivation SET contact_name = contact_name, tier = tier`);
    const { changes } = await allAfter(cursor);
    expect(changes.map(({ enterprise, kind, reason }) => [enterprise.uscc, kind, reason])).toEqual([
      [risen, 'CHANGED', 'PROMOTED'],
      [withdrawn, 'REMOVED', 'TITLE_WITHDRAWN'],
      [moved, 'CHANGED', 'DIVISION_CHANGED'],
      [deleted, 'REMOVED', 'RECORD_DELETED'],
    ]);
  });

  it('hears of what the bureau does through the hub, in a role that may not write the log', async () => {
    const { cursor } = await allAfter(null);
    const [{ uscc, validFrom }] = await rows(
      `SELECT uscc, valid_from::text AS "validFrom" FROM recognition r JOIN cultivation c USING (uscc)
        WHERE r.tier = 'SRDI' AND c.tier = 'SRDI' AND now()::date BETWEEN valid_from AND valid_until ORDER BY uscc LIMIT 1`,
    );
    const [{ today }] = await rows(`SELECT (now() AT TIME ZONE 'Asia/Shanghai')::date::text AS today`);
    const made = await ask(
      hub.url,
      await tokenFor(hub.url, { unit: 'SMEB', purpose: 'M01' }),
      'mutation ($input: RecognitionCancellation!) { cancelRecognition(key: "push-list", input: $input) { receipt } }',
      { input: { uscc, tier: 'SRDI', validFrom, cancelledOn: today } },
    );
    expect(codesOf(made)).toEqual([]);
    const { changes } = await allAfter(cursor);
    expect(changes.map(({ enterprise, reason }) => [enterprise.uscc, reason])).toEqual([
      [uscc, 'TITLE_WITHDRAWN'],
    ]);
    await bureau.query('BEGIN');
    await bureau.query('SET LOCAL ROLE smeb_change');
    await expect(bureau.query('DELETE FROM push_list_change')).rejects.toMatchObject({ code: '42501' });
    await bureau.query('ROLLBACK');
  });

  it('hands on in the order of commitment what two transactions wrote at the same time', async () => {
    const [early = '', late = ''] = await someTitled(2, 10);
    const { cursor } = await allAfter(null);
    const other = await connected();
    try {
      await bureau.query('BEGIN');
      await bureau.query('UPDATE cultivation SET tier = NULL WHERE uscc = $1', [early]);
      await other.query('BEGIN');
      const [{ pid }] = (await other.query('SELECT pg_backend_pid() AS pid')).rows;
      const second = other.query('UPDATE cultivation SET tier = NULL WHERE uscc = $1', [late]);
      await waitsForLock(pid);
      // The later one has no number yet, so nobody can read past the earlier one's.
      expect((await allAfter(cursor)).changes).toEqual([]);
      await bureau.query('COMMIT');
      await second;
      const between = await allAfter(cursor);
      expect(between.changes.map(({ enterprise }) => enterprise.uscc)).toEqual([early]);
      await other.query('COMMIT');
      const after = await allAfter(between.cursor);
      expect(after.changes.map(({ enterprise }) => enterprise.uscc)).toEqual([late]);
    } finally {
      await other.end();
    }
  });

  it('goes on after a month in which the hub was away, with the titles that ended meanwhile', async () => {
    const [ended = ''] = await someTitled(1, 20);
    const { changes, cursor } = await allAfter(null);
    const list = followed(changes);
    await bureau.query(
      `UPDATE recognition SET valid_from = now()::date - 1100, valid_until = now()::date - 5 WHERE uscc = $1 AND tier = 'SRDI'`,
      [ended],
    );
    await bureau.end();
    await hub.stop();
    await start();
    // The bureau's daily task begins with the hub; the subscription says when it is done.
    const events = await openEvents(hub.url, token, { query: SUBSCRIPTION, variables: { since: cursor } });
    while ((await events.next()).id === cursor);
    events.close();
    const meanwhile = await allAfter(cursor);
    expect(meanwhile.changes.map(({ enterprise, reason }) => [enterprise.uscc, reason])).toEqual([
      [ended, 'TITLE_EXPIRED'],
    ]);
    expect(sorted(followed(meanwhile.changes, list))).toEqual(sorted(await listed()));
  }, 120_000);

  it.each(['nonsense', '', '00000000-0000-0000-0000-000000000000', '6f1e6a70-5b3a-4c79-9d2e-2f3a5a1c9b11'])(
    'refuses %p, which is no cursor of this list',
    async (since) => {
      const told = await ask(hub.url, token, QUERY, { since });
      expect(codesOf(told)).toEqual(['BAD_USER_INPUT']);
      expect(told.errors[0]?.message).toMatch(/^输入有误：游标不属于推送名单/);
      expect(told.data.pushListChanges).toBeNull();
    },
  );

  it.each([0, 201, -1])('refuses a page of %p', async (first) => {
    expect(codesOf(await ask(hub.url, token, QUERY, { first }))).toEqual(['BAD_USER_INPUT']);
  });
});

describe('a caller with a scope', () => {
  it('sees whoever moves in as added, whoever moves out as removed, and nobody else', async () => {
    const taiyuan = await tokenFor(hub.url, { unit: 'CITY', system: 'taiyuan', purpose: 'M02' });
    const { changes, cursor } = await allAfter(null, taiyuan);
    expect(sorted(followed(changes))).toEqual(sorted(await listed(`division LIKE '1401%'`)));
    const [inside] = await rows(
      `SELECT uscc FROM cultivation WHERE tier IS NOT NULL AND division LIKE '1401%' ORDER BY uscc LIMIT 1`,
    );
    const [outside] = await rows(
      `SELECT uscc FROM cultivation WHERE tier IS NOT NULL AND division NOT LIKE '1401%' ORDER BY uscc LIMIT 1`,
    );
    await bureau.query(`UPDATE cultivation SET division = '140221' WHERE uscc = $1`, [inside.uscc]);
    await bureau.query(`UPDATE cultivation SET division = '140105' WHERE uscc = $1`, [outside.uscc]);
    await bureau.query(`UPDATE cultivation SET tier = NULL WHERE uscc = $1`, [inside.uscc]);
    const after = await allAfter(cursor, taiyuan);
    expect(after.changes).toEqual([
      expect.objectContaining({ kind: 'REMOVED', enterprise: { uscc: inside.uscc }, tierAfter: null }),
      expect.objectContaining({ kind: 'ADDED', enterprise: { uscc: outside.uscc }, tierBefore: null }),
    ]);
  });
});

describe('the subscription', () => {
  const open: Events[] = [];
  const follow = async (
    since: string | null,
    headers: Readonly<Record<string, string>> = {},
    as: string | undefined = token,
    query = SUBSCRIPTION,
  ): Promise<Events> => {
    const events = await openEvents(hub.url, as, { query, variables: { since } }, headers);
    open.push(events);
    return events;
  };
  afterEach(() => {
    for (const events of open.splice(0)) events.close();
  });
  const changesOf = (event: Read): [string, string][] =>
    event.data.data.pushListChanged.changes.map(({ enterprise, kind }: Change) => [enterprise.uscc, kind]);

  it('tells a change when the database has it, as an answer of its own, and goes on after a break', async () => {
    const { cursor } = await allAfter(null);
    const [first = '', second = ''] = await someTitled(2, 30);
    const events = await follow(cursor);
    const greeting = await events.next();
    expect(greeting).toMatchObject({
      event: 'next',
      id: cursor,
      data: { data: { pushListChanged: { changes: [] } } },
    });
    await bureau.query('UPDATE cultivation SET tier = NULL WHERE uscc = $1', [first]);
    const told = await events.next();
    expect(changesOf(told)).toEqual([[first, 'REMOVED']]);
    expect(told.data.extensions.sharing.units).toEqual([
      expect.objectContaining({ unit: 'SMEB', state: 'ANSWERED' }),
    ]);
    expect(told.data.extensions.sharing.receipt).not.toBe(greeting.data.extensions.sharing.receipt);
    expect(Object.keys(told.data.data.pushListChanged)).toEqual(['changes', 'nextCursor', 'hasMore', 'asOf']);
    events.close();
    await bureau.query('UPDATE cultivation SET tier = NULL WHERE uscc = $1', [second]);
    const again = await follow(null, { 'last-event-id': told.id ?? '' });
    expect(changesOf(await again.next())).toEqual([[second, 'REMOVED']]);
  });

  it('tells the whole past in pages where nothing was read before', async () => {
    const events = await follow(
      null,
      {},
      token,
      SUBSCRIPTION.replace('(since: $since)', '(first: 50, since: $since)'),
    );
    const changes: Change[] = [];
    for (;;) {
      const { pushListChanged } = (await events.next()).data.data;
      changes.push(...pushListChanged.changes);
      if (!pushListChanged.hasMore) break;
    }
    expect(sorted(followed(changes))).toEqual(sorted(await listed()));
  });

  it.each([
    ['a unit without an agreement', { unit: 'EXCH', purpose: 'M10' }, 'DENIED_NO_GRANT'],
    ['the right unit for another purpose', { unit: 'LFR', purpose: 'M11' }, 'DENIED_PURPOSE'],
  ])('is refused to %s, and ends', async (_name, wish, code) => {
    const events = await follow(null, {}, await tokenFor(hub.url, wish));
    const told = await events.next();
    expect(told.data.data.pushListChanged).toBeNull();
    expect(told.data.errors[0].extensions.code).toBe(code);
    expect((await events.next()).event).toBe('complete');
    await events.ended;
  });

  it('stands in the published schema, and does not exist for a stranger', async () => {
    const published = await ask(hub.url, token, '{ __schema { subscriptionType { fields { name } } } }');
    expect(published.data.__schema.subscriptionType.fields).toEqual([{ name: 'pushListChanged' }]);
    const refused = await fetch(`${hub.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
      body: JSON.stringify({ query: SUBSCRIPTION }),
    });
    expect(refused.status).toBe(401);
    const seen = await ask(hub.url, undefined, '{ __schema { subscriptionType { name } } }');
    expect(seen.data.__schema.subscriptionType).toBeNull();
  });

  it('says in an event what is wrong with a question, and answers only where events are taken', async () => {
    for (const query of [
      'subscription { pushListChanged { nothing } }',
      'subscription {',

      'subscription { pushListChanged(first: 201) { nextCursor } }',
      'subscription { pushListChanged(since: "nonsense") { nextCursor } }',
      'subscription { a: pushListChanged { hasMore } b: pushListChanged { hasMore } }',
    ]) {
      const events = await follow(null, {}, token, query);
      const told = await events.next();
      expect([query, told.data.errors?.[0].extensions.code]).toEqual([query, 'BAD_USER_INPUT']);
      expect((await events.next()).event).toBe('complete');
    }
    const asJson = await ask(hub.url, token, SUBSCRIPTION);
    expect(asJson.errors[0]?.message).toBe('输入有误：订阅请以 Accept: text/event-stream 发送');
  });

  it('is answered to a few streams of one client at a time', async () => {
    const { cursor } = await allAfter(null);
    for (let count = 0; count < 8; count += 1)
      expect((await (await follow(cursor)).next()).event).toBe('next');
    const ninth = await follow(cursor);
    expect((await ninth.next()).data.errors[0].extensions.code).toBe('LIMIT_EXCEEDED');
  });

  it('ends when the hub stops, without saying that it is complete', async () => {
    const { cursor } = await allAfter(null);
    const events = await follow(cursor);
    await events.next();
    await bureau.end();
    const [rest] = await Promise.all([events.rest(), hub.stop()]);
    expect(rest.filter(({ event }) => event === 'complete')).toEqual([]);
    await start();
    expect((await (await follow(null, { 'last-event-id': cursor ?? '' })).next()).id).toBe(cursor);
  }, 120_000);
});

/** Resolves when a backend stands before a lock. */
async function waitsForLock(pid: number): Promise<void> {
  const watcher = await connected();
  try {
    for (;;) {
      const { rows: waiting } = await watcher.query(
        `SELECT FROM pg_stat_activity WHERE pid = $1 AND wait_event_type = 'Lock' AND wait_event = 'advisory'`,
        [pid],
      );
      if (waiting.length > 0) return;
    }
  } finally {
    await watcher.end();
  }
}
