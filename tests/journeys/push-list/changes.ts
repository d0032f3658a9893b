import fc from 'fast-check';
import { ask, codesOf, tokenFor } from '../../support/ask';
import { openEvents } from '../../support/events';
import {
  QUERY,
  SUBSCRIPTION,
  hub,
  bureau,
  token,
  start,
  connected,
  rows,
  page,
  allAfter,
  followed,
  listed,
  sorted,
  someTitled,
} from './following';

/** The list and what has happened to it, page by page. */
export function changesJourneys(): void {
  describe('the feed of the push list', () => {
    it('leads from its beginning to the list as the bureau holds it, with the removals of past years', async () => {
      const { changes } = await allAfter(null);
      expect(sorted(followed(changes))).toEqual(sorted(await listed()));
      expect(new Set(changes.map(({ cursor }) => cursor)).size).toBe(changes.length);
      const expected = await rows(
        `SELECT count(*)::int AS ended FROM recognition r WHERE tier = 'SRDI' AND valid_until < now()::date
          AND NOT EXISTS (SELECT FROM recognition o WHERE o.uscc = r.uscc AND o.id <> r.id AND r.valid_until + 1 BETWEEN o.valid_from AND o.valid_until)`,
      );
      expect(changes.filter(({ reason }) => reason === 'TITLE_EXPIRED')).toHaveLength(expected[0].ended);
      expect(expected[0].ended).toBeGreaterThan(0);
    });

    it('loses and doubles nothing, whatever the pages and whatever is written between them', async () => {
      const pool = (
        await rows(
          'SELECT uscc FROM cultivation c WHERE NOT EXISTS (SELECT FROM recognition r WHERE r.uscc = c.uscc) ORDER BY md5(uscc) LIMIT 12',
        )
      ).map(({ uscc }) => uscc);
      const writing = fc.record({
        of: fc.integer({ min: 0, max: pool.length - 1 }),
        tier: fc.constantFrom(null, 'SRDI', 'PROVINCIAL_LITTLE_GIANT', 'NATIONAL_LITTLE_GIANT'),
        isBack: fc.boolean(),
      });
      const { changes, cursor } = await allAfter(null);
      const list = followed(changes);
      let at = cursor;
      await fc.assert(
        fc.asyncProperty(
          fc.array(
            fc.record({ first: fc.integer({ min: 1, max: 5 }), writes: fc.array(writing, { maxLength: 6 }) }),
            {
              maxLength: 6,
            },
          ),
          async (turns) => {
            for (const { first, writes } of turns) {
              for (const { of, tier, isBack } of writes) {
                await bureau.query('BEGIN');
                await bureau.query('UPDATE cultivation SET tier = $2 WHERE uscc = $1', [pool[of], tier]);
                await bureau.query(isBack ? 'ROLLBACK' : 'COMMIT');
              }
              const next = await page(at, first);
              expect(next.changes.length).toBeLessThanOrEqual(first);
              followed(next.changes, list);
              at = next.nextCursor;
            }
            const rest = await allAfter(at);
            followed(rest.changes, list);
            at = rest.cursor;
            expect(sorted(list)).toEqual(sorted(await listed()));
          },
        ),
        { numRuns: 15 },
      );
    }, 120_000);

    it('says of each kind of change why it came', async () => {
      const [risen = '', withdrawn = '', moved = '', deleted = ''] = await someTitled(4);
      const { cursor } = await allAfter(null);
      await bureau.query(`UPDATE cultivation SET tier = 'PROVINCIAL_LITTLE_GIANT' WHERE uscc = $1`, [risen]);
      await bureau.query('UPDATE cultivation SET tier = NULL WHERE uscc = $1', [withdrawn]);
      await bureau.query(
        `UPDATE cultivation SET division = CASE WHEN division = '140105' THEN '140106' ELSE '140105' END WHERE uscc = $1`,
        [moved],
      );
      await bureau.query('DELETE FROM cultivation WHERE uscc = $1', [deleted]);
      // What does not touch the list is no change of it.
      await bureau.query(`UPDATE cultivation SET contact_name = contact_name, tier = tier`);
      const { changes } = await allAfter(cursor);
      expect(changes.map(({ enterprise, kind, reason }) => [enterprise.uscc, kind, reason])).toEqual([
        [risen, 'CHANGED', 'PROMOTED'],
        [withdrawn, 'REMOVED', 'TITLE_WITHDRAWN'],
        [moved, 'CHANGED', 'DIVISION_CHANGED'],
        [deleted, 'REMOVED', 'RECORD_DELETED'],
      ]);
    });

    it('hears of what the bureau does through the hub, in a role that may not write the log', async () => {
      const { cursor } = await allAfter(null);
      const [{ uscc, validFrom }] = await rows(
        `SELECT uscc, valid_from::text AS "validFrom" FROM recognition r JOIN cultivation c USING (uscc)
        WHERE r.tier = 'SRDI' AND c.tier = 'SRDI' AND now()::date BETWEEN valid_from AND valid_until ORDER BY uscc LIMIT 1`,
      );
      const [{ today }] = await rows(`SELECT (now() AT TIME ZONE 'Asia/Shanghai')::date::text AS today`);
      const made = await ask(
        hub.url,
        await tokenFor(hub.url, { unit: 'SMEB', purpose: 'M01' }),
        'mutation ($input: RecognitionCancellation!) { cancelRecognition(key: "push-list", input: $input) { receipt } }',
        { input: { uscc, tier: 'SRDI', validFrom, cancelledOn: today } },
      );
      expect(codesOf(made)).toEqual([]);
      const { changes } = await allAfter(cursor);
      expect(changes.map(({ enterprise, reason }) => [enterprise.uscc, reason])).toEqual([
        [uscc, 'TITLE_WITHDRAWN'],
      ]);
      await bureau.query('BEGIN');
      await bureau.query('SET LOCAL ROLE smeb_change');
      await expect(bureau.query('DELETE FROM push_list_change')).rejects.toMatchObject({ code: '42501' });
      await bureau.query('ROLLBACK');
    });

    it('hands on in the order of commitment what two transactions wrote at the same time', async () => {
      const [early = '', late = ''] = await someTitled(2, 10);
      const { cursor } = await allAfter(null);
      const other = await connected();
      try {
        await bureau.query('BEGIN');
        await bureau.query('UPDATE cultivation SET tier = NULL WHERE uscc = $1', [early]);
        await other.query('BEGIN');
        const [{ pid }] = (await other.query('SELECT pg_backend_pid() AS pid')).rows;
        const second = other.query('UPDATE cultivation SET tier = NULL WHERE uscc = $1', [late]);
        await waitsForLock(pid);
        // The later one has no number yet, so nobody can read past the earlier one's.
        expect((await allAfter(cursor)).changes).toEqual([]);
        await bureau.query('COMMIT');
        await second;
        const between = await allAfter(cursor);
        expect(between.changes.map(({ enterprise }) => enterprise.uscc)).toEqual([early]);
        await other.query('COMMIT');
        const after = await allAfter(between.cursor);
        expect(after.changes.map(({ enterprise }) => enterprise.uscc)).toEqual([late]);
      } finally {
        await other.end();
      }
    });

    it('goes on after a month in which the hub was away, with the titles that ended meanwhile', async () => {
      const [ended = ''] = await someTitled(1, 20);
      const { changes, cursor } = await allAfter(null);
      const list = followed(changes);
      await bureau.query(
        `UPDATE recognition SET valid_from = now()::date - 1100, valid_until = now()::date - 5 WHERE uscc = $1 AND tier = 'SRDI'`,
        [ended],
      );
      await bureau.end();
      await hub.stop();
      await start();
      // The bureau's daily task begins with the hub; the subscription says when it is done.
      const events = await openEvents(hub.url, token, { query: SUBSCRIPTION, variables: { since: cursor } });
      while ((await events.next()).id === cursor);
      events.close();
      const meanwhile = await allAfter(cursor);
      expect(meanwhile.changes.map(({ enterprise, reason }) => [enterprise.uscc, reason])).toEqual([
        [ended, 'TITLE_EXPIRED'],
      ]);
      expect(sorted(followed(meanwhile.changes, list))).toEqual(sorted(await listed()));
    }, 120_000);

    it.each(['nonsense', '', '00000000-0000-0000-0000-000000000000', '6f1e6a70-5b3a-4c79-9d2e-2f3a5a1c9b11'])(
      'refuses %p, which is no cursor of this list',
      async (since) => {
        const told = await ask(hub.url, token, QUERY, { since });
        expect(codesOf(told)).toEqual(['BAD_USER_INPUT']);
        expect(told.errors[0]?.message).toMatch(/^输入有误：游标不属于推送名单/);
        expect(told.data.pushListChanges).toBeNull();
      },
    );

    it.each([0, 201, -1])('refuses a page of %p', async (first) => {
      expect(codesOf(await ask(hub.url, token, QUERY, { first }))).toEqual(['BAD_USER_INPUT']);
    });
  });

  describe('a caller with a scope', () => {
    it('sees whoever moves in as added, whoever moves out as removed, and nobody else', async () => {
      const taiyuan = await tokenFor(hub.url, { unit: 'CITY', system: 'taiyuan', purpose: 'M02' });
      const { changes, cursor } = await allAfter(null, taiyuan);
      expect(sorted(followed(changes))).toEqual(sorted(await listed(`division LIKE '1401%'`)));
      const [inside] = await rows(
        `SELECT uscc FROM cultivation WHERE tier IS NOT NULL AND division LIKE '1401%' ORDER BY uscc LIMIT 1`,
      );
      const [outside] = await rows(
        `SELECT uscc FROM cultivation WHERE tier IS NOT NULL AND division NOT LIKE '1401%' ORDER BY uscc LIMIT 1`,
      );
      await bureau.query(`UPDATE cultivation SET division = '140221' WHERE uscc = $1`, [inside.uscc]);
      await bureau.query(`UPDATE cultivation SET division = '140105' WHERE uscc = $1`, [outside.uscc]);
      await bureau.query(`UPDATE cultivation SET tier = NULL WHERE uscc = $1`, [inside.uscc]);
      const after = await allAfter(cursor, taiyuan);
      expect(after.changes).toEqual([
        expect.objectContaining({ kind: 'REMOVED', enterprise: { uscc: inside.uscc }, tierAfter: null }),
        expect.objectContaining({ kind: 'ADDED', enterprise: { uscc: outside.uscc }, tierBefore: null }),
      ]);
    });
  });
}

/** Resolves when a backend stands before a lock. */
async function waitsForLock(pid: number): Promise<void> {
  const watcher = await connected();
  try {
    for (;;) {
      const { rows: waiting } = await watcher.query(
        `SELECT FROM pg_stat_activity WHERE pid = $1 AND wait_event_type = 'Lock' AND wait_event = 'advisory'`,
        [pid],
      );
      if (waiting.length > 0) return;
    }
  } finally {
    await watcher.end();
  }
}
