import { appendFile, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { NewRecord } from '../../src/audit/entry';
import { ConfigurationError } from '../../src/kit/configuration-error';
import { encodeLine, OPENS_BATCH, recordText, stampedJson } from '../../src/audit/segment-line';
import { openSegmentLog } from '../../src/audit/segment-log';
import { verifyLog } from '../../src/audit/verify';
import { editSegment, newCompletion, newEntry, segmentPaths, withDirectory } from './support/records';

const FIRST = '0000000000000001.log';
const SECOND = '0000000000000004.log';

/** Three segments of three records: an entry, its completion, an entry. */
async function writeLog(directory: string): Promise<void> {
  const log = await openSegmentLog({ directory, unit: 'tax', now: () => 0, maxSegmentBytes: 1100 });
  for (let segment = 0; segment < 3; segment += 1) {
    const sequence = await log.append(newEntry());
    await log.append(newCompletion(sequence));
    await log.append(newEntry());
  }
  await log.close();
  expect((await segmentPaths(directory)).map((path) => path.slice(-20))).toEqual([
    FIRST,
    SECOND,
    '0000000000000007.log',
  ]);
}

/** What somebody writes who knows how a line is made. */
function forged(sequence: number, record: NewRecord): string {
  const stamp = { sequence, time: '2026-01-02T12:00:00.000Z' };
  return encodeLine(OPENS_BATCH, stampedJson(stamp, recordText(record))).slice(0, -1);
}

describe('verification', () => {
  it('counts a log that is whole', () =>
    withDirectory(async (directory) => {
      await writeLog(directory);
      expect(await verifyLog(directory, { knownSequence: 9 })).toEqual({
        entries: 6,
        completions: 3,
        unfinishedBytes: 0,
      });
    }));

  it.each<[string, object, (directory: string) => Promise<void>]>([
    [
      'a changed record',
      { segment: SECOND, line: 1, reason: '校验和不符' },
      (directory) => editSegment(directory, 1, ([a = '', ...rest]) => [a.replace('EXCH', 'SMEB'), ...rest]),
    ],
    [
      'a deleted record',
      { segment: SECOND, line: 2, reason: '序号应为 5，实为 6' },
      (directory) => editSegment(directory, 1, ([a = '', , c = '']) => [a, c]),
    ],
    [
      'two records in the other order',
      { segment: FIRST, line: 2, reason: '序号应为 2，实为 3' },
      (directory) => editSegment(directory, 0, ([a = '', b = '', c = '']) => [a, c, b]),
    ],
    [
      'a record put in twice',
      { segment: FIRST, line: 2, reason: '序号应为 2，实为 1' },
      (directory) => editSegment(directory, 0, ([a = '', ...rest]) => [a, a, ...rest]),
    ],
    [
      'a completion of nothing',
      { segment: FIRST, line: 2, reason: '所补全的序号 7 不存在' },
      (directory) => editSegment(directory, 0, ([a = '', , c = '']) => [a, forged(2, newCompletion(7)), c]),
    ],
    [
      'a completion of a completion',
      { segment: FIRST, line: 3, reason: '所补全的序号 2 不存在' },
      (directory) => editSegment(directory, 0, ([a = '', b = '']) => [a, b, forged(3, newCompletion(2))]),
    ],
    [
      'a line that is no record',
      { segment: FIRST, line: 2, reason: '内容不是留痕记录' },
      (directory) =>
        editSegment(directory, 0, ([a = '', ...rest]) => [
          a,
          encodeLine(OPENS_BATCH, '{"sequence":2,').trimEnd(),
          ...rest.slice(1),
        ]),
    ],
    [
      'a segment that is gone',
      { segment: '0000000000000007.log', line: 0, reason: '分段应从序号 4 开始' },
      (directory) => rm(join(directory, SECOND)),
    ],
    [
      'the first segment gone',
      { segment: SECOND, line: 0, reason: '分段应从序号 1 开始' },
      (directory) => rm(join(directory, FIRST)),
    ],
    [
      'an earlier segment cut at a line',
      { segment: SECOND, line: 0, reason: '分段应从序号 3 开始' },
      (directory) => editSegment(directory, 0, (lines) => lines.slice(0, 2)),
    ],
    [
      'an earlier segment with something after its end',
      { segment: SECOND, line: 0, reason: '之前的分段不完整' },
      (directory) => appendFile(join(directory, FIRST), 'x'),
    ],
    [
      'records gone from the end that the database has',
      { segment: SECOND, line: 0, reason: '缺少序号 7 至 9' },
      (directory) => rm(join(directory, '0000000000000007.log')),
    ],
    [
      'all records gone that the database has',
      { segment: FIRST, line: 0, reason: '缺少序号 1 至 9' },
      async (directory) => {
        for (const path of await segmentPaths(directory)) await rm(path);
      },
    ],
  ])('names %s', (_what, firstBad, tamper) =>
    withDirectory(async (directory) => {
      await writeLog(directory);
      await tamper(directory);
      expect(await verifyLog(directory, { knownSequence: 9 })).toMatchObject({ firstBad });
    }),
  );

  it('finds any one changed byte', () =>
    withDirectory(async (directory) => {
      await writeLog(directory);
      const path = join(directory, SECOND);
      const good = await readFile(path);
      const missed: number[] = [];
      for (let offset = 0; offset < good.length; offset += 1) {
        const bad = Buffer.from(good);
        bad[offset] = (bad[offset] ?? 0) ^ 0x01;
        await writeFile(path, bad);
        if ((await verifyLog(directory)).firstBad === undefined) missed.push(offset);
      }
      expect(missed).toEqual([]);
    }));

  it('does not take a write under way for damage, but says how much is unfinished', () =>
    withDirectory(async (directory) => {
      await writeLog(directory);
      await appendFile(join(directory, '0000000000000007.log'), forged(10, newEntry()).slice(0, 100));
      expect(await verifyLog(directory, { knownSequence: 9 })).toEqual({
        entries: 6,
        completions: 3,
        unfinishedBytes: 100,
      });
    }));

  it('of a directory that is not there is a wrong setting', () =>
    withDirectory(async (directory) => {
      const verified = verifyLog(join(directory, 'absent'));
      await expect(verified).rejects.toThrow(/没有可读的留痕目录.*HUB_DATA_DIR/);
      await expect(verified).rejects.toBeInstanceOf(ConfigurationError);
    }));
});
