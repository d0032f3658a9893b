import { readAccessLog, type AccessLogKey } from '../../src/audit/access-log';
import { startCarrier } from '../../src/audit/carrier';
import type { NewRecord } from '../../src/audit/entry';
import { openSegmentLog } from '../../src/audit/segment-log';
import { openTestPostgres, type TestPostgres } from './support/postgres';
import { newCompletion, newEntry, withDirectory } from './support/records';

const NOON = Date.parse('2026-01-02T12:00:00.000Z');

let postgres: TestPostgres;

beforeAll(async () => {
  postgres = await openTestPostgres();
}, 60_000);

afterAll(() => postgres.remove());

beforeEach(() => postgres.pool.query('TRUNCATE access_record, access_subject, access_carried'));

describe('the access log of an enterprise', () => {
  it('tells who asked, when, for what and what became of each field, and neither the official nor the rows', async () => {
    await record([newEntry(), newCompletion(1)]);
    const page = await readAccessLog(postgres.pool, 'subject-a', { first: 20 });
    expect(page).toEqual({
      entries: [
        {
          sequence: 1,
          time: '2026-01-02T12:00:00.000Z',
          requestId: 'request-1',
          consumer: { kind: 'unit', unit: 'EXCH', system: 'main' },
          purpose: 'M10',
          fields: newEntry().fields,
          state: 'answered',
        },
      ],
      hasMore: false,
    });
  });

  it('holds what concerns the enterprise and nothing else', async () => {
    await record([
      newEntry({ requestId: 'mine' }),
      newEntry({ requestId: 'of another', subjects: ['subject-b'] }),
      newEntry({ requestId: 'found by a search', subjects: [] }),
      newCompletion(3, { subjects: ['subject-b', 'subject-a'] }),
      newEntry({ requestId: 'of nobody', subjects: [] }),
    ]);
    expect(await requestsOf('subject-a')).toEqual(['found by a search', 'mine']);
    expect(await requestsOf('subject-c')).toEqual([]);
    expect(await requestsOf(`subject-a' OR true --`)).toEqual([]);
  });

  it('is read newest first, in pages that neither repeat nor skip records of the same millisecond', async () => {
    const times = [0, 0, 0, 1, 1, 2, 2, 2, 2, 3];
    await record(
      times.map((_, index) => newEntry({ requestId: `request-${index}` })),
      times.map((milliseconds) => NOON + milliseconds),
    );
    const read: string[] = [];
    let before: AccessLogKey | undefined;
    for (let hasMore = true; hasMore;) {
      const range = before === undefined ? { first: 3 } : { first: 3, before };
      const page = await readAccessLog(postgres.pool, 'subject-a', range);
      read.push(...page.entries.map((entry) => entry.requestId));
      before = page.entries.at(-1);
      hasMore = page.hasMore;
    }
    expect(read).toEqual(times.map((_, index) => `request-${times.length - 1 - index}`));
  });

  it.each([
    [0, ['request-0']],
    [Number.MAX_SAFE_INTEGER, ['request-2', 'request-1', 'request-0']],
  ])(
    'begins before or after the millisecond of another log when sequence is %d',
    async (sequence, requests) => {
      const entries = [0, 1, 2, 3].map((index) => newEntry({ requestId: `request-${index}` }));
      await record(entries, [NOON, NOON + 5, NOON + 5, NOON + 6]);
      const before = { time: new Date(NOON + 5).toISOString(), sequence };
      const page = await readAccessLog(postgres.pool, 'subject-a', { first: 20, before });
      expect(page.entries.map((entry) => entry.requestId)).toEqual(requests);
    },
  );

  it('does not call a field told that was refused for this enterprise among others', async () => {
    const refused = [
      {
        field: 'Tax.creditRating',
        code: 'DENIED_CONSENT_MISSING' as const,
        count: 1,
        subjects: ['subject-b'],
      },
    ];
    await record([newEntry({ subjects: ['subject-a', 'subject-b'] }), newCompletion(1, { refused })]);
    expect(await outcomesOf('subject-a')).toEqual(['clear', 'DENIED_NO_GRANT']);
    expect(await outcomesOf('subject-b')).toEqual(['DENIED_CONSENT_MISSING', 'DENIED_NO_GRANT']);
  });

  it('reads a refusal without subjects as one for all of them', async () => {
    const refused = [{ field: 'Tax.creditRating', code: 'DENIED_SCOPE' as const, count: 1 }];
    await record([newEntry(), newCompletion(1, { refused })]);
    expect(await outcomesOf('subject-a')).toEqual(['DENIED_SCOPE', 'DENIED_NO_GRANT']);
  });
});

/** Appends the records at the given times, noon otherwise, and carries them over. */
async function record(records: readonly NewRecord[], times: readonly number[] = []): Promise<void> {
  await withDirectory(async (directory) => {
    let time = NOON;
    const log = await openSegmentLog({ directory, unit: 'tax', now: () => time });
    for (const [index, next] of records.entries()) {
      time = times[index] ?? NOON;
      await log.append(next);
    }
    const carrier = startCarrier({ log, pool: postgres.pool });
    await carrier.carried();
    await carrier.stop();
    await log.close();
  });
}

async function requestsOf(subject: string): Promise<string[]> {
  const { entries } = await readAccessLog(postgres.pool, subject, { first: 20 });
  return entries.map((entry) => entry.requestId);
}

async function outcomesOf(subject: string): Promise<(string | undefined)[]> {
  const { entries } = await readAccessLog(postgres.pool, subject, { first: 1 });
  return entries[0]?.fields.map((field) => field.outcome) ?? [];
}
