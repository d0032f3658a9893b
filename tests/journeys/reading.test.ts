import { getIntrospectionQuery } from 'graphql';
import { Pool } from 'pg';
import { runningCluster } from '../../src/store/cluster';
import { makeUscc } from '../../src/kit/codes/uscc';
import { units } from '../../src/units';
import { ask, codesOf, post, tokenFor, type Answer } from '../support/ask';
import { startHub, type HubProcess } from '../support/hub-process';

/** A code that every check passes and no synthetic enterprise has. */
const UNKNOWN = makeUscc('140198', 77);

interface LoggedAccess {
  readonly receipt: string;
  readonly owner: string;
  readonly fields: readonly { readonly field: string; readonly outcome: string }[];
}

let hub: HubProcess;
let titled: string;
let consented: string;
let unconsented: string;
let inTaiyuan: string;
let elsewhere: string;

async function rowsOf<Row extends object>(
  database: string,
  sql: string,
  values: readonly unknown[] = [],
): Promise<Row[]> {
  const url = runningCluster(hub.dataDir)?.urlFor(database);
  const pool = new Pool(url === undefined ? {} : { connectionString: url });
  try {
    return (await pool.query<Row & Record<string, unknown>>(sql, [...values])).rows;
  } finally {
    await pool.end();
  }
}

const firstCode = async (database: string, sql: string, values: readonly unknown[] = []): Promise<string> => {
  const [row] = await rowsOf<{ uscc: string }>(database, sql, values);
  if (row === undefined) throw new Error(`nothing found by ${sql}`);
  return row.uscc;
};

beforeAll(async () => {
  hub = await startHub();
  titled = await firstCode('smeb', 'SELECT uscc FROM cultivation WHERE tier IS NOT NULL ORDER BY uscc');
  consented = await firstCode(
    'hub',
    `SELECT uscc FROM consent WHERE consumer = 'LFR' AND revoked_at IS NULL AND ends_on >= current_date ORDER BY uscc`,
  );
  const known = (await rowsOf<{ uscc: string }>('hub', 'SELECT uscc FROM consent')).map((row) => row.uscc);
  unconsented = await firstCode('pbc', 'SELECT uscc FROM credit WHERE NOT uscc = ANY($1) ORDER BY uscc', [
    known,
  ]);
  inTaiyuan = await firstCode('tax', `SELECT uscc FROM tax WHERE division LIKE '1401%' ORDER BY uscc`);
  elsewhere = await firstCode('tax', `SELECT uscc FROM tax WHERE division NOT LIKE '1401%' ORDER BY uscc`);
}, 120_000);

afterAll(() => hub.stop());

const as = async (
  unit: string,
  purpose: string,
  query: string,
  variables: object = {},
  system = 'main',
): Promise<Answer> => ask(hub.url, await tokenFor(hub.url, { unit, purpose, system }), query, variables);

describe('the equity exchange for M10', () => {
  it('reads listing and cultivation across seven units and is refused credit and revenue with the reason', async () => {
    const answer = await as(
      'EXCH',
      'M10',
      `query ($uscc: USCC!) { enterprise(uscc: $uscc) {
        registration { name status } ip { patents { __typename } } cultivation { tier mainProduct }
        fiscal { awards { amount { fen } } } regionalMarket { displayed listing { code } } energy { orderlyUse }
        tax { arrearsAnnounced revenue { fen } } credit { creditOverview { institutionCount } } } }`,
      { uscc: titled },
    );
    expect(answer.status).toBe(200);
    expect(answer.data.enterprise.cultivation.tier).toMatch(/SRDI|LITTLE_GIANT/);
    expect(typeof answer.data.enterprise.regionalMarket.displayed).toBe('boolean');
    expect(answer.data.enterprise.tax).toEqual({ arrearsAnnounced: expect.any(Boolean), revenue: null });
    expect(answer.data.enterprise.credit).toEqual({ creditOverview: null });
    const refused = new Map(answer.errors.map((error) => [error.extensions['field'], error]));
    for (const field of ['Credit.creditOverview', 'Tax.revenue']) {
      expect(refused.get(field)?.extensions).toMatchObject({
        code: 'DENIED_NO_GRANT',
        basis: expect.stringMatching(/第\d+条/),
        nextStep: { action: 'APPLY' },
      });
    }
    expect(refused.get('Tax.revenue')?.path).toEqual(['enterprise', 'tax', 'revenue']);
  });

  it('says who it is and what it may read', async () => {
    const answer = await as(
      'EXCH',
      'M10',
      '{ viewer { unit unitName purpose { code } purposes { code } mayRead { field outcome agreement } } }',
    );
    expect(answer.data.viewer).toMatchObject({
      unit: 'EXCH',
      unitName: '省股权交易中心',
      purpose: { code: 'M10' },
      purposes: [{ code: 'M10' }],
    });
    const outcomes = new Map(
      answer.data.viewer.mayRead.map((item: { field: string; outcome: string }) => [
        item.field,
        item.outcome,
      ]),
    );
    expect(outcomes.get('Cultivation.tier')).toBe('GRANTED');
    expect(outcomes.get('Tax.revenue')).toBe('DENIED_NO_GRANT');
    expect(outcomes.get('Fiscal.payeeAccount')).toBe('DENIED_WITHHELD');
  });
});

describe('consent', () => {
  const query =
    'query ($uscc: USCC!) { enterprise(uscc: $uscc) { credit { creditOverview { institutionCount } } } }';

  it('opens the credit overview of an enterprise that has consented', async () => {
    const answer = await as('LFR', 'M09', query, { uscc: consented });
    expect(answer.errors).toEqual([]);
    expect(answer.data.enterprise.credit.creditOverview.institutionCount).toEqual(expect.any(Number));
  });

  it('is missed for one that has not, with the step that comes next', async () => {
    const answer = await as('LFR', 'M09', query, { uscc: unconsented });
    expect(codesOf(answer)).toEqual(['DENIED_CONSENT_MISSING']);
    expect(answer.errors[0]?.extensions['nextStep']).toMatchObject({ action: 'REQUEST_CONSENT' });
    expect(answer.data.enterprise.credit.creditOverview).toBeNull();
  });

  it.each([
    ['DENIED_CONSENT_EXPIRED', 'ends_on < current_date'],
    ['DENIED_CONSENT_REVOKED', 'revoked_at IS NOT NULL'],
  ])('answers %s', async (code, condition) => {
    const uscc = await firstCode(
      'hub',
      `SELECT uscc FROM consent WHERE consumer = 'LFR' AND ${condition} ORDER BY uscc`,
    );
    expect(codesOf(await as('LFR', 'M09', query, { uscc }))).toEqual([code]);
  });
});

describe('scope', () => {
  const query =
    'query ($uscc: USCC!) { enterprise(uscc: $uscc) { tax { taxpayerStatus revenueAtLeast(yuan: 5000000) } } }';
  const withoutFacts = (answer: Answer): string => answer.text.replace(/"sharing":.*/s, '');

  it('lets a city read its own', async () => {
    const answer = await as('CITY', 'M02', query, { uscc: inTaiyuan }, 'taiyuan');
    expect(answer.errors).toEqual([]);
    expect(answer.data.enterprise.tax.revenueAtLeast).toMatch(/YES|NO|UNKNOWN/);
  });

  it('makes an enterprise out of scope and one that does not exist look the same, byte for byte', async () => {
    const outside = await as('CITY', 'M02', query, { uscc: elsewhere }, 'taiyuan');
    const unknown = await as('CITY', 'M02', query, { uscc: UNKNOWN }, 'taiyuan');
    expect(withoutFacts(outside)).toBe(withoutFacts(unknown));
    expect(outside.sharing.units.map(({ unit, state }) => [unit, state]).sort()).toEqual(
      unknown.sharing.units.map(({ unit, state }) => [unit, state]).sort(),
    );
    expect(codesOf(outside)).toEqual(['UNKNOWN_SUBJECT']);
    expect(outside.data.enterprise).toBeNull();
  });

  it('records the refusal of a row for its enterprise, and for no other that was asked about', async () => {
    const list = `query ($usccs: [USCC!]!) { enterprisesByUscc(usccs: $usccs) {
      tax { revenueAtLeast(yuan: 5000000) } } }`;
    const answer = await as('CITY', 'M02', list, { usccs: [inTaiyuan, elsewhere] }, 'taiyuan');
    const receipt = answer.sharing.receipt;
    const recorded = async (uscc: string): Promise<string[]> => {
      const log = await ask(
        hub.url,
        await tokenFor(hub.url, { enterprise: uscc }),
        `query ($uscc: USCC!) { enterprise(uscc: $uscc) {
          accessLog(first: 50) { edges { node { receipt owner fields { field outcome } } } } } }`,
        { uscc },
      );
      const nodes = log.data.enterprise.accessLog.edges.map(({ node }: { node: LoggedAccess }) => node);
      return nodes
        .filter((node: LoggedAccess) => node.receipt === receipt && node.owner === 'TAX')
        .flatMap(({ fields }: LoggedAccess) => fields.map(({ field, outcome }) => `${field} ${outcome}`));
    };
    expect(await recorded(elsewhere)).toEqual(['Tax.revenueAtLeast DENIED_SCOPE']);
    expect(await recorded(inTaiyuan)).toEqual(['Tax.revenueAtLeast predicate']);
  });

  it('gives a city system without a division nothing', async () => {
    expect((await as('CITY', 'M02', query, { uscc: inTaiyuan })).data.enterprise).toBeNull();
  });

  it('keeps the order of many codes and null where one is unknown', async () => {
    const answer = await as(
      'EXCH',
      'M10',
      'query ($usccs: [USCC!]!) { enterprisesByUscc(usccs: $usccs) { uscc } }',
      { usccs: [titled, UNKNOWN, consented] },
    );
    expect(answer.data.enterprisesByUscc.map((item: { uscc: string } | null) => item?.uscc ?? null)).toEqual([
      titled,
      null,
      consented,
    ]);
  });
});

describe('the order of refusals', () => {
  it.each([
    ['DENIED_WITHHELD', 'EXCH', 'M10', '{ fiscal { payeeAccount } }'],
    ['DENIED_NO_GRANT', 'EXCH', 'M10', '{ tax { revenue { fen } } }'],
    ['DENIED_PURPOSE', 'SASAC', 'M13', '{ tax { sizeClass } }'],
    ['DENIED_THRESHOLD', 'SMEB', 'M01', '{ tax { revenueAtLeast(yuan: 5000001) } }'],
  ])('%s', async (code, unit, purpose, selection) => {
    const answer = await as(unit, purpose, `query ($uscc: USCC!) { enterprise(uscc: $uscc) ${selection} }`, {
      uscc: titled,
    });
    expect(codesOf(answer)).toEqual([code]);
    expect(answer.errors[0]?.message).toMatch(/[\u4e00-\u9fff]/);
  });

  it('refuses a filter on a field that may not be read, as if it were selected', async () => {
    const answer = await as(
      'TAX',
      'M07',
      '{ enterprises(filter: { industry: "C34" }) { edges { cursor } } }',
    );
    expect(answer.data).toBeNull();
    expect(answer.errors[0]?.extensions).toMatchObject({
      code: 'DENIED_NO_GRANT',
      field: 'Registration.industry',
    });
  });

  it('refuses the same filter when it comes as a variable', async () => {
    const answer = await as(
      'TAX',
      'M07',
      'query ($f: EnterpriseFilter) { enterprises(filter: $f) { edges { cursor } } }',
      { f: { industry: 'C34' } },
    );
    expect(codesOf(answer)).toEqual(['DENIED_NO_GRANT']);
  });
});

describe('who looked', () => {
  it('shows an enterprise its readings and refusals, and nobody else', async () => {
    await as(
      'EXCH',
      'M10',
      'query ($uscc: USCC!) { enterprise(uscc: $uscc) { cultivation { tier } tax { revenue { fen } } } }',
      { uscc: consented },
    );
    const query = `query ($uscc: USCC!) { enterprise(uscc: $uscc) { accessLog(first: 50) { edges { node { unit purpose owner state fields { field outcome } } } } } }`;
    const own = await ask(hub.url, await tokenFor(hub.url, { enterprise: consented }), query, {
      uscc: consented,
    });
    const fields = own.data.enterprise.accessLog.edges
      .filter(({ node }: { node: { unit: string } }) => node.unit === 'EXCH')
      .flatMap(({ node }: { node: { fields: { field: string; outcome: string }[] } }) =>
        node.fields.map(({ field, outcome }) => `${field} ${outcome}`),
      );
    expect(fields).toEqual(expect.arrayContaining(['Cultivation.tier clear', 'Tax.revenue DENIED_NO_GRANT']));
    expect(codesOf(await as('EXCH', 'M10', query, { uscc: consented }))).toContain('DENIED_NO_GRANT');
    const stranger = await ask(
      hub.url,
      await tokenFor(hub.url, { enterprise: titled === consented ? unconsented : titled }),
      query,
      { uscc: consented },
    );
    expect(JSON.stringify(stranger.data)).not.toContain('EXCH');
  });

  it('pages without losing or repeating an entry', async () => {
    const token = await tokenFor(hub.url, { enterprise: consented });
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const answer: Answer = await ask(
        hub.url,
        token,
        'query ($uscc: USCC!, $after: String) { enterprise(uscc: $uscc) { accessLog(first: 2, after: $after) { edges { cursor node { receipt owner } } pageInfo { hasNextPage endCursor } } } }',
        { uscc: consented, after },
      );
      const { edges, pageInfo } = answer.data.enterprise.accessLog;
      // Each page is itself an access of nobody else's; what is older stays in place.
      seen.push(
        ...edges.map(
          ({ node }: { node: { receipt: string; owner: string } }) => `${node.receipt} ${node.owner}`,
        ),
      );
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after !== null);
    expect(seen.length).toBeGreaterThanOrEqual(4);
    expect(new Set(seen).size).toBe(seen.length);
  });
});

describe('strangers', () => {
  it('are told which schemes a wrong token could have used', async () => {
    const response = await fetch(`${hub.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer not.a.token' },
      body: JSON.stringify({ query: '{ viewer { kind } }' }),
    });
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toBe('Bearer, DPoP');
  });

  it('read open fields without a token', async () => {
    const answer = await ask(
      hub.url,
      undefined,
      '{ enterprises(first: 1) { edges { node { registration { name } } } } srdiBoardCoverage { ratio } }',
    );
    expect(answer.errors).toEqual([]);
    expect(answer.data.enterprises.edges[0].node.registration.name).toMatch(/（测试）$/);
  });

  it('learn one constant text from hidden and from invented names', async () => {
    const [hidden, invented] = await Promise.all([
      ask(hub.url, undefined, '{ enterprises { edges { node { tax { revenue { fen } } } } } }'),
      ask(hub.url, undefined, '{ enterprises { edges { node { tax { nothingOfTheKind { fen } } } } } }'),
    ]);
    expect(hidden.status).toBe(401);
    expect(hidden.text).toBe(invented.text);
  });

  it('see only open fields by introspection', async () => {
    const answer = await ask(hub.url, undefined, '{ __type(name: "Tax") { fields { name } } }');
    const names = answer.data.__type.fields.map((field: { name: string }) => field.name);
    expect(names).toContain('arrearsAnnounced');
    expect(names).not.toContain('revenue');
  });
});

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
    ['an unknown enum value', '{ enterprises(orderBy: NOTHING) { edges { cursor } } }', {}, 400, '没有取值'],
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
      (await post(hub.url, JSON.stringify({ query: `{ viewer { kind } } # ${'x'.repeat(300_000)}` }))).status,
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

describe('operations', () => {
  it('is alive, ready per unit, and counted', async () => {
    expect(await (await fetch(`${hub.url}/health`)).json()).toEqual({ status: 'ok' });
    const ready = (await (await fetch(`${hub.url}/readyz`)).json()) as {
      ready: boolean;
      units: { unit: string }[];
    };
    expect(ready.ready).toBe(true);
    expect(ready.units.map(({ unit }) => unit)).toEqual(units.map(({ code }) => code));
    expect(await (await fetch(`${hub.url}/metrics`)).text()).toContain('srdi_hub_');
  });

  it('runs every example of the playground without a fault', async () => {
    const examples = (await (await fetch(`${hub.url}/playground/examples.json`)).json()) as {
      id: string;
      query: string;
      variables: object;
      purpose: string;
      consumer: { unit?: string; system?: string; enterprise?: string } | null;
    }[];
    expect(examples.length).toBeGreaterThanOrEqual(9);
    for (const { id, query, variables, purpose, consumer } of examples) {
      const token =
        consumer === null
          ? undefined
          : await tokenFor(
              hub.url,
              consumer.enterprise === undefined
                ? { unit: consumer.unit ?? '', purpose, system: consumer.system ?? 'main' }
                : { enterprise: consumer.enterprise },
            );
      const answer = await ask(hub.url, token, query, variables);
      expect([id, answer.status]).toEqual([id, 200]);
      expect(codesOf(answer).filter((code) => !code.startsWith('DENIED_'))).toEqual([]);
    }
  });
});
