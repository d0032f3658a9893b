import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Connections } from '../../src/kit/connections';
import { mariadb, type Dialect } from '../../src/kit/dialect';
import { readAccessLog, type AccessLogFilter } from '../../src/audit/access-log';
import { CarriedElsewhere, carryBatch, readCarriedPosition } from '../../src/audit/carry';
import { startCarrier } from '../../src/audit/carrier';
import { refusalCounts } from '../../src/audit/refusal-counts';
import { usageCounts } from '../../src/audit/usage-counts';
import { openSegmentLog } from '../../src/audit/segment-log';
import { LOG_START, readBatch } from '../../src/audit/segment-reader';
import { databaseEntities, openDatabase, type OpenDatabase } from '../../src/commands/databases';
import { importFile, type ImportOptions } from '../../src/commands/import';
import { readConfig } from '../../src/config';
import { makeUscc } from '../../src/kit/codes/uscc';
import { entitiesOf, tablesOf } from '../../src/kit/tables';
import type { Cluster } from '../../src/store/cluster';
import { openConnections } from '../../src/store/connections';
import { migrationsFor } from '../../src/store/migrations';
import { openSweeps } from '../../src/store/sweeps';
import { loadSynthetic } from '../../src/synthetic/load';
import { world } from '../../src/synthetic/world';
import { units } from '../../src/units';
import { newCompletion, newEntry, withDirectory } from '../audit/support/records';
import { newDataDirectory, open } from '../store/support/cluster';
import { describeOn, engines, newDatabase, type TestDatabase } from './support/engine';

const engine = engines.find(({ dialect }) => dialect === mariadb);
const nea = units.find(({ id }) => id === 'nea');
if (engine === undefined || nea === undefined) throw new Error('the energy bureau is tested on MariaDB');
const entities = databaseEntities(units).get('nea') ?? [];

describeOn(engine)('what is said to MariaDB', () => {
  let cluster: Cluster;
  let dataDir: string;
  let database: TestDatabase;
  let here: OpenDatabase;
  let there: OpenDatabase;

  beforeAll(async () => {
    dataDir = newDataDirectory();
    ({ cluster } = await open(dataDir, ['nea']));
    database = await newDatabase(engine);
    here = await openDatabase('nea', cluster.urlFor('nea'), entities);
    there = await openDatabase('nea', database.url, entities);
  }, 60_000);
  afterAll(async () => {
    await Promise.all([here.close(), there.close()]);
    await database.drop();
    await cluster.stop();
    rmSync(dataDir, { recursive: true });
  });

  /** Both databases are asked, each in its dialect; gives what both say. */
  async function both<T>(act: (connections: Connections) => Promise<T>): Promise<T> {
    const [one, other] = await Promise.all([act(here.writing), act(there.writing)]);
    expect(other).toEqual(one);
    return one;
  }

  describe('means what it means to PostgreSQL', () => {
    const expressions: [string, (dialect: Dialect) => string, unknown[], unknown][] = [
      ['a text', (d) => d.cast('$1', 'text'), ['𠮷野家😀 \'"\\%_`$1 '], '𠮷野家😀 \'"\\%_`$1 '],
      ['a number of cents', (d) => d.cast('$1', 'bigint'), [9_007_199_254_740_991], 9_007_199_254_740_991],
      ['a fraction', (d) => `CASE WHEN 0.3 = ${d.cast('$1', 'numeric')} THEN 1 ELSE 0 END`, [0.3], 1],
      ['a day', (d) => d.cast(d.cast('$1', 'date'), 'text'), ['2024-02-29'], '2024-02-29'],
      ['nothing', (d) => d.cast('$1', 'int'), [null], null],
      ['a truth', (d) => `CASE WHEN ${d.cast('$1', 'boolean')} THEN 1 ELSE 0 END`, [true], 1],
      ['one of none', (d) => truth(d.isOneOf(`'a'`, [], never)), [], 0],
      ['one of three', (d) => truth(d.isOneOf(`'a'`, ['A', 'a ', 'a'], literal)), [], 1],
      ['a letter of another case', (d) => truth(d.isOneOf(`'a'`, ['A'], literal)), [], 0],
      ['a beginning', (d) => truth(d.startsWithOneOf(`'140105'`, ['1402', '1401'], literal)), [], 1],
      ['no beginning', (d) => truth(d.startsWithOneOf(`'140105'`, [], never)), [], 0],
      ['a code among two', (d) => truth(d.isAmong(`'b'`, '$1')), [['a', 'b']], 1],
      ['a code among none', (d) => truth(d.isAmong(`'b'`, '$1')), [[]], 0],
      ['codes as a table', (d) => `(SELECT count(*) FROM ${d.tableOf('$1')})`, [['a', '缺', '😀']], 3],
    ];
    it.each(expressions)('%s', async (_what, expression, values, expected) => {
      const told = await both(async (connections) => {
        const text = `SELECT ${expression(connections.dialect)} AS told`;
        const [row] = (await connections.query<{ told: unknown }>(text, values)).rows;
        return typeof expected === 'number' ? Number(row?.told) : row?.told;
      });
      expect(told).toBe(expected);
    });

    it('texts, days, numbers, lists and nothing, in rows that are taken in and told as JSON', async () => {
      const rows = [
        { happenedOn: '2024-02-29', kind: '错峰😀', hours: -1 },
        { happenedOn: '2025-12-31', kind: 'a\\b"c\'d\te\nf', hours: 2_147_483_647 },
        { happenedOn: '2025-12-31', kind: '𠮷', hours: 0 },
      ];
      const told = await both(async (connections) => {
        const { dialect } = connections;
        const connection = await connections.connect();
        await connection.takeIn(
          'curtailment',
          ['uscc', 'happened_on', 'kind', 'hours'],
          rows.map((row) => dialect.loading.line(['X', row.happenedOn, row.kind, row.hours])),
        );
        connection.release();
        const object = dialect.jsonObject([
          ['happenedOn', 'p.happened_on'],
          ['kind', 'p.kind'],
          ['hours', 'p.hours'],
        ]);
        const list = `SELECT ${dialect.jsonList(object, 'p.happened_on DESC, p.id DESC')} AS list FROM curtailment p WHERE p.uscc = $1`;
        const joined = `SELECT left(p.kind, 1) AS head, ${dialect.joined('substr(p.kind, 2)')} AS tails FROM curtailment p WHERE p.uscc = $1 GROUP BY 1 ORDER BY 1`;
        return [
          (await connections.query(list, ['X'])).rows,
          (await connections.query(joined, ['X'])).rows,
          (
            await connections.query('SELECT count(*) = 0 AS empty FROM curtailment WHERE kind = $1', ['错峰'])
          ).rows.map(({ empty }) => Boolean(empty)),
        ];
      });
      expect(told[0]).toEqual([{ list: [rows[2], rows[1], rows[0]] }]);
    });

    it('an instant, with its zone', async () => {
      const instants = await both(async (connections) => {
        await connections.query('INSERT INTO access_subject (subject, time, sequence) VALUES ($1, $2, 1)', [
          'instant',
          new Date('2026-02-28T23:59:59.123Z'),
        ]);
        const { rows } = await connections.query<{ told: string; time: Date }>(
          `SELECT ${connections.dialect.instant('time')} AS told, time FROM access_subject WHERE subject = 'instant'`,
        );
        return rows.map(({ told, time }) => [new Date(told).toISOString(), time.toISOString()]);
      });
      expect(instants).toEqual([['2026-02-28T23:59:59.123Z', '2026-02-28T23:59:59.123Z']]);
    });
  });

  it('makes the tables that the declarations say, and makes them once where several hubs start', async () => {
    const columns = await both(async (connections) => {
      const { rows } = await connections.query<{ tab: string; col: string; nullable: string }>(
        `SELECT table_name AS tab, column_name AS col, is_nullable AS nullable FROM information_schema.columns
          WHERE table_schema = ${connections.dialect === mariadb ? 'DATABASE()' : `'public'`} AND table_name <> 'migrations'`,
      );
      return rows.map(({ tab, col, nullable }) => `${tab}.${col} ${nullable}`).sort();
    });
    expect(columns).toEqual(
      expect.arrayContaining(
        tablesOf(nea).flatMap((table) =>
          table.columns.map(({ name }) => expect.stringContaining(`${table.name}.${name} `)),
        ),
      ),
    );
    expect(entitiesOf(nea)).toHaveLength(tablesOf(nea).length);
    const fresh = await newDatabase(engine);
    try {
      const hubs = await Promise.all([1, 2, 3].map(() => openDatabase('nea', fresh.url, entities)));
      const { rows } = await (hubs[0] as OpenDatabase).writing.query(
        'SELECT name FROM migrations ORDER BY id',
      );
      const files = migrationsFor({ id: 'nea', url: fresh.url });
      expect(rows.map(({ name }) => String(name))).toEqual(files.map((migration) => migration.name));
      await Promise.all(hubs.map((hub) => hub.close()));
    } finally {
      await fresh.drop();
    }
  });

  it('goes on with a migration that broke off', async () => {
    const broken = await newDatabase(engine);
    try {
      await (await openDatabase('nea', broken.url, entities)).close();
      const connections = openConnections({ id: 'nea', url: broken.url });
      await connections.query('DELETE FROM migrations');
      await connections.query('DROP TABLE access_carried');
      await (await openDatabase('nea', broken.url, entities)).close();
      expect((await connections.query('SELECT * FROM access_carried')).rows).toEqual([]);
      await connections.close();
    } finally {
      await broken.drop();
    }
  });

  describe('through the reading doors', () => {
    it('writes nothing', async () => {
      for (const write of [
        `INSERT INTO curtailment (uscc, happened_on, kind, hours) VALUES ('X', '2024-01-01', 'x', 1)`,
        'DELETE FROM energy',
        'CREATE TABLE other (one int)',
      ])
        for (const attempt of [
          () => there.reading.pool.query(write),
          () => there.reading.lookup({ text: write }),
          () => there.reading.sweep({ text: write }),
        ])
          await expect(attempt()).rejects.toMatchObject({ code: 'ER_CANT_EXECUTE_IN_READ_ONLY_TRANSACTION' });
    });

    it('breaks off what takes too long, and reads on', async () => {
      const brief = openConnections({ id: 'nea', url: database.url, readOnly: true, statementTimeoutMs: 50 });
      await expect(brief.query('SELECT SLEEP(5)')).rejects.toMatchObject({ code: 'ER_1969' });
      expect((await brief.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
      await brief.close();
    });

    it('tells the codes of a whole county, where its own default would cut them off', async () => {
      const text = `SELECT LENGTH(${mariadb.joined(`'1234567890'`)}) AS bytes FROM seq_1_to_300000`;
      expect(await there.reading.sweep({ text })).toEqual([{ bytes: 3_000_000 }]);
    });

    it('calls off a sweep for which nobody waits any more', async () => {
      const sweeps = openSweeps({ id: 'nea', url: database.url });
      const caller = new AbortController();
      const gone = sweeps.sweep({ text: 'SELECT SLEEP(30) AS slept' }, caller.signal);
      const running = async (): Promise<number> =>
        (
          await there.writing.query(
            `SELECT 1 FROM information_schema.processlist WHERE info LIKE '%SLEEP(30)%' AND id <> CONNECTION_ID()`,
          )
        ).rows.length;
      while ((await running()) === 0);
      caller.abort();
      await expect(gone).rejects.toMatchObject({ code: 'ER_QUERY_INTERRUPTED' });
      expect(await running()).toBe(0);
      await sweeps.close();
    });
  });

  it('loads a unit whole or not at all, and leaves imported rows as they are', async () => {
    const load = (seed: string, count: number, breaksAt = count): Promise<string[]> =>
      loadSynthetic([{ unit: nea, pool: there.writing }], {
        enterprises: breakingOff(world({ seed, count }), breaksAt),
        count,
        onProgress: () => undefined,
        chunkSize: 50,
      });
    const rows = async (): Promise<number> =>
      Number((await there.writing.query<{ n: number }>('SELECT count(*) AS n FROM energy')).rows[0]?.n);
    expect(await load('one', 120)).toEqual([]);
    expect(await rows()).toBe(120);
    expect(await load('two', 60)).toEqual([]);
    expect(await rows()).toBe(60);
    await expect(load('three', 120, 90)).rejects.toThrow('broke off');
    expect(await rows()).toBe(60);
    await there.writing.query('UPDATE energy SET is_synthetic = false LIMIT 1');
    expect(await load('four', 10)).toEqual(['nea']);
    expect(await rows()).toBe(60);
  });

  it('imports a file: replaced by code, nothing invented kept, no row of many twice', async () => {
    const [first, second, third] = ['140105', '140106', '140107'].map((county) => makeUscc(county, 5));
    const importAt = async (
      url: string,
      name: string,
      text: string,
      options: ImportOptions = {},
    ): Promise<void> => {
      const path = join(dataDir, name);
      writeFileSync(path, text);
      const config = readConfig({ HUB_DATA_DIR: dataDir, UNIT_NEA_DATABASE_URL: url });
      await importFile(config, 'nea', path, options);
    };
    const said = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
    for (const [{ writing }, url] of [
      [here, cluster.urlFor('nea')],
      [there, database.url],
    ] as const) {
      await writing.query('DELETE FROM energy');
      await writing.query('DELETE FROM curtailment');
      await writing.query(
        `INSERT INTO energy (uscc, division, is_synthetic, savings) VALUES ($1, '140106', true, 9), ($2, '140106', false, 9)`,
        [first, second],
      );
      const slices = `uscc,division,orderlyUse,protectedUser,绿电占比\n${first ?? ''},140105,NORMAL,是,12.5\n${second ?? ''},140105,优先保障,否,\n${third ?? ''},140107,,,0\n`;
      await importAt(url, 'slices.csv', slices);
      const many = `统一社会信用代码,日期,类别,时长（小时）\n${first ?? ''},2026/1/5,错峰,3\n${first ?? ''},2026/1/6,限电,4\n`;
      await importAt(url, 'many.csv', many, { table: 'curtailment' });
      await importAt(url, 'many.csv', many, { table: 'curtailment' });
    }
    const told = said.mock.calls.map(([line]) => String(line));
    said.mockRestore();
    expect(told.slice(3)).toEqual(told.slice(0, 3));
    expect(told.slice(0, 3).map((line) => line.replace(/^.*：/, '').trim())).toEqual([
      '新增 1 行，更新 2 行',
      '新增 2 行',
      '新增 0 行，已有 2 行不变',
    ]);
    const rows = await both(async (connections) => {
      const energy = await connections.query('SELECT * FROM energy ORDER BY division, orderly_use');
      return energy.rows.map((row) => [
        ...[row['uscc'], row['division'], row['orderly_use']],
        ...[row['is_synthetic'], row['protected_user'], row['savings'], row['green_power_share']].map(
          (value) => (value === null ? null : Number(value)),
        ),
      ]);
    });
    expect(rows).toEqual([
      [first, '140105', 'NORMAL', 0, 1, null, 12.5],
      [second, '140105', 'PROTECTED', 0, 0, 9, null],
      [third, '140107', null, 0, null, null, 0],
    ]);
  });

  it('keeps the record as PostgreSQL keeps it: completed in its batch or later, exactly once', () =>
    withDirectory(async (directory) => {
      const log = await openSegmentLog({ directory, unit: 'nea', now: Date.now, maxSegmentBytes: 2_000 });
      const subjects = ['subject-a', 'subject-b'];
      const refused = [
        { field: 'Energy.savings', code: 'DENIED_SCOPE', count: 2, subjects: ['subject-a'] },
      ] as const;
      const carry = async (): Promise<void> => {
        for (const { writing } of [here, there]) {
          const carrier = startCarrier({ log, pool: writing });
          await carrier.carried();
          await carrier.stop();
        }
      };
      const first = await log.append(newEntry({ subjects }));
      await log.append(newCompletion(first, { rows: '2-10', subjects: ['subject-b', 'subject-c'] }));
      await log.append(newCompletion(first, { rows: null, state: 'failed', refused: [...refused] }));
      const second = await log.append(newEntry({ subjects: [], purpose: '用途😀' }));
      await carry();
      await log.append(newCompletion(second, { rows: '1', subjects: ['subject-a', 'subject-a'] }));
      for (let count = 0; count < 20; count += 1) await log.append(newEntry({ subjects: [`s${count}`] }));
      await carry();
      const records = await both(async (connections) => {
        const { rows } = await connections.query(
          'SELECT * FROM access_record WHERE sequence > 0 ORDER BY sequence',
        );
        return rows.map((row) => ({ ...row, sequence: Number(row['sequence']) }));
      });
      expect(records).toHaveLength(22);
      await both((connections) => readAccessLog(connections, 'subject-a', { first: 1 }));
      const page = await both((connections) => readAccessLog(connections, 'subject-a', { first: 20 }));
      expect(page.entries.map(({ sequence }) => sequence)).toEqual([second, first]);
      const [newest] = page.entries;
      if (newest === undefined) throw new Error('no entry');
      const older = await both((connections) =>
        readAccessLog(connections, 'subject-a', { first: 20, before: newest }),
      );
      expect(older.entries.map(({ sequence }) => sequence)).toEqual([first]);
      expect(await both((connections) => refusalCounts(connections, '2020-01-01'))).toContainEqual({
        code: 'DENIED_SCOPE',
        count: 2,
      });
      const found = async (filter: AccessLogFilter): Promise<number[]> =>
        (
          await both((connections) => readAccessLog(connections, 'subject-a', { first: 20, filter }))
        ).entries.map(({ sequence }) => sequence);
      const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
      expect(await found({ unit: 'EXCH', from: today, until: today })).toEqual([second, first]);
      expect(await found({ purpose: '用途😀', outcome: 'TOLD' })).toEqual([second]);
      expect(await found({ outcome: 'FAILED' })).toEqual([first]);
      expect(await found({ outcome: 'REFUSED' })).toEqual([]);
      expect(await found({ receipt: 'none' })).toEqual([]);
      expect(await found({ withheld: [{ unit: 'EXCH', since: '2020-01-01T00:00:00.000Z' }] })).toEqual([]);
      expect(await found({ withheld: [{ unit: 'EXCH', since: '2099-01-01T00:00:00.000Z' }] })).toHaveLength(
        2,
      );
      const used = await both(async (connections) => {
        const { clients, fields } = await usageCounts(connections, { since: today, until: today });
        return [
          clients.map(({ consumer, system, purpose, calls, failed }) => [
            consumer,
            system,
            purpose,
            calls,
            failed,
          ]),
          fields.map(({ consumer, field, outcome, times }) => [consumer, field, outcome, times]),
        ];
      });
      expect(used[0]).toContainEqual(['EXCH', 'main', '用途😀', 1, 0]);
      expect(used[1]).toContainEqual(['EXCH', 'Energy.savings', 'DENIED_SCOPE', 2]);
      const none = await both((connections) =>
        usageCounts(connections, { since: today, until: today, consumer: 'TAX' }),
      );
      expect(none).toEqual({ clients: [], fields: [] });
      const position = await both((connections) => readCarriedPosition(connections, 'nea'));
      expect(position).toEqual(log.durable());
      const again = await readBatch(directory, LOG_START, log.durable(), 100_000);
      await expect(carryBatch(there.writing, 'nea', LOG_START, again)).rejects.toBeInstanceOf(
        CarriedElsewhere,
      );
      expect(
        await both(async (connections) =>
          Number((await connections.query('SELECT * FROM access_subject')).rowCount),
        ),
      ).toBe(25);
      await log.close();
    }));
});

function* breakingOff<T>(items: Iterable<T>, at: number): Iterable<T> {
  let given = 0;
  for (const item of items) {
    if (given === at) throw new Error('broke off');
    given += 1;
    yield item;
  }
}

const truth = (condition: string): string => `CASE WHEN ${condition} THEN 1 ELSE 0 END`;
const literal = (value: unknown): string =>
  Array.isArray(value) ? `ARRAY[${value.map((one) => `'${String(one)}'`).join(', ')}]` : `'${String(value)}'`;
const never = (value: unknown): string => {
  if (Array.isArray(value)) return 'ARRAY[]::text[]';
  throw new Error('there is no value');
};
