import {
  CONTINUES_BATCH,
  decodeLine,
  encodeLine,
  OPENS_BATCH,
  recordText,
  stampedJson,
} from '../../src/audit/segment-line';
import { newEntry } from './support/records';

const STAMP = { sequence: 42, time: '2026-01-02T03:04:05.678Z' };

function line(mark: typeof OPENS_BATCH | typeof CONTINUES_BATCH = OPENS_BATCH): Buffer {
  return Buffer.from(encodeLine(mark, stampedJson(STAMP, recordText(newEntry()))).slice(0, -1));
}

describe('a line', () => {
  it('is read back as it was written, with its mark', () => {
    expect(decodeLine(line())).toMatchObject({ opensBatch: true, sequence: 42 });
    expect(decodeLine(line(CONTINUES_BATCH))).toMatchObject({ opensBatch: false, sequence: 42 });
    expect(JSON.parse(decodeLine(line())?.json ?? '')).toEqual({ ...STAMP, ...newEntry() });
  });

  it('is refused with any one of its bits changed', () => {
    const good = line();
    const accepted: number[] = [];
    for (let bit = 0; bit < good.length * 8; bit += 1) {
      const bad = Buffer.from(good);
      bad[bit >> 3] = (bad[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      if (decodeLine(bad) !== undefined) accepted.push(bit);
    }
    expect(accepted).toEqual([]);
  });

  it.each(['', ' ', '00000000', '00000000 ', '00000000 {}', 'deadbeef {"sequence":1,'])(
    'is not %j',
    (text) => {
      expect(decodeLine(Buffer.from(text))).toBeUndefined();
    },
  );
});

it.each([
  ['NUL', 'a\0b', 'a\uFFFDb'],
  ['a lone surrogate', 'a\uD800b', 'a\uFFFDb'],
  ['a line feed', 'a\nb', 'a\nb'],
  ['a backslash before u0000', 'a\\u0000b', 'a\\u0000b'],
  ['a surrogate pair', '𠮷', '𠮷'],
])('%s in a text ends up as PostgreSQL can store it', (_what, text, stored) => {
  const json = stampedJson(STAMP, recordText(newEntry({ requestId: text })));
  expect(json).not.toContain('\n');
  expect(JSON.parse(json)).toMatchObject({ requestId: stored });
});
