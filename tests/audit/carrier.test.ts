import { appendFile, truncate } from 'node:fs/promises';
import type { QueryConfig, QueryResultRow } from 'pg';
import type { Connections } from '../../src/kit/connections';
import { CarriedElsewhere, carryBatch, readCarriedPosition } from '../../src/audit/carry';
import { startCarrier, type Carrier } from '../../src/audit/carrier';
import { openSegmentLog, type SegmentLog } from '../../src/audit/segment-log';
import { readBatch } from '../../src/audit/segment-reader';
import { openTestPostgres, type TestPostgres } from './support/postgres';
import { newCompletion, newEntry, segmentPaths, withDirectory } from './support/records';

let postgres: TestPostgres;

beforeAll(async () => {
  postgres = await openTestPostgres();
}, 60_000);

afterAll(() => postgres.remove());

beforeEach(() => postgres.pool.query('TRUNCATE access_record, access_subject, access_carried'));

describe('the carrier', () => {
  it('makes every durable record searchable, in order and over segments', () =>
    withLog({ maxSegmentBytes: 2000 }, async (log) => {
      const carrier = start(log);
      for (let count = 0; count < 20; count += 1)
        await log.append(newEntry({ requestId: `request-${count}` }));
      await carrier.carried();
      const records = await select('SELECT sequence::int, request_id FROM access_record ORDER BY sequence');
      expect(records).toEqual(
        Array.from({ length: 20 }, (_, n) => ({ sequence: n + 1, request_id: `request-${n}` })),
      );
      expect(
        await select('SELECT segment, byte_offset::int AS "offset", sequence::int FROM access_carried'),
      ).toEqual([log.durable()]);
      await carrier.stop();
    }));

  it('carries without being asked, when records have become durable', () =>
    withLog({}, async (log) => {
      const { carried, pool } = announcing(postgres.pool);
      const carrier = startCarrier({ log, pool, gatherMs: 5 });
      await log.append(newEntry());
      await carried;
      expect(await select('SELECT request_id FROM access_record')).toEqual([{ request_id: 'request-1' }]);
      await carrier.stop();
    }));

  it.each([
    ['the same batch', false],
    ['a later one', true],
  ])('completes a record in %s: last state, all subjects, the time of the question', (_what, isLater) =>
    withLog({}, async (log) => {
      const carrier = start(log);
      const sequence = await log.append(newEntry({ subjects: ['subject-a'] }));
      if (isLater) await carrier.carried();
      await log.append(newCompletion(sequence, { state: 'failed', rows: null, subjects: ['subject-b'] }));
      const refused = [{ field: 'Tax.creditRating', code: 'DENIED_SCOPE' as const, count: 1 }];
      await log.append(
        newCompletion(sequence, { subjects: ['subject-b', 'subject-c'], rows: '2-10', refused }),
      );
      await carrier.carried();
      expect(
        await select('SELECT rows, state, refused, completed_at >= time AS is_after FROM access_record'),
      ).toEqual([{ rows: '2-10', state: 'answered', refused, is_after: true }]);
      const subjects = await select(
        `SELECT subject, sequence::int, time = (SELECT time FROM access_record) AS same
         FROM access_subject ORDER BY subject`,
      );
      expect(subjects).toEqual(
        ['subject-a', 'subject-b', 'subject-c'].map((subject) => ({ subject, sequence, same: true })),
      );
      await carrier.stop();
    }),
  );

  it('takes up at start what the last process left over', () =>
    withDirectory(async (directory) => {
      const first = await open(directory);
      const carrier = start(first);
      await first.append(newEntry());
      await carrier.carried();
      await carrier.stop();
      await first.append(newEntry());
      await first.close();
      const second = await open(directory);
      const next = start(second);
      await next.carried();
      expect(await count()).toBe(2);
      await next.stop();
      await second.close();
    }));

  it.each<[string, (pool: Connections) => Connections]>([
    ['is lost before it is done', (pool) => failingOnce(pool, 'before')],
    ['is done and its answer lost', (pool) => failingOnce(pool, 'after')],
  ])('carries exactly once when a statement %s', (_what, fail) =>
    withLog({}, async (log) => {
      for (let records = 0; records < 5; records += 1) await log.append(newEntry());
      const troubles: unknown[] = [];
      const onTrouble = (error: unknown): unknown => troubles.push(error);
      const carrier = startCarrier({ log, pool: fail(postgres.pool), onTrouble, retryMs: RETRY });
      await expect(carrier.carried()).rejects.toThrow('connection lost');
      await carrier.carried();
      expect(troubles).toHaveLength(1);
      expect(await count()).toBe(5);
      await carrier.stop();
    }),
  );

  it('carries exactly once when two carriers read one log', () =>
    withLog({}, async (log) => {
      const carriers = [start(log), start(log), start(log)];
      const appended: Promise<number>[] = [];
      for (let records = 0; records < 200; records += 1) {
        appended.push(log.append(newEntry()));
        if (records % 20 === 0) await Promise.all(appended);
      }
      await Promise.all(appended);
      for (const carrier of carriers) await carriedAtLast(carrier);
      expect(await count()).toBe(200);
      await Promise.all(carriers.map((carrier) => carrier.stop()));
    }));

  it('writes nothing from a position that another has moved', () =>
    withLog({}, async (log) => {
      const carrier = start(log);
      const sequence = await log.append(newEntry());
      await carrier.carried();
      const stale = log.durable();
      await log.append(newCompletion(sequence, { state: 'failed' }));
      const late = await readBatch(log.directory, stale, log.durable(), 1);
      await log.append(newCompletion(sequence));
      await carrier.carried();
      await expect(carryBatch(postgres.pool, 'tax', stale, late)).rejects.toBeInstanceOf(CarriedElsewhere);
      expect(await select('SELECT state FROM access_record')).toEqual([{ state: 'answered' }]);
      expect(await readCarriedPosition(postgres.pool, 'tax')).toEqual(log.durable());
      await carrier.stop();
    }));

  it('is only late when the database is away, and keeps no queue', () =>
    withLog({}, async (log) => {
      const carrier = start(log);
      await log.append(newEntry());
      await carrier.carried();
      await postgres.stop();
      for (let records = 0; records < 50; records += 1) await log.append(newEntry());
      await expect(carrier.carried()).rejects.toThrow();
      await postgres.start();
      await carriedAtLast(carrier);
      expect(await count()).toBe(51);
      await carrier.stop();
    }));

  it.each(['a\0b', 'a\uD800b', "'; DROP TABLE access_record; --", '𠮷\\u0000'])(
    'carries the text %j',
    (text) =>
      withLog({}, async (log) => {
        const carrier = start(log);
        await log.append(newEntry({ requestId: text }));
        await carrier.carried();
        expect(await count()).toBe(1);
        await carrier.stop();
      }),
  );

  it('stops before a damaged record and says which', () =>
    withLog({}, async (log) => {
      await log.append(newEntry());
      const [path = ''] = await segmentPaths(log.directory);
      await log.append(newEntry());
      await truncate(path, log.durable().offset - 1);
      await appendFile(path, 'x');
      const carrier = start(log);
      await expect(carrier.carried()).rejects.toThrow(/留痕日志损坏：0000000000000001\.log/);
      await carrier.stop();
    }));

  it('does not mix a log with the records of a longer one', () =>
    withLog({}, async (log) => {
      await postgres.pool.query(`INSERT INTO access_carried VALUES ('tax', '0000000000000001.log', 900, 3)`);
      await log.append(newEntry());
      const carrier = start(log);
      await expect(carrier.carried()).rejects.toThrow(/tax 的留痕日志只到序号 1，数据库已有 3/);
      expect(await count()).toBe(0);
      await carrier.stop();
    }));

  it('lets nobody wait for a carrier that is stopped', () =>
    withLog({}, async (log) => {
      const carrier = start(log);
      await carrier.stop();
      await log.append(newEntry());
      await expect(carrier.carried()).rejects.toThrow('stopped');
    }));
});

const RETRY = { first: 5, longest: 50 };

function start(log: SegmentLog): Carrier {
  return startCarrier({ log, pool: postgres.pool, retryMs: RETRY, gatherMs: 5 });
}

function open(directory: string, options: { maxSegmentBytes?: number } = {}): Promise<SegmentLog> {
  return openSegmentLog({ directory, unit: 'tax', now: Date.now, ...options });
}

async function withLog(
  options: { maxSegmentBytes?: number },
  use: (log: SegmentLog) => Promise<void>,
): Promise<void> {
  await withDirectory(async (directory) => {
    const log = await open(directory, options);
    try {
      await use(log);
    } finally {
      await log.close();
    }
  });
}

async function select(text: string): Promise<unknown[]> {
  return (await postgres.pool.query<Record<string, unknown>>(text)).rows;
}

async function count(): Promise<number> {
  return (
    (await postgres.pool.query<{ count: number }>('SELECT count(*)::int FROM access_record')).rows[0]
      ?.count ?? -1
  );
}

/** Asks again after each failure, which the carrier itself has slowed down. */
async function carriedAtLast(carrier: Carrier): Promise<void> {
  for (let attempt = 0; attempt < 1000; attempt += 1) {
    const failure = await carrier.carried().then(
      () => undefined,
      (error: unknown) => error ?? 'failed',
    );
    if (failure === undefined) return;
  }
  throw new Error('never carried');
}

/** The real pool, but the first carrying statement fails on its way there or back. */
function failingOnce(pool: Connections, when: 'before' | 'after'): Connections {
  let hasFailed = false;
  return {
    ...pool,
    async query(statement, values) {
      const fails = !hasFailed && isCarrying(statement);
      if (!fails) return pool.query(statement, values);
      hasFailed = true;
      if (when === 'after') await pool.query(statement, values);
      throw new Error('connection lost');
    },
  };
}

/** The real pool, telling when a batch has been carried. */
function announcing(pool: Connections): { pool: Connections; carried: Promise<void> } {
  let announce = (): void => undefined;
  const carried = new Promise<void>((resolve) => (announce = resolve));
  const announced: Connections = {
    ...pool,
    async query<Row extends QueryResultRow>(statement: string | QueryConfig, values?: readonly unknown[]) {
      const result = await pool.query<Row>(statement, values);
      if (isCarrying(statement)) announce();
      return result;
    },
  };
  return { pool: announced, carried };
}

const isCarrying = (statement: string | QueryConfig): boolean =>
  typeof statement === 'string' && statement.includes('json_to_recordset');
