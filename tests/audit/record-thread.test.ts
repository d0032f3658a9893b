import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { lastCheckpoint } from '../../src/audit/checkpoint-file';
import { RecordUnavailable } from '../../src/audit/record-unavailable';
import type { UnitRecord } from '../../src/audit/unit-record';
import { recordThread } from '../../src/commands/record-thread';
import type { OpenRecords, RecordsPlace } from '../../src/commands/records';
import { ConfigurationError } from '../../src/kit/configuration-error';
import { openTestPostgres, type TestPostgres } from './support/postgres';
import { newCompletion, newEntry, segmentPaths } from './support/records';

/** As it is built: a thread runs no TypeScript. */
const WORKER = resolve(__dirname, '../../dist/src/commands/record-worker.js');
const UNITS = ['amr', 'smeb', 'tax'];
const TIME = Date.parse('2027-03-04T05:06:07.089Z');

let postgres: TestPostgres;
let dataDir: string;
let place: RecordsPlace;
let troubles: string[];
let ended: string[];
let opened: OpenRecords[];

beforeAll(async () => {
  postgres = await openTestPostgres(UNITS);
}, 60_000);

afterAll(() => postgres.remove());

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'srdi-thread-'));
  const databases = new Map(UNITS.map((unit) => [unit, postgres.urlFor(unit)]));
  place = { dataDir, databases, signingKeys: new Map(), witnessMaxAgeMs: 600_000 };
  troubles = [];
  ended = [];
  opened = [];
  for (const unit of UNITS)
    await postgres
      .poolOf(unit)
      .query('TRUNCATE access_record, access_subject, access_carried, access_checkpoint');
});

afterEach(async () => {
  for (const records of opened) await records.close();
  await rm(dataDir, { recursive: true, force: true });
});

async function open(file = WORKER): Promise<OpenRecords> {
  const records = await recordThread(file).open(place, {
    now: () => TIME,
    onTrouble: (error) => troubles.push(String(error)),
    onEnd: ({ message }) => ended.push(message),
  });
  opened.push(records);
  return records;
}

function recordOf({ units }: OpenRecords, unit: string): UnitRecord {
  const record = units.get(unit);
  if (record === undefined) throw new Error(`no record of ${unit}`);
  return record;
}

describe('the thread that records', () => {
  it('numbers what each owner is told in its order, and takes the time of the one who tells', async () => {
    const records = await open();
    const [tax, amr] = [recordOf(records, 'tax'), recordOf(records, 'amr')];
    const told = Array.from({ length: 50 }, (_, at) =>
      (at % 2 === 0 ? tax : amr).append(newEntry({ requestId: `r${at}` })),
    );
    expect(await Promise.all(told)).toEqual(told.map((_, at) => Math.floor(at / 2) + 1));
    expect(await tax.append(newCompletion(1, { state: 'failed' }))).toBe(26);
    await tax.carried();
    const { rows } = await postgres
      .poolOf('tax')
      .query('SELECT sequence::int, time, request_id, state FROM access_record ORDER BY sequence');
    expect(rows).toHaveLength(25);
    expect(rows.slice(0, 2)).toEqual([
      { sequence: 1, time: new Date(TIME), request_id: 'r0', state: 'failed' },
      { sequence: 2, time: new Date(TIME), request_id: 'r2', state: 'asked' },
    ]);
    expect(await tax.isWritable()).toBe(true);
    await records.close();
    expect([troubles, ended]).toEqual([[], []]);
  });

  it('has signed and witnessed all that it took in when it is closed, and goes on from there', async () => {
    const records = await open();
    for (let count = 0; count < 7; count += 1) await recordOf(records, 'tax').append(newEntry());
    await records.close();
    expect(await lastCheckpoint(join(dataDir, 'audit', 'tax'))).toMatchObject({ size: 7 });
    await expect(recordOf(records, 'tax').append(newEntry())).rejects.toBeInstanceOf(RecordUnavailable);
    const again = await open();
    expect(await recordOf(again, 'tax').append(newEntry())).toBe(8);
    await again.close();
  });

  it('says what hinders its opening as it is said without a thread', async () => {
    const records = await open();
    await recordOf(records, 'tax').append(newEntry());
    await records.close();
    const [path = ''] = await segmentPaths(join(dataDir, 'audit', 'tax'));
    await writeFile(path, '');
    const opening = open();
    await expect(opening).rejects.toBeInstanceOf(ConfigurationError);
    await expect(opening).rejects.toThrow(/srdi-hub audit verify --unit tax/);
    expect(ended).toEqual([]);
  });

  it('refuses with its kind what nobody witnesses, and passes on what will be tried again', async () => {
    place = { ...place, databases: new Map([['tax', postgres.urlFor('tax')]]), witnessMaxAgeMs: 0 };
    const records = await open();
    const tax = recordOf(records, 'tax');
    await expect(
      (async () => {
        for (;;) await tax.append(newEntry());
      })(),
    ).rejects.toBeInstanceOf(RecordUnavailable);
    expect(await tax.isWritable()).toBe(false);
    await records.close();
    expect(troubles).toContainEqual(expect.stringContaining('只有 0 个见证单位'));
    expect(await readFile(join(dataDir, 'audit', 'tax', 'verifier.keys'), 'utf8')).toMatch(
      /^srdi-hub\/TAX\+/,
    );
  });

  it('lets nobody wait when it ends by itself, and says so', async () => {
    const script = join(dataDir, 'ends.js');
    await writeFile(
      script,
      `const { parentPort } = require('node:worker_threads');
       parentPort.on('message', ({ kind }) => {
         if (kind !== 'open') throw new Error('a fault');
         parentPort.postMessage({ kind });
       });`,
    );
    const records = await open(script);
    const tax = recordOf(records, 'tax');
    await expect(tax.append(newEntry())).rejects.toBeInstanceOf(RecordUnavailable);
    expect(ended).toEqual(['a fault']);
    await expect(tax.append(newEntry())).rejects.toBeInstanceOf(RecordUnavailable);
    await expect(tax.carried()).rejects.toBeInstanceOf(RecordUnavailable);
    expect(await tax.isWritable()).toBe(false);
    await records.close();
  });
});
