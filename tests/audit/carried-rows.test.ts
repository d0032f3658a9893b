import { carriedRows } from '../../src/audit/carried-rows';
import type { NewRecord } from '../../src/audit/entry';
import { recordText, stampedJson } from '../../src/audit/segment-line';
import { newCompletion, newEntry } from './support/records';

const timeOf = (sequence: number): string => `2026-01-01T00:00:0${sequence}.000Z`;

/** Records as they stand in a log, numbered from `first`. */
function lines(first: number, records: readonly NewRecord[]): Parameters<typeof carriedRows>[0] {
  return records.map((record, at) => {
    const sequence = first + at;
    const json = stampedJson({ sequence, time: timeOf(sequence) }, recordText(record));
    return { opensBatch: at === 0, sequence, json };
  });
}

it('names once what was asked alike', () => {
  const { questions, entries } = carriedRows(
    lines(1, [newEntry(), newEntry({ purpose: 'M09' }), newEntry({ requestId: 'another' })]),
  );
  expect(questions.map(({ number, purpose }) => [number, purpose])).toEqual([
    [0, 'M10'],
    [1, 'M09'],
  ]);
  expect(entries.map(({ sequence, question }) => [sequence, question])).toEqual([
    [1, 0],
    [2, 1],
    [3, 0],
  ]);
});

it('puts completions into their entry: the last word, every subject once', () => {
  const { entries, completions, laterSubjects } = carriedRows(
    lines(1, [
      newEntry({ subjects: ['a', 'a'] }),
      newCompletion(1, { rows: '2-10', subjects: ['b'] }),
      newCompletion(1, { rows: null, state: 'failed', subjects: ['a', 'c'] }),
    ]),
  );
  expect(entries).toMatchObject([
    {
      sequence: 1,
      time: timeOf(1),
      subjects: ['a', 'b', 'c'],
      rows: '2-10',
      state: 'failed',
      completedAt: timeOf(3),
    },
  ]);
  expect([completions, laterSubjects]).toEqual([[], []]);
});

it('keeps apart what completes an entry that was carried before', () => {
  const { entries, completions, laterSubjects } = carriedRows(
    lines(7, [
      newCompletion(2, { rows: '1', subjects: ['a'] }),
      newCompletion(2, { rows: null, state: 'failed' }),
    ]),
  );
  expect(entries).toEqual([]);
  expect(completions).toMatchObject([{ of: 2, rows: '1', state: 'failed', completedAt: timeOf(8) }]);
  expect(laterSubjects).toEqual([{ subject: 'a', time: timeOf(7), of: 2 }]);
});

it('refuses a line that is no record', () => {
  expect(() => carriedRows([{ opensBatch: true, sequence: 4, json: '{"sequence":4}' }])).toThrow(
    '序号 4 不是留痕记录',
  );
});
