import { ask, tokenFor } from '../../support/ask';
import { openEvents, type Events } from '../../support/events';
import {
  SUBSCRIPTION,
  type Change,
  type Read,
  hub,
  bureau,
  token,
  start,
  allAfter,
  followed,
  listed,
  sorted,
  someTitled,
} from './following';

/** What happens to the list, when it happens. */
export function subscriptionJourneys(): void {
  describe('the subscription', () => {
    const open: Events[] = [];
    const follow = async (
      since: string | null,
      headers: Readonly<Record<string, string>> = {},
      as: string | undefined = token,
      query = SUBSCRIPTION,
    ): Promise<Events> => {
      const events = await openEvents(hub.url, as, { query, variables: { since } }, headers);
      open.push(events);
      return events;
    };
    afterEach(() => {
      for (const events of open.splice(0)) events.close();
    });
    const changesOf = (event: Read): [string, string][] =>
      event.data.data.pushListChanged.changes.map(({ enterprise, kind }: Change) => [enterprise.uscc, kind]);

    it('tells a change when the database has it, as an answer of its own, and goes on after a break', async () => {
      const { cursor } = await allAfter(null);
      const [first = '', second = ''] = await someTitled(2, 30);
      const events = await follow(cursor);
      const greeting = await events.next();
      expect(greeting).toMatchObject({
        event: 'next',
        id: cursor,
        data: { data: { pushListChanged: { changes: [] } } },
      });
      await bureau.query('UPDATE cultivation SET tier = NULL WHERE uscc = $1', [first]);
      const told = await events.next();
      expect(changesOf(told)).toEqual([[first, 'REMOVED']]);
      expect(told.data.extensions.sharing.units).toEqual([
        expect.objectContaining({ unit: 'SMEB', state: 'ANSWERED' }),
      ]);
      expect(told.data.extensions.sharing.receipt).not.toBe(greeting.data.extensions.sharing.receipt);
      expect(Object.keys(told.data.data.pushListChanged)).toEqual([
        'changes',
        'nextCursor',
        'hasMore',
        'asOf',
      ]);
      events.close();
      await bureau.query('UPDATE cultivation SET tier = NULL WHERE uscc = $1', [second]);
      const again = await follow(null, { 'last-event-id': told.id ?? '' });
      expect(changesOf(await again.next())).toEqual([[second, 'REMOVED']]);
    });

    it('tells the whole past in pages where nothing was read before', async () => {
      const events = await follow(
        null,
        {},
        token,
        SUBSCRIPTION.replace('(since: $since)', '(first: 50, since: $since)'),
      );
      const changes: Change[] = [];
      for (;;) {
        const { pushListChanged } = (await events.next()).data.data;
        changes.push(...pushListChanged.changes);
        if (!pushListChanged.hasMore) break;
      }
      expect(sorted(followed(changes))).toEqual(sorted(await listed()));
    });

    it.each([
      ['a unit without an agreement', { unit: 'EXCH', purpose: 'M10' }, 'DENIED_NO_GRANT'],
      ['the right unit for another purpose', { unit: 'LFR', purpose: 'M11' }, 'DENIED_PURPOSE'],
    ])('is refused to %s, and ends', async (_name, wish, code) => {
      const events = await follow(null, {}, await tokenFor(hub.url, wish));
      const told = await events.next();
      expect(told.data.data.pushListChanged).toBeNull();
      expect(told.data.errors[0].extensions.code).toBe(code);
      expect((await events.next()).event).toBe('complete');
      await events.ended;
    });

    it('stands in the published schema, and does not exist for a stranger', async () => {
      const published = await ask(hub.url, token, '{ __schema { subscriptionType { fields { name } } } }');
      expect(published.data.__schema.subscriptionType.fields).toEqual([{ name: 'pushListChanged' }]);
      const refused = await fetch(`${hub.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
        body: JSON.stringify({ query: SUBSCRIPTION }),
      });
      expect(refused.status).toBe(401);
      const seen = await ask(hub.url, undefined, '{ __schema { subscriptionType { name } } }');
      expect(seen.data.__schema.subscriptionType).toBeNull();
    });

    it('says in an event what is wrong with a question, and answers only where events are taken', async () => {
      for (const query of [
        'subscription { pushListChanged { nothing } }',
        'subscription {',
        'subscription { pushListChanged(first: 201) { nextCursor } }',
        'subscription { pushListChanged(since: "nonsense") { nextCursor } }',
        'subscription { a: pushListChanged { hasMore } b: pushListChanged { hasMore } }',
      ]) {
        const events = await follow(null, {}, token, query);
        const told = await events.next();
        expect([query, told.data.errors?.[0].extensions.code]).toEqual([query, 'BAD_USER_INPUT']);
        expect((await events.next()).event).toBe('complete');
      }
      const asJson = await ask(hub.url, token, SUBSCRIPTION);
      expect(asJson.errors[0]?.message).toBe('输入有误：订阅请以 Accept: text/event-stream 发送');
    });

    it('is answered to a few streams of one client at a time', async () => {
      const { cursor } = await allAfter(null);
      for (let count = 0; count < 8; count += 1)
        expect((await (await follow(cursor)).next()).event).toBe('next');
      const ninth = await follow(cursor);
      expect((await ninth.next()).data.errors[0].extensions.code).toBe('LIMIT_EXCEEDED');
    });

    it('ends when the hub stops, without saying that it is complete', async () => {
      const { cursor } = await allAfter(null);
      const events = await follow(cursor);
      await events.next();
      await bureau.end();
      const [rest] = await Promise.all([events.rest(), hub.stop()]);
      expect(rest.filter(({ event }) => event === 'complete')).toEqual([]);
      await start();
      expect((await (await follow(null, { 'last-event-id': cursor ?? '' })).next()).id).toBe(cursor);
    }, 120_000);
  });
}
