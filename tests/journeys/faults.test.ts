import { setImmediate } from 'node:timers/promises';
import { parse, type OperationDefinitionNode } from 'graphql';
import { Client, Pool, type QueryConfig, type QueryResultRow } from 'pg';
import type { UnitRecord } from '../../src/audit/unit-record';
import { RecordUnavailable } from '../../src/audit/record-unavailable';
import { assembleHub, buildGraph } from '../../src/gateway/assemble';
import { answer } from '../../src/gateway/pipeline';
import type { Lookup, Sweep } from '../../src/kit/owner';
import { consumerByCode } from '../../src/kit/unit-directory';
import { compileBundle } from '../../src/policy/bundle';
import { agreementsFor, planOperations } from '../../src/sharing/plan-operations';
import { runningCluster } from '../../src/store/cluster';
import { makeUscc } from '../../src/kit/codes/uscc';
import { postgresConnections } from '../../src/store/connections';
import { units } from '../../src/units';
import { ask, codesOf, tokenFor } from '../support/ask';
import { startHub, type HubProcess } from '../support/hub-process';

let hub: HubProcess;
let token: string;
let uscc: string;
let admin: Client;

const query =
  'query ($uscc: USCC!) { enterprise(uscc: $uscc) { registration { name } energy { __typename } tax { arrearsAnnounced } } }';

const urlFor = (id: string): string => runningCluster(hub.dataDir)?.urlFor(id) ?? '';

beforeAll(async () => {
  hub = await startHub({ environment: { HUB_OWNER_TIMEOUT_MS: '1000' } });
  token = await tokenFor(hub.url, { unit: 'EXCH', purpose: 'M10' });
  admin = new Client({ connectionString: runningCluster(hub.dataDir)?.adminUrl ?? '' });
  await admin.connect();
  const answered = await ask(hub.url, token, '{ enterprises(first: 1) { edges { node { uscc } } } }');
  uscc = answered.data.enterprises.edges[0].node.uscc;
}, 120_000);

afterAll(async () => {
  await admin.end();
  await hub.stop();
});

describe('an owner that fails', () => {
  it('and whose database is gone leaves the other slices as they are, with the reason beside the null', async () => {
    await admin.query('ALTER DATABASE tax WITH ALLOW_CONNECTIONS false');
    await admin.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'tax'`);
    try {
      const answered = await ask(hub.url, token, query, { uscc });
      expect(answered.data.enterprise.registration.name).toMatch(/（测试）$/);
      expect(answered.data.enterprise.tax).toBeNull();
      expect(answered.errors[0]?.extensions).toMatchObject({
        code: 'OWNER_UNAVAILABLE',
        unit: 'TAX',
        retryAfter: expect.any(Number),
      });
      expect(answered.errors[0]?.path).toEqual(['enterprise', 'tax']);
      expect(answered.sharing.units).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ unit: 'TAX', state: 'OWNER_UNAVAILABLE' }),
          expect.objectContaining({ unit: 'AMR', state: 'ANSWERED' }),
        ]),
      );
      expect(answered.text).not.toMatch(/srdi_admin|ECONN|password|\.sock/);
      const ready = await fetch(`${hub.url}/readyz`);
      expect(ready.status).toBe(503);
    } finally {
      await admin.query('ALTER DATABASE tax WITH ALLOW_CONNECTIONS true');
    }
    const again = await ask(hub.url, token, query, { uscc });
    expect(codesOf(again)).toEqual([]);
  });

  it('and that cannot read its own table says so at every slice it owes, and nothing of the reason', async () => {
    const tax = new Client({ connectionString: urlFor('tax') });
    await tax.connect();
    await tax.query('ALTER TABLE tax RENAME TO tax_put_away');
    try {
      const many =
        'query ($usccs: [USCC!]!) { enterprisesByUscc(usccs: $usccs) { registration { name } tax { arrearsAnnounced } } }';
      const answered = await ask(hub.url, token, many, { usccs: [uscc] });
      expect(answered.data.enterprisesByUscc[0]).toMatchObject({ registration: {}, tax: null });
      expect(answered.errors).toEqual([
        {
          message: expect.any(String),
          path: ['enterprisesByUscc', 'tax'],
          extensions: { code: 'INTERNAL', requestId: expect.any(String) },
        },
      ]);
      expect(answered.sharing.units).toContainEqual(
        expect.objectContaining({ unit: 'TAX', state: 'INTERNAL' }),
      );
      expect(answered.text).not.toContain('relation');
    } finally {
      await tax.query('ALTER TABLE tax_put_away RENAME TO tax');
      await tax.end();
    }
    expect(codesOf(await ask(hub.url, token, query, { uscc }))).toEqual([]);
  });

  it('and that hangs is not waited for longer than its time', async () => {
    const locker = new Client({ connectionString: urlFor('tax') });
    await locker.connect();
    await locker.query('BEGIN');
    await locker.query('LOCK TABLE tax IN ACCESS EXCLUSIVE MODE');
    try {
      const answered = await ask(hub.url, token, query, { uscc });
      expect(codesOf(answered)).toEqual(['OWNER_TIMEOUT']);
      expect(answered.data.enterprise.registration.name).toMatch(/（测试）$/);

      // The one who asks a witness that hangs still answers: what the witness would have said is unknown.
      const judged = await ask(
        hub.url,
        await tokenFor(hub.url, { unit: 'SMEB', purpose: 'M01' }),
        'query ($uscc: USCC!) { enterprise(uscc: $uscc) { cultivation { eligibility(ruleSet: SRDI_2026) { criteria { code state unanswered { unit code } } } } } }',
        { uscc },
      );
      expect(codesOf(judged)).toEqual([]);
      const { criteria } = judged.data.enterprise.cultivation.eligibility;
      expect(criteria).toContainEqual({
        code: 'S4a.1',
        state: 'UNKNOWN',
        unanswered: [{ unit: 'TAX', code: 'OWNER_TIMEOUT' }],
      });
      expect(criteria).toContainEqual({ code: 'S1.2', state: expect.any(String), unanswered: [] });
      expect(judged.sharing.units).toContainEqual(
        expect.objectContaining({ unit: 'TAX', state: 'OWNER_TIMEOUT' }),
      );
      // A refusal does not ask the owner, so its time tells nothing of what the owner has; that an enterprise is in the
      // register is open.
      for (const [code, codes] of [
        [uscc, ['DENIED_NO_GRANT']],
        [makeUscc('140198', 77), ['DENIED_NO_GRANT', 'UNKNOWN_SUBJECT']],
      ] as const) {
        const refused = await ask(
          hub.url,
          token,
          'query ($uscc: USCC!) { enterprise(uscc: $uscc) { tax { revenue { fen } } } }',
          { uscc: code },
        );
        expect(codesOf(refused)).toEqual(codes);
      }
    } finally {
      await locker.query('ROLLBACK');
      await locker.end();
    }
  });
});

describe('a record that cannot be written', () => {
  it('means that the owner tells nothing', async () => {
    const pools = units.map(
      (unit) => [unit.id, new Pool({ connectionString: urlFor(unit.id), max: 1 })] as const,
    );
    const hubPool = new Pool({ connectionString: urlFor('hub'), max: 1 });
    const sweepOn =
      (pool: Pool): Sweep =>
      async <Row extends QueryResultRow>(statement: QueryConfig) =>
        (await pool.query<Row>(statement)).rows;
    const lookupOn =
      (pool: Pool): Lookup =>
      async <Row extends QueryResultRow>(statement: QueryConfig) =>
        (await pool.query<Row>(statement)).rows;
    const recordOf = (unit: string, isFull: boolean): UnitRecord => ({
      append: () => (isFull ? Promise.reject(new RecordUnavailable(unit, 'disk full')) : Promise.resolve(1)),
      isWritable: () => Promise.resolve(!isFull),
      carried: () => Promise.resolve(),
    });
    const graph = buildGraph(units);
    const inProcess = assembleHub({
      graph,
      resources: new Map(
        pools.map(([id, pool]) => [
          id,
          {
            pool: postgresConnections(pool),
            lookup: lookupOn(pool),
            sweep: sweepOn(pool),
            record: recordOf(id, id === 'tax'),
          },
        ]),
      ),
      hubReading: { pool: postgresConnections(hubPool), lookup: lookupOn(hubPool), sweep: sweepOn(hubPool) },
      bundle: compileBundle(
        planOperations.flatMap((operation) => agreementsFor(operation, graph.supergraph.api, graph.policies)),
        graph.policies,
        consumerByCode,
        graph.changes,
      ),
      keepBundle: () => undefined,
      subjectHash: () => 'h',
      ownerTimeoutMs: 1000,
      now: Date.now,
      onFault: () => undefined,
    });
    try {
      const document = parse(query);
      const told = await answer(inProcess, {
        document,
        operation: document.definitions[0] as OperationDefinitionNode,
        queryHash: 'q',
        variables: { uscc },
        caller: { kind: 'unit', unit: 'EXCH', system: 'main', purpose: 'M10', official: 'o', expiresAt: 0 },
        requestId: 'r',
        signal: new AbortController().signal,
        schema: graph.supergraph.api,
      });
      expect(told.data).toMatchObject({
        enterprise: { registration: { name: expect.stringMatching(/（测试）$/) }, tax: null },
      });
      expect(told.errors.map((error) => error.extensions['code'])).toEqual(['OWNER_UNAVAILABLE']);
    } finally {
      await Promise.all([hubPool, ...pools.map(([, pool]) => pool)].map((pool) => pool.end()));
    }
  });
});

describe('a hub that is told to stop', () => {
  it('answers what is under way, and then leaves', async () => {
    const stopping = await startHub({ environment: { HUB_ENTERPRISES: '50', HUB_OWNER_TIMEOUT_MS: '1500' } });
    const url = runningCluster(stopping.dataDir)?.urlFor('tax') ?? '';
    const locker = new Client({ connectionString: url });
    locker.on('error', () => undefined);
    await locker.connect();
    await locker.query('BEGIN; LOCK TABLE tax IN ACCESS EXCLUSIVE MODE');
    const wish = await tokenFor(stopping.url, { unit: 'EXCH', purpose: 'M10' });
    const { rows } = await locker.query<{ uscc: string }>('SELECT uscc FROM tax LIMIT 1');
    const request = { isOver: false };
    const underWay = ask(stopping.url, wish, query, { uscc: rows[0]?.uscc }).finally(
      () => (request.isOver = true),
    );
    // Activity is shown as of the transaction's first look, so another session looks.
    const watcher = new Client({ connectionString: url });
    watcher.on('error', () => undefined);
    await watcher.connect();
    const isWaiting = `SELECT FROM pg_stat_activity WHERE datname = 'tax' AND wait_event_type = 'Lock'`;
    while (!request.isOver && (await watcher.query(isWaiting)).rowCount === 0) await setImmediate();
    expect(request.isOver).toBe(false);
    const stopped = stopping.stop();
    expect(codesOf(await underWay)).toEqual(['OWNER_TIMEOUT']);
    await Promise.all([locker.end(), watcher.end()]);
    await stopped;
    await expect(fetch(`${stopping.url}/health`)).rejects.toThrow();
  }, 60_000);
});

describe('a hub that was killed', () => {
  it('leaves nothing that the next start does not clear up, and no acknowledged reading is lost', async () => {
    const first = await startHub({ environment: { HUB_ENTERPRISES: '50' } });
    const wish = await tokenFor(first.url, { unit: 'EXCH', purpose: 'M10' });
    const listed = await ask(
      first.url,
      wish,
      '{ enterprises(first: 1) { edges { node { uscc registration { name } } } } }',
    );
    const subject: string = listed.data.enterprises.edges[0].node.uscc;
    await first.kill();
    // Nothing is said of how many enterprises: those that are there stay.
    const second = await startHub({ dataDir: first.dataDir, environment: { HUB_ENTERPRISES: '' } });
    try {
      const own = await ask(
        second.url,
        await tokenFor(second.url, { enterprise: subject }),
        'query ($u: USCC!) { enterprise(uscc: $u) { accessLog { edges { node { receipt } } } } }',
        { u: subject },
      );
      const receipts = own.data.enterprise.accessLog.edges.map(
        ({ node }: { node: { receipt: string } }) => node.receipt,
      );
      expect(receipts).toContain(listed.sharing.receipt);
      const all = await ask(
        second.url,
        await tokenFor(second.url, { unit: 'EXCH', purpose: 'M10' }),
        '{ enterprises(first: 200) { edges { node { uscc } } } }',
      );
      expect(all.data.enterprises.edges).toHaveLength(50);
    } finally {
      await second.stop();
    }
  }, 120_000);
});
