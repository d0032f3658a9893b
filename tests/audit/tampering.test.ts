import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseCheckpoint, signCheckpoint } from '../../src/audit/checkpoint';
import { readSignedHeads } from '../../src/audit/signed-heads';
import { Frontier, leafHash } from '../../src/audit/merkle-tree';
import { encodeLine, OPENS_BATCH } from '../../src/audit/segment-line';
import { listSegments } from '../../src/audit/segment-file';
import { keyringOf, loadSigner, publishedKeys } from '../../src/audit/signing-keys';
import { verifyLog } from '../../src/audit/verify';
import { newCompletion, newEntry, withDirectory } from './support/records';
import { openWitnessed } from './support/witnessed';

const SECOND = '0000000000000007.log';

/** Twenty records in segments of six, signed and witnessed after the 8th, the 16th and the last. */
async function writeRecord(dataDir: string): Promise<void> {
  const { log, checkpointer, close } = await openWitnessed(dataDir, {
    now: () => Date.parse('2026-01-02T12:00:00.000Z'),
    maxSegmentBytes: 2500,
  });
  for (let record = 1; record <= 20; record += 1) {
    await log.append(
      record % 4 === 0 ? newCompletion(record - 1) : newEntry({ requestId: `request-${record}` }),
    );
    if (record === 8 || record === 16) await checkpointer.checkpoint();
  }
  await close();
  expect(await listSegments(logOf(dataDir))).toContain(SECOND);
}

const logOf = (dataDir: string): string => join(dataDir, 'audit', 'tax');

async function firstBad(dataDir: string): Promise<object | undefined> {
  const audit = join(dataDir, 'audit');
  const signed = await readSignedHeads(audit, 'tax', keyringOf(await publishedKeys(audit)));
  const verdict = await verifyLog(logOf(dataDir), { heads: signed.heads });
  return verdict.firstBad ?? signed.firstBad;
}

/** The JSON of all records, in their order. */
async function recordsOf(dataDir: string): Promise<string[]> {
  const segments = await listSegments(logOf(dataDir));
  const texts = await Promise.all(segments.map((segment) => readFile(join(logOf(dataDir), segment), 'utf8')));
  return texts.flatMap((text) =>
    text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => line.slice(9)),
  );
}

/** Writes the log anew as somebody does who knows how it is made: numbered without gaps, with right checksums. */
async function rewrite(dataDir: string, edit: (records: string[]) => string[]): Promise<string[]> {
  const segments = await listSegments(logOf(dataDir));
  const records = edit(await recordsOf(dataDir)).map((json, index) =>
    json.replace(/^\{"sequence":\d+/, `{"sequence":${index + 1}`),
  );
  for (const [index, segment] of segments.entries()) {
    const begin = Number(segment.slice(0, 16)) - 1;
    const next = segments[index + 1];
    const lines = records.slice(begin, next === undefined ? undefined : Number(next.slice(0, 16)) - 1);
    await writeFile(
      join(logOf(dataDir), segment),
      lines.map((json) => encodeLine(OPENS_BATCH, json)).join(''),
    );
  }
  return records;
}

/** The hashes as they would stand had these records been the log. */
function rewriteHashes(dataDir: string, records: readonly string[]): void {
  const frontier = new Frontier();
  const nodes = records.flatMap((json) => frontier.append(leafHash(json)));
  writeFileSync(join(logOf(dataDir), 'tree.hashes'), Buffer.concat(nodes));
}

function editCheckpoints(dataDir: string, edit: (notes: string[]) => string[]): void {
  const path = join(logOf(dataDir), 'checkpoints.log');
  const notes = readFileSync(path, 'utf8')
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as string);
  writeFileSync(
    path,
    edit(notes)
      .map((note) => `${JSON.stringify(note)}\n`)
      .join(''),
  );
}

const changed = (records: string[]): string[] =>
  records.map((json, index) => (index === 9 ? json.replace('EXCH', 'SMEB') : json));

/** What completes a record after the one that is gone. */
const oneEarlier = (json: string): string =>
  json.replace(/"of":(\d+)/, (_, of: string) => `"of":${Number(of) > 10 ? Number(of) - 1 : of}`);

describe('a record that was tampered with by somebody who knows how it is made', () => {
  it('is whole before', () =>
    withDirectory(async (dataDir) => {
      await writeRecord(dataDir);
      expect(await firstBad(dataDir)).toBeUndefined();
      const audit = join(dataDir, 'audit');
      const signed = await readSignedHeads(audit, 'tax', keyringOf(await publishedKeys(audit)));
      expect(signed).toMatchObject({
        checkpoints: 3,
        last: { size: 20, witnesses: ['srdi-hub/AMR', 'srdi-hub/SMEB'] },
      });
    }));

  it.each<[string, object, (dataDir: string) => Promise<unknown>]>([
    [
      'changed',
      { segment: SECOND, line: 4, reason: '与存下的散列不符，并与第 2 个检查点不符' },
      (dataDir) => rewrite(dataDir, changed),
    ],
    [
      'changed, with its hashes',
      // The root after 8 records holds, that after 16 does not.
      { segment: SECOND, line: 3, reason: '自此至序号 16 与第 2 个检查点不符' },
      async (dataDir) => rewriteHashes(dataDir, await rewrite(dataDir, changed)),
    ],
    [
      'changed, without hashes',
      { segment: SECOND, line: 3, reason: '自此至序号 16 与第 2 个检查点不符' },
      async (dataDir) => {
        await rewrite(dataDir, changed);
        await rm(join(logOf(dataDir), 'tree.hashes'));
      },
    ],
    [
      'deleted',
      { segment: SECOND, line: 4, reason: '与存下的散列不符，并与第 2 个检查点不符' },
      (dataDir) => rewrite(dataDir, (records) => records.filter((_, index) => index !== 9).map(oneEarlier)),
    ],
    [
      'put in',
      { segment: SECOND, line: 4, reason: '与存下的散列不符，并与第 2 个检查点不符' },
      (dataDir) =>
        rewrite(dataDir, (records) => [...records.slice(0, 9), records[8] ?? '', ...records.slice(9)]),
    ],
    [
      'put into another order',
      { segment: SECOND, line: 3, reason: '与存下的散列不符，并与第 2 个检查点不符' },
      (dataDir) =>
        rewrite(dataDir, (records) => [
          ...records.slice(0, 8),
          records[9] ?? '',
          records[8] ?? '',
          ...records.slice(10),
        ]),
    ],
    [
      'cut off at its end',
      { line: 0, reason: '缺少序号 19 至 20：第 3 个检查点已有' },
      (dataDir) => rewrite(dataDir, (records) => records.slice(0, 18)),
    ],
    [
      'cut off at its end, with its checkpoints and hashes',
      { line: 0, reason: '缺少序号 17 至 20：AMR 所持的检查点已有' },
      async (dataDir) => {
        rewriteHashes(dataDir, await rewrite(dataDir, (records) => records.slice(0, 16)));
        editCheckpoints(dataDir, (notes) => notes.slice(0, 2));
      },
    ],
    [
      'rewritten from the start with new hashes, signed anew by its owner',
      { segment: '0000000000000001.log', line: 1, reason: '自此至序号 20 与AMR 所持的检查点不符' },
      async (dataDir) => {
        const records = await rewrite(dataDir, (all) => all.map((json) => json.replace('M10', 'M09')));
        rewriteHashes(dataDir, records);
        await signAnew(dataDir, records);
      },
    ],
    [
      'changed in its stored hashes only',
      { segment: 'tree.hashes', line: 0, reason: expect.stringContaining('日志与检查点相符') },
      (dataDir) => Promise.resolve(rewriteHashes(dataDir, ['another', 'log'])),
    ],
    [
      'robbed of a witness: its signature',
      { file: 'checkpoints.log', line: 3, reason: '见证单位应有 2 个，签名相符的只有 1 个' },
      (dataDir) =>
        Promise.resolve(
          editCheckpoints(dataDir, (notes) =>
            notes.map((note, index) => (index === 2 ? note.replace(/— srdi-hub\/SMEB .*\n/, '') : note)),
          ),
        ),
    ],
    [
      'robbed of a witness: what it holds',
      { file: 'checkpoints.log', line: 3, reason: 'SMEB 手中没有它见证过的检查点（20 条）' },
      (dataDir) => rm(join(dataDir, 'audit', 'smeb', 'witnessed', 'tax.note')),
    ],
    [
      'given another size in a checkpoint',
      { file: 'checkpoints.log', line: 2, reason: '签名不符' },
      (dataDir) =>
        Promise.resolve(
          editCheckpoints(dataDir, (notes) => notes.map((note) => note.replace('\n16\n', '\n15\n'))),
        ),
    ],
    [
      'robbed of its first segment',
      { segment: SECOND, line: 0, reason: '分段应从序号 1 开始' },
      (dataDir) => Promise.resolve(rmSync(join(logOf(dataDir), '0000000000000001.log'))),
    ],
  ])('and %s is found, and where', (_what, expected, tamper) =>
    withDirectory(async (dataDir) => {
      await writeRecord(dataDir);
      await tamper(dataDir);
      expect(await firstBad(dataDir)).toMatchObject(expected);
    }),
  );

  /** As somebody does who has the owner's key, but no witness's. */
  async function signAnew(dataDir: string, records: readonly string[]): Promise<void> {
    const signer = await loadSigner(dataDir, 'tax');
    const frontier = new Frontier();
    for (const json of records) frontier.append(leafHash(json));
    const head = { size: frontier.size, root: frontier.root() };
    editCheckpoints(dataDir, ([, , last = '']) => {
      const cosignatures = last.slice(last.indexOf('\n— srdi-hub/AMR') + 1);
      const note = signCheckpoint(head, '2026-01-02T12:00:00.000Z', signer) + cosignatures;
      expect(parseCheckpoint(note)?.size).toBe(20);
      return [note];
    });
  }
});

it('every unit keeps its key and its record to itself', () =>
  withDirectory(async (dataDir) => {
    await writeRecord(dataDir);
    for (const unit of ['amr', 'smeb', 'tax'])
      expect((await stat(join(dataDir, 'secrets', 'signing', `${unit}.pem`))).mode & 0o777).toBe(0o600);
    for (const name of await readdir(logOf(dataDir)))
      if (name !== 'verifier.keys') expect((await stat(join(logOf(dataDir), name))).mode & 0o77).toBe(0);
  }));
