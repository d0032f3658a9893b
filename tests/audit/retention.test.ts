import { join } from 'node:path';
import { readAccessLog } from '../../src/audit/access-log';
import { startCarrier } from '../../src/audit/carrier';
import { readCheckpoints } from '../../src/audit/checkpoint-file';
import { checkpointsIn, checkpointTable } from '../../src/audit/checkpoint-store';
import { discard, planDiscard } from '../../src/audit/discard';
import { writeDiscarded } from '../../src/audit/discarded';
import { eraseSubject, eraseSubjects } from '../../src/audit/erasure';
import { readSignedHeads } from '../../src/audit/signed-heads';
import { isConsistent, isIncluded, leafHash } from '../../src/audit/merkle-tree';
import { keptUntil, retentionRules, ruleFor } from '../../src/audit/retention';
import { listSegments } from '../../src/audit/segment-file';
import { recordText, stampedJson } from '../../src/audit/segment-line';
import { keyringOf, loadSigner, publishedKeys } from '../../src/audit/signing-keys';
import { verifyLog, type LogVerdict } from '../../src/audit/verify';
import { openTestPostgres, type TestPostgres } from './support/postgres';
import { newCompletion, newEntry, withDirectory } from './support/records';
import { openWitnessed, type WitnessedLog } from './support/witnessed';

const DAY = 24 * 3_600_000;
const START = Date.parse('2026-01-01T00:00:00.000Z');
/** The fields of the test's entries are the tax bureau's: the rating is harmless, the revenue is not. */
const levelOf = (_bundle: string, field: string): number | undefined =>
  ({ 'Tax.creditRating': 1, 'Tax.revenue': 3 })[field];
const harmless = [{ field: 'Tax.creditRating', outcome: 'clear' as const, agreement: 'EXCH-TAX-1' }];

let postgres: TestPostgres;

beforeAll(async () => {
  postgres = await openTestPostgres();
}, 60_000);

afterAll(() => postgres.remove());

/** A record a day, the one about revenue on the hundredth; signed every ten. */
async function writeYear(dataDir: string, record: WitnessedLog, clock: { time: number }): Promise<void> {
  const carrier = startCarrier({ log: record.log, pool: postgres.pool });
  for (let day = 0; day < 365; day += 1) {
    clock.time = START + day * DAY;
    const subjects = [`subject-${day % 2}`];
    await record.log.append(day === 100 ? newEntry({ subjects }) : newEntry({ fields: harmless, subjects }));
    if (day % 10 === 9) await record.checkpointer.checkpoint();
  }
  await record.checkpointer.checkpoint();
  await carrier.carried();
  await carrier.stop();
}

async function verified(dataDir: string): Promise<LogVerdict & { signed: object | undefined }> {
  const audit = join(dataDir, 'audit');
  const signed = await readSignedHeads(audit, 'tax', keyringOf(await publishedKeys(audit)));
  const verdict = await verifyLog(join(audit, 'tax'), { heads: signed.heads, knownSequence: 365 });
  return { ...verdict, signed: signed.firstBad };
}

it(
  'discards what no law asks to be kept, and the tree, the proofs and the verdict stay as they were',
  () =>
    withDirectory(async (dataDir) => {
      const clock = { time: START };
      const options = { now: () => clock.time, maxSegmentBytes: 2000, maxAgeMs: Number.POSITIVE_INFINITY };
      const record = await openWitnessed(dataDir, options);
      await writeYear(dataDir, record, clock);
      const directory = join(dataDir, 'audit', 'tax');
      const before = await listSegments(directory);
      const head = record.tree.head();

      const plan = await planDiscard(directory, { levelOf, now: clock.time, upTo: 365 });
      // Six months back from the last day; the record of the hundredth day stays for three years and holds up all after it.
      expect(plan.size).toBeGreaterThan(90);
      expect(plan.size).toBeLessThanOrEqual(100);
      expect(plan.stays).toMatchObject({
        until: '2029-04-11T00:00:00.000Z',
        rule: { of: 'PERSONAL_OR_IMPORTANT', months: 36 },
      });
      expect((await planDiscard(directory, { levelOf, now: clock.time, upTo: 50 })).size).toBeLessThanOrEqual(
        50,
      );
      expect((await planDiscard(directory, { levelOf, now: START + 150 * DAY, upTo: 365 })).size).toBe(0);

      const signer = await loadSigner(dataDir, 'tax');
      const time = new Date(clock.time).toISOString();
      await discard(directory, plan, { unit: 'tax', signer, database: postgres.pool, time });
      expect((await listSegments(directory)).length).toBe(before.length - plan.segments.length);
      const { rows } = await postgres.pool.query('SELECT min(sequence)::int AS first FROM access_record');
      expect(rows).toEqual([{ first: plan.size + 1 }]);

      expect(await verified(dataDir)).toEqual({
        entries: 365 - plan.size,
        completions: 0,
        unfinishedBytes: 0,
        signed: undefined,
      });
      await record.close();
      const again = await openWitnessed(dataDir, options);
      await again.log.append(newCompletion(365));
      await again.checkpointer.checkpoint();
      const grown = again.tree.head();
      expect(isConsistent(head, grown, await again.tree.consistencyProof(head.size, grown.size))).toBe(true);
      // A receipt of a record that is gone is still proven by its own text.
      const entry = newEntry({ fields: harmless, subjects: ['subject-0'] });
      const text = stampedJson({ sequence: 1, time: '2026-01-01T00:00:00.000Z' }, recordText(entry));
      const proof = await again.tree.inclusionProof(1, grown.size);
      expect(isIncluded(leafHash(text), 0, grown, proof)).toBe(true);
      await again.close();

      // Nobody may say it earlier, and nobody else.
      const discarded = { origin: 'srdi-hub/TAX', size: plan.size, newest: plan.newest, time: plan.newest };
      await writeDiscarded(directory, discarded, signer);
      expect((await verified(dataDir)).signed).toMatchObject({
        file: 'discarded.note',
        reason: expect.stringContaining('6 个月（网络安全法 第23条）'),
      });
      await writeDiscarded(directory, { ...discarded, time }, await loadSigner(dataDir, 'smeb'));
      expect((await verified(dataDir)).signed).toMatchObject({
        file: 'discarded.note',
        reason: '签名不符',
      });
    }),
  60_000,
);

it('keeps as long as anything what it knows nothing of', () => {
  const stamp = { sequence: 1, time: '2026-01-31T00:00:00.000Z' };
  const of = (fields: typeof harmless): string => ruleFor({ ...stamp, ...newEntry({ fields }) }, levelOf).of;
  expect(of(harmless)).toBe('LOG');
  expect(of([...harmless, { field: 'Tax.gone', outcome: 'clear', agreement: 'A' }])).toBe(
    'PERSONAL_OR_IMPORTANT',
  );
  expect(new Date(keptUntil('2026-03-15T00:00:00.000Z', retentionRules.LOG)).toISOString()).toBe(
    '2026-09-15T00:00:00.000Z',
  );
});

it('erases what leads from an enterprise to its records, and every proof holds', () =>
  withDirectory(async (dataDir) => {
    await postgres.pool.query('TRUNCATE access_record, access_subject, access_carried');
    const record = await openWitnessed(dataDir);
    const carrier = startCarrier({ log: record.log, pool: postgres.pool });
    for (const subject of ['a', 'b', 'a', 'c']) await record.log.append(newEntry({ subjects: [subject] }));
    await carrier.carried();
    const entriesOf = async (subject: string): Promise<number> =>
      (await readAccessLog(postgres.pool, subject, { first: 10 })).entries.length;
    expect(await entriesOf('a')).toBe(2);

    expect(await eraseSubject(postgres.pool, 'a')).toBe(2);
    expect([await entriesOf('a'), await entriesOf('b')]).toEqual([0, 1]);
    expect(await eraseSubjects(postgres.pool)).toBe(2);
    await record.checkpointer.checkpoint();
    await carrier.stop();
    await record.close();
    const audit = join(dataDir, 'audit');
    const signed = await readSignedHeads(audit, 'tax', keyringOf(await publishedKeys(audit)));
    expect(signed.firstBad).toBeUndefined();
    const verdict = await verifyLog(join(audit, 'tax'), { heads: signed.heads, knownSequence: 4 });
    expect(verdict).toEqual({ entries: 4, completions: 0, unfinishedBytes: 0 });
  }));

it('keeps the last checkpoint of each log in the database, and never an older one', () =>
  withDirectory(async (dataDir) => {
    const record = await openWitnessed(dataDir);
    await record.log.append(newEntry());
    await record.checkpointer.checkpoint();
    await record.log.append(newEntry());
    await record.close();
    const [first, second] = await readCheckpoints(join(dataDir, 'audit', 'tax'));
    const table = checkpointTable(postgres.pool);
    if (first === undefined || second === undefined) throw new Error('no checkpoints');
    for (const checkpoint of [first, second, first]) await table.write(checkpoint);
    expect(await table.read('srdi-hub/TAX')).toMatchObject({ size: 2 });
    expect(await checkpointsIn(postgres.pool)).toHaveLength(1);
    expect(await table.read('srdi-hub/SMEB')).toBeUndefined();
  }));
