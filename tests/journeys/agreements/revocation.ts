import { Client, Pool } from 'pg';
import { buildGraph } from '../../../src/gateway/assemble';
import { bundleSource } from '../../../src/gateway/bundle-source';
import { followBundles, type Following } from '../../../src/gateway/following';
import { rightsStore } from '../../../src/gateway/rights-store';
import { kept } from '../../../src/kit/kept';
import type { FieldDecision } from '../../../src/kit/owner';
import { publicationReader } from '../../../src/sharing/publication';
import { runningCluster } from '../../../src/store/cluster';
import { postgresConnections } from '../../../src/store/connections';
import { openNotices } from '../../../src/store/notices';
import { units } from '../../../src/units';
import { ask, codesOf } from '../../support/ask';
import { agreementOf, inHubDatabase, putInForce } from '../../support/agreements';
import { openEvents } from '../../support/events';
import { dataDir, decide, readSize, running, SIZE, someUscc, tokenOf, url } from './acting';

const LEASE_MS = 5_000;

/** Asks again until it is so; each question takes its time, and the test's own bounds them all. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds()));
}

/** What a second process of the hub has of the rights, on the same database. */
async function anotherGateway(hears: boolean): Promise<{
  readonly following: Following;
  decision(): FieldDecision;
  close(): Promise<void>;
}> {
  const connectionString = runningCluster(dataDir())?.urlFor('hub') ?? '';
  const pool = new Pool({ connectionString });
  const notices = openNotices({ id: 'hub', url: connectionString });
  const door = postgresConnections(pool);
  const source = bundleSource({ graph: buildGraph(units), reading: door, writing: door, now: Date.now });
  const rights = rightsStore((await source.load()).bundle, Date.now);
  const following = followBundles({
    rights,
    source,
    notices: hears ? notices : { hear: () => () => undefined },
    onTrouble: (error) => expect(error).toBeUndefined(),
  });
  await following.check();
  return {
    following,
    decision: () =>
      rights
        .rightsFor({ kind: 'unit', unit: 'EXCH', system: 's', purpose: 'M10', official: 'o', expiresAt: 0 })
        .decide('Tax.sizeClass'),
    close: async () => {
      await following.stop();
      await notices.close();
      await pool.end();
    },
  };
}

interface Told {
  readonly at: number;
  readonly isTold: boolean;
}

const CALLERS = 12;
const BEFORE = 200;
const AFTER = 800;

export function revocation(): void {
  it('reaches every question within five seconds, under load, and not one answer comes after it', async () => {
    await putInForce(running(), [agreementOf({ id: 'loaded' })]);
    const token = await tokenOf('EXCH', 'M10');
    const told: Told[] = [];
    let acknowledged = Infinity;
    let isWarm: () => void = () => undefined;
    const warm = new Promise<void>((resolve) => (isWarm = resolve));
    const asking = Array.from({ length: CALLERS }, async () => {
      while (told.filter(({ at }) => at > acknowledged).length < AFTER) {
        const answer = await ask(url(), token, SIZE, { uscc: someUscc() });
        told.push({ at: performance.now(), isTold: answer.data.enterprise.tax.sizeClass !== null });
        if (told.length === BEFORE) isWarm();
      }
    });
    await warm;
    await decide('TAX', 'revokeAgreement', 'loaded');
    acknowledged = performance.now();
    await Promise.all(asking);
    const values = told.filter(({ isTold }) => isTold);
    const late = values.filter(({ at }) => at > acknowledged);
    expect(values.length).toBeGreaterThan(BEFORE / 2);
    // The process that revoked knows it before it says so; what was on its way to a reader may be read a moment later.
    expect(late.filter(({ at }) => at > acknowledged + LEASE_MS / 10)).toEqual([]);
    const lag = Math.max(0, ...late.map(({ at }) => at - acknowledged));
    process.stdout.write(
      `revoked under load: ${told.length} answers, the last value ${Math.round(lag)} ms after the acknowledgement\n`,
    );
  }, 60_000);

  it('leaves every answer under exactly one bundle, however many are published meanwhile', async () => {
    await putInForce(running(), [agreementOf({ id: 'flickering' })]);
    const token = await tokenOf('EXCH', 'M10');
    const outcomes = new Map<string, Set<string>>();
    const state = { isOver: false };
    const asking = Array.from({ length: 8 }, async () => {
      while (!state.isOver) {
        const answer = await ask(url(), token, SIZE, { uscc: someUscc() });
        const outcome = answer.data.enterprise.tax.sizeClass === null ? codesOf(answer).join() : 'told';
        kept(outcomes, answer.sharing.bundle, () => new Set<string>()).add(outcome);
      }
    });
    // Each state is another bundle, since a new agreement comes into force with it.
    for (const round of ['a', 'b', 'c', 'd']) {
      await decide('TAX', 'suspendAgreement', 'flickering');
      await putInForce(running(), [
        agreementOf({ id: `flicker-${round}`, consumer: 'FIN', purposes: ['M05'] }),
      ]);
      await decide('TAX', 'resumeAgreement', 'flickering');
    }
    state.isOver = true;
    await Promise.all(asking);
    await decide('TAX', 'revokeAgreement', 'flickering');
    expect([...outcomes.values()].every((seen) => seen.size === 1)).toBe(true);
    expect(new Set([...outcomes.values()].flatMap((seen) => [...seen]))).toEqual(
      new Set(['told', 'DENIED_NO_GRANT']),
    );
    const published = await inHubDatabase(dataDir(), (query) =>
      query<{ hash: string }>('SELECT hash FROM bundle'),
    );
    const hashes = new Set(published.map(({ hash }) => hash));
    expect([...outcomes.keys()].filter((hash) => !hashes.has(hash))).toEqual([]);
    expect(outcomes.size).toBeGreaterThan(6);
  }, 60_000);

  it('drops what an owner is still reading when it comes', async () => {
    await putInForce(running(), [agreementOf({ id: 'in-flight' })]);
    const owner = new Client({ connectionString: runningCluster(dataDir())?.urlFor('tax') ?? '' });
    await owner.connect();
    await owner.query('BEGIN');
    await owner.query('LOCK TABLE tax IN ACCESS EXCLUSIVE MODE');
    const asked = readSize();
    await until(async () => {
      const { rowCount } = await owner.query(
        `SELECT FROM pg_locks WHERE relation = 'tax'::regclass AND NOT granted`,
      );
      return rowCount !== 0;
    });
    await decide('TAX', 'revokeAgreement', 'in-flight');
    await owner.query('COMMIT');
    await owner.end();
    const answer = await asked;
    expect([codesOf(answer), answer.data.enterprise.tax]).toEqual([['DENIED_NO_GRANT'], { sizeClass: null }]);
  }, 60_000);

  it.each([
    ['by notice', true],
    ['by asking, where the notice is lost', false],
  ])('reaches another gateway %s', async (_how, hears) => {
    const id = `elsewhere-${hears}`;
    await putInForce(running(), [agreementOf({ id })]);
    const gateway = await anotherGateway(hears);
    try {
      const revoked = performance.now();
      const changed = new Promise<void>((resolve) => gateway.following.hear(resolve));
      expect(gateway.decision()).toMatchObject({ allowed: true, grants: [{ agreement: id }] });
      await decide('TAX', 'revokeAgreement', id);
      await changed;
      expect(performance.now() - revoked).toBeLessThan(LEASE_MS);
      expect(gateway.decision()).toEqual({ allowed: false, code: 'DENIED_NO_GRANT' });
    } finally {
      await gateway.close();
    }
  });

  it('ends an open stream at once, with the reason', async () => {
    const city = agreementOf({
      id: 'streamed',
      consumer: 'COM',
      provider: 'SMEB',
      purposes: ['M20'],
      fields: ['Query.pushListChanges'],
    });
    await putInForce(running(), [city]);
    const body = { query: 'subscription { pushListChanged { nextCursor } }' };
    const token = await tokenOf('COM', 'M20');
    const events = await openEvents(url(), token, body);
    await events.next();
    const revoked = performance.now();
    await decide('SMEB', 'revokeAgreement', 'streamed');
    const rest = await events.rest();
    expect(performance.now() - revoked).toBeLessThan(LEASE_MS);
    expect(rest.map(({ event }) => event).slice(-2)).toEqual(['next', 'complete']);
    expect(rest.at(-2)?.data).toMatchObject({
      data: { pushListChanged: null },
      errors: [{ extensions: { code: 'DENIED_NO_GRANT', field: 'Query.pushListChanges' } }],
    });
  }, 60_000);

  it('cannot be undone in the database: what was not signed is not accepted', async () => {
    await putInForce(running(), [agreementOf({ id: 'tampered' })]);
    await inHubDatabase(dataDir(), async (query) => {
      await query(`UPDATE agreement SET fields = '["Tax.revenueBand"]' WHERE id = 'tampered'`);
      await expect(publicationReader(query).read()).rejects.toThrow('协议 tampered 与所发布的不符');
      await query(`UPDATE agreement SET fields = '["Tax.sizeClass"]' WHERE id = 'tampered'`);
      await query(
        `UPDATE agreement_signature SET signature = (SELECT signature FROM agreement_signature WHERE agreement = 'streamed' AND side = 'provider')
         WHERE agreement = 'tampered' AND side = 'provider'`,
      );
      await expect(publicationReader(query).read()).rejects.toThrow('缺少双方签名');
      await query(`UPDATE bundle SET hash = 'x' WHERE number = (SELECT max(number) FROM bundle)`);
      await expect(publicationReader(query).read()).rejects.toThrow('与其哈希不符');
    });
  });

  it('is feared where the hub cannot hear of it: after five seconds nothing that rests on an agreement is told', async () => {
    await decide('DATA', 'revokeAgreement', 'tampered');
    await putInForce(running(), [agreementOf({ id: 'cut-off' })]);
    const admin = new Client({ connectionString: runningCluster(dataDir())?.adminUrl ?? '' });
    await admin.connect();
    const tax = await tokenOf('TAX', 'M07');
    try {
      await admin.query('ALTER DATABASE hub WITH ALLOW_CONNECTIONS false');
      await admin.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'hub'`);
      const cut = performance.now();
      await until(async () => codesOf(await readSize()).includes('OWNER_UNAVAILABLE'));
      expect(performance.now() - cut).toBeLessThan(LEASE_MS + 500);
      const refused = await readSize();
      expect(refused.errors[0]?.extensions).toMatchObject({
        code: 'OWNER_UNAVAILABLE',
        unit: 'HUB',
        field: 'Tax.sizeClass',
        retryAfter: expect.any(Number),
      });
      // What rests on no agreement goes on: what is open, and an owner's own.
      expect(refused.data.enterprise.registration.name).toMatch(/（测试）$/);
      const own = await ask(url(), tax, SIZE, { uscc: someUscc() });
      expect([codesOf(own), own.data.enterprise.tax.sizeClass]).toEqual([[], expect.any(String)]);
    } finally {
      await admin.query('ALTER DATABASE hub WITH ALLOW_CONNECTIONS true');
      await admin.end();
    }
    await until(async () => codesOf(await readSize()).length === 0);
  }, 60_000);
}
