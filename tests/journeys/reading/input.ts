import { getIntrospectionQuery } from 'graphql';
import { ask, post } from '../../support/ask';
import { hub, as } from './asking';

/** What is wrong with a question, and what is too much of one. */
export function inputJourneys(): void {
  describe('bad input is told in one Chinese line', () => {
    const cases: readonly (readonly [string, string, object, number, string])[] = [
      [
        'a wrong check digit',
        '{ enterprise(uscc: "91140100MA0000000X") { uscc } }',
        {},
        400,
        '统一社会信用代码有误',
      ],
      [
        'a malformed code as a variable',
        'query ($u: USCC!) { enterprise(uscc: $u) { uscc } }',
        { u: 'x' },
        400,
        '统一社会信用代码有误',
      ],
      [
        'an unknown enum value',
        '{ enterprises(orderBy: NOTHING) { edges { cursor } } }',
        {},
        400,
        '没有取值',
      ],
      ['a page of 0', '{ enterprises(first: 0) { edges { cursor } } }', {}, 200, 'first 应为 1 到 200'],
      [
        'a page of 10,000',
        '{ enterprises(first: 10000) { edges { cursor } } }',
        {},
        200,
        'first 应为 1 到 200',
      ],
      [
        'a foreign cursor',
        '{ enterprises(after: "YWJjZGVmZ2hpamtsbW5vcA") { edges { cursor } } }',
        {},
        200,
        '游标不属于这个列表',
      ],
      [
        'an unknown field',
        '{ enterprises { edges { node { registration { nothing } } } } }',
        {},
        400,
        '没有字段 nothing',
      ],
      ['a syntax error', '{ enterprises(', {}, 400, '查询语法有误'],
    ];
    it.each(cases)('%s', async (_name, query, variables, status, text) => {
      const answer = await as('EXCH', 'M10', query, variables);
      expect(answer.status).toBe(status);
      expect(answer.errors[0]?.message).toContain(text);
      expect(answer.errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
      expect(answer.text).not.toMatch(/at .*\.(js|ts):|node_modules|SELECT/);
    });

    it('an unknown purpose gives no token and says which there are', async () => {
      const response = await fetch(`${hub.url}/playground/token`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ unit: 'EXCH', purpose: 'M07' }),
      });
      expect(response.status).toBe(400);
      expect(await response.text()).toContain('可选 M10');
    });

    it('a broken token gives 401 and a constant text', async () => {
      const answers = await Promise.all(
        ['abc', 'a.b.c'].map((token) => ask(hub.url, token, '{ viewer { kind } }')),
      );
      expect(answers.map((answer) => answer.status)).toEqual([401, 401]);
      expect(answers[0]?.text).toBe(answers[1]?.text);
    });
  });

  describe('limits', () => {
    const many = (count: number, part: (index: number) => string): string =>
      Array.from({ length: count }, (_item, index) => part(index)).join(' ');

    it.each([
      ['sixteen aliases of one field', `{ ${many(16, (index) => `a${index}: viewer { kind }`)} }`],
      ['sixteen aliases of __typename', `{ ${many(16, (index) => `a${index}: __typename`)} }`],
      ['twenty-one directives', `{ viewer { kind ${many(21, () => '@include(if: true)')} } }`],
      [
        'a fragment that contains itself',
        '{ enterprises { ...A } } fragment A on EnterpriseConnection { edges { cursor } ...A }',
      ],
    ])('refuses %s', async (_name, query) => {
      const answer = await as('EXCH', 'M10', query);
      expect(answer.status).toBe(400);
      expect(answer.data).toBeUndefined();
    });

    it('answers the introspection that editors send', async () => {
      const answer = await as('EXCH', 'M10', getIntrospectionQuery());
      expect(answer.errors).toEqual([]);
      expect(answer.data.__schema.types.length).toBeGreaterThan(50);
    });

    it('refuses a batch, a large body, GET, other media types and forged identity headers', async () => {
      expect((await post(hub.url, '[{"query":"{ viewer { kind } }"}]')).status).toBe(400);
      expect(
        (await post(hub.url, JSON.stringify({ query: `{ viewer { kind } } # ${'x'.repeat(300_000)}` })))
          .status,
      ).toBe(413);
      expect((await fetch(`${hub.url}/graphql?query={viewer{kind}}`)).status).toBe(405);
      expect(
        (
          await fetch(`${hub.url}/graphql`, {
            method: 'POST',
            headers: { 'content-type': 'text/plain' },
            body: '{}',
          })
        ).status,
      ).toBe(415);
      const forged = await post(hub.url, JSON.stringify({ query: '{ viewer { kind } }' }), {
        'x-unit': 'TAX',
        'x-user-id': 'root',
        'x-forwarded-user': 'TAX',
        'x-purpose': 'M07',
      });
      expect(forged.data.viewer.kind).toBe('stranger');
    });
  });
}
