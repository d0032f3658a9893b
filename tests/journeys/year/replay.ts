import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isCompletion, type LogRecord, type RecordEntry } from '../../../src/audit/entry';
import { readReceipt, type ReceiptItem } from '../../../src/audit/receipt';
import { listSegments } from '../../../src/audit/segment-file';
import { decodeLine, parseRecord } from '../../../src/audit/segment-line';
import { loadSubjectKey, subjectHasher } from '../../../src/audit/subject';
import { checkedRecords } from '../../../src/commands/checked-records';
import { readConfig } from '../../../src/config';
import { chinaDay } from '../../../src/kit/today';
import { signedAnew } from './forging';
import { reads, type Read } from './reads';
import { hub } from './the-year';

const owners = ['tax', 'pbc', 'smeb'];

/** What the owner's record says became of the one field that was asked for. */
function recorded({ entry, completions }: ReceiptItem, { field }: Read): Omit<Read, 'receipt' | 'uscc'> {
  const asked = entry.fields.find((one) => one.field === field);
  const refused = completions.flatMap((completion) => completion.refused ?? []);
  const ofRow = refused.find((one) => one.field === field)?.code;
  const said = ofRow ?? asked?.outcome ?? 'nothing';
  const { kind, unit = '' } = entry.consumer;
  return {
    bundle: entry.bundle,
    day: chinaDay(Date.parse(entry.time)),
    consumer: kind === 'enterprise' ? 'SELF' : `${unit} ${entry.purpose}`,
    field,
    outcome: ['clear', 'predicate'].includes(said) ? 'TOLD' : said,
  };
}

export async function everyReadIsRecorded(): Promise<void> {
  await hub.halt();
  const audit = join(hub.dataDir, 'audit');
  const subjectHash = subjectHasher(await loadSubjectKey(hub.dataDir));
  for (const read of reads) {
    const { receipt, uscc, ...answered } = read;
    const items = await readReceipt(audit, receipt);
    const owner = items.find(({ entry }) => entry.fields.some(({ field }) => field === read.field));
    if (owner === undefined) throw new Error(`no owner has a record of ${JSON.stringify(read)}`);
    expect(recorded(owner, read)).toEqual(answered);
    expect(owner.entry.subjects).toEqual([subjectHash(uscc)]);
  }
  // And nothing else was told to those who asked: what owners ask each other bears the same receipt.
  const entries = (await Promise.all(owners.map(entriesOf))).flat();
  const asking = new Set(reads.map(({ consumer }) => consumer));
  const asked = entries.filter(({ consumer, purpose }) => asking.has(`${consumer.unit ?? ''} ${purpose}`));
  const receipts = new Set(reads.filter(({ consumer }) => consumer !== 'SELF').map(({ receipt }) => receipt));
  expect(new Set(asked.map(({ requestId }) => requestId))).toEqual(receipts);
}

/** As `srdi-hub audit verify` does, with no database to ask. */
export async function everyAnswerIsJustified(): Promise<void> {
  const counts = new Map<string, number>();
  for await (const { id, verdict, signed, known } of checkedRecords(
    readConfig({ HUB_DATA_DIR: hub.dataDir }),
  )) {
    expect([id, verdict.firstBad, signed.firstBad, known]).toEqual([id, undefined, undefined, undefined]);
    expect([id, signed.last?.size ?? 0]).toEqual([id, verdict.entries + verdict.completions]);
    counts.set(id, verdict.entries);
  }
  expect(counts.size).toBe(22);
  for (const owner of owners) expect(counts.get(owner)).toBeGreaterThan(0);
}

export async function anAlteredAnswerIsFound(): Promise<void> {
  const agreement = agreementOf(await entryOf('2026-08-31', 'TOLD'));
  const regulators = agreementOf(await entryOf('2026-03-31', 'TOLD'));
  const next = agreementOf(await entryOf('2026-09-07', 'TOLD'));
  for (const [day, outcome, said] of [
    // Suspended: it stands in no bundle of that day.
    ['2026-07-07', 'DENIED_NO_GRANT', { outcome: 'predicate', agreement }],
    // Expired: the bundle still has it, and only the day refuses.
    ['2026-09-01', 'DENIED_NO_GRANT', { outcome: 'predicate', agreement }],
    // Revoked.
    ['2026-09-08', 'DENIED_NO_GRANT', { outcome: 'predicate', agreement: next }],
    // For another purpose.
    ['2026-04-02', 'DENIED_PURPOSE', { outcome: 'predicate', agreement }],
    ['2026-03-23', 'DENIED_PURPOSE', { outcome: 'clear', agreement: regulators }],
    // Told, but more than the field ever tells, or as under another agreement.
    ['2026-08-31', 'TOLD', { outcome: 'clear', agreement }],
    ['2026-08-31', 'TOLD', { outcome: 'predicate', agreement: next }],
  ] as const) {
    const [unit, entry, field] = await entryOf(day, outcome);
    const forged = {
      ...entry,
      fields: entry.fields.map((one) => (one.field === field ? { ...one, ...said } : one)),
    };
    const records = (await recordsOf(unit)).map((record) =>
      record.sequence === entry.sequence ? forged : record,
    );
    expect(await firstBad(unit, records)).toMatchObject({
      line: entry.sequence,
      reason: expect.stringContaining(
        `${field} 记为 ${said.outcome}（${said.agreement}），按授权包 ${entry.bundle} 应为`,
      ) as string,
    });
  }
  await anEarlierBundleIsFound();
  // The same, signed anew with nothing altered, is whole.
  expect(await firstBad('tax', await recordsOf('tax'))).toBeUndefined();
}

/** An answer of the days of suspension, as if it had been decided by a bundle of before, which would have told it. */
async function anEarlierBundleIsFound(): Promise<void> {
  const [, before, field] = await entryOf('2026-04-02', 'TOLD');
  const [unit, refused] = await entryOf('2026-07-07', 'DENIED_NO_GRANT');
  const forged = { ...refused, bundle: before.bundle, fields: before.fields };
  expect(forged.fields).toMatchObject([{ field, outcome: 'predicate' }]);
  const records = (await recordsOf(unit)).map((record) =>
    record.sequence === refused.sequence ? forged : record,
  );
  expect(await firstBad(unit, records)).toMatchObject({
    line: refused.sequence,
    reason: `授权包 ${before.bundle} 当时不在生效`,
  });
}

const firstBad = (unit: string, records: readonly LogRecord[]): Promise<object | undefined> =>
  signedAnew(hub.dataDir, unit, records, async (dataDir) => {
    for await (const { verdict, signed } of checkedRecords(readConfig({ HUB_DATA_DIR: dataDir }), unit))
      return verdict.firstBad ?? signed.firstBad;
    return undefined;
  });

type Recorded = readonly [unit: string, entry: RecordEntry, field: string];

/** The first entry of a day with such an outcome. */
async function entryOf(day: string, outcome: string): Promise<Recorded> {
  const read = reads.find((one) => one.day === day && one.outcome === outcome);
  if (read === undefined) throw new Error(`nothing was read on ${day} with ${outcome}`);
  for (const unit of owners) {
    const entry = (await entriesOf(unit)).find(({ requestId }) => requestId === read.receipt);
    if (entry?.fields.some(({ field }) => field === read.field) === true) return [unit, entry, read.field];
  }
  throw new Error(`no owner has a record of ${read.receipt}`);
}

const agreementOf = ([, { fields }, name]: Recorded): string =>
  fields.find(({ field }) => field === name)?.agreement ?? '';

async function entriesOf(unit: string): Promise<RecordEntry[]> {
  return (await recordsOf(unit)).filter((record): record is RecordEntry => !isCompletion(record));
}

async function recordsOf(unit: string): Promise<LogRecord[]> {
  const directory = join(hub.dataDir, 'audit', unit);
  const segments = await listSegments(directory);
  const texts = await Promise.all(segments.map((segment) => readFile(join(directory, segment), 'utf8')));
  return texts
    .flatMap((text) => text.split('\n').slice(0, -1))
    .map((text) => {
      const line = decodeLine(Buffer.from(text));
      const record = line === undefined ? undefined : parseRecord(line);
      if (record === undefined) throw new Error(`no record: ${text}`);
      return record;
    });
}
