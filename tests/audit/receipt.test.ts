import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { NewRecord } from '../../src/audit/entry';
import { readReceipt } from '../../src/audit/receipt';
import { openSegmentLog } from '../../src/audit/segment-log';
import { editSegment, newCompletion, newEntry, withDirectory } from './support/records';

async function writeLog(auditDirectory: string, unit: string, records: readonly NewRecord[]): Promise<void> {
  const directory = join(auditDirectory, unit);
  const log = await openSegmentLog({ directory, unit, now: () => 0, maxSegmentBytes: 1000 });
  for (const record of records) await log.append(record);
  await log.close();
}

describe('a receipt', () => {
  it('gathers all entries of one request over all owners, with their completions', () =>
    withDirectory(async (audit) => {
      await writeLog(audit, 'tax', [
        newEntry({ requestId: 'other' }),
        newEntry({ requestId: 'wanted' }),
        newCompletion(1),
        newEntry({ requestId: 'wanted-not' }),
        newCompletion(2, { rows: '0' }),
        newCompletion(4),
      ]);
      await writeLog(audit, 'amr', [newEntry({ requestId: 'wanted' })]);
      await writeLog(audit, 'smeb', [newEntry({ requestId: 'other', purpose: '"requestId":"wanted"' })]);
      await writeFile(join(audit, 'notes.txt'), 'not a log');
      const stamp = (sequence: number): object => ({ sequence, time: '1970-01-01T00:00:00.000Z' });
      expect(await readReceipt(audit, 'wanted')).toEqual([
        {
          unit: 'amr',
          entry: { ...stamp(1), ...newEntry({ requestId: 'wanted' }) },
          completions: [],
          records: [expect.stringMatching(/^\{"sequence":1,/)],
        },
        {
          unit: 'tax',
          entry: { ...stamp(2), ...newEntry({ requestId: 'wanted' }) },
          completions: [{ ...stamp(5), ...newCompletion(2, { rows: '0' }) }],
          records: [expect.stringMatching(/^\{"sequence":2,/), expect.stringMatching(/^\{"sequence":5,/)],
        },
      ]);
    }));

  it.each(['unknown', '', '"', 'want', 'wanted"'])('is empty for the request %j', (requestId) =>
    withDirectory(async (audit) => {
      await writeLog(audit, 'tax', [newEntry({ requestId: 'wanted' })]);
      expect(await readReceipt(audit, requestId)).toEqual([]);
    }),
  );

  it('is not given from a damaged record', () =>
    withDirectory(async (audit) => {
      await writeLog(audit, 'tax', [newEntry({ requestId: 'wanted' })]);
      await editSegment(join(audit, 'tax'), 0, ([line = '']) => [line.replace('M10', 'M09')]);
      await expect(readReceipt(audit, 'wanted')).rejects.toThrow(/留痕日志损坏：0000000000000001\.log/);
    }));
});
