import { parse } from 'csv-parse/sync';
import { actingHub, loadNextYear, numberOf, refusalOf, type ActingHub } from '../support/acting';
import { codesOf, type Answer, type Wish } from '../support/ask';

let acting: ActingHub;
let uscc: string;
let self: Wish;

const exchange: Wish = { unit: 'EXCH', purpose: 'M10' };
const regulator: Wish = { unit: 'LFR', purpose: 'M09' };
const regulatorClerk: Wish = { unit: 'LFR', purpose: 'SHARING', system: 'clerk' };
const regulatorApprover: Wish = { unit: 'LFR', purpose: 'SHARING', system: 'approver' };
const READING = `query ($uscc: USCC!) { enterprise(uscc: $uscc) {
  registration { name } cultivation { tier mainProduct contactName } tax { revenueBand } credit { creditOverview { institutionCount } } } }`;

interface Entry {
  readonly receipt: string;
  readonly owner: string;
  readonly unit: string;
  readonly purpose: string;
  readonly time: string;
  readonly says: string;
  readonly withheld: { basis: string; since: string; until: string } | null;
  readonly fields: readonly { field: string; outcome: string; says: string; mayObject: boolean }[];
}

const read = (wish: Wish): Promise<Answer> => acting.ask(wish, READING, { uscc });
const log = async (filter: object = {}, first = 200): Promise<Entry[]> => {
  const answer = await acting.ask(
    self,
    `query ($uscc: USCC!, $filter: AccessLogFilter, $first: Int!) { enterprise(uscc: $uscc) { accessLog(first: $first, filter: $filter) {
      edges { node { receipt owner unit purpose time says withheld { basis since until } fields { field outcome says mayObject } } }
      unreachable } } }`,
    { uscc, filter, first },
  );
  expect([codesOf(answer), answer.data.enterprise.accessLog.unreachable]).toEqual([[], []]);
  return answer.data.enterprise.accessLog.edges.map(({ node }: { node: Entry }) => node);
};
const receiptsOf = (entries: readonly Entry[]): string[] => [
  ...new Set(entries.map(({ receipt }) => receipt)),
];

let byExchange: string;
let byRegulator: string;

beforeAll(async () => {
  acting = await actingHub();
  await loadNextYear(acting);
  const known = (await acting.rowsOf<{ uscc: string }>('hub', 'SELECT uscc FROM consent')).map(
    (row) => row.uscc,
  );
  const [found] = await acting.rowsOf<{ uscc: string }>(
    'smeb',
    'SELECT uscc FROM cultivation WHERE tier IS NOT NULL AND NOT uscc = ANY($1) ORDER BY uscc LIMIT 1',
    [known],
  );
  uscc = found?.uscc ?? '';
  self = { enterprise: uscc };
  byExchange = (await read(exchange)).sharing.receipt;
  byRegulator = (await read(regulator)).sharing.receipt;
}, 180_000);

afterAll(() => acting.stop());

describe('what a business owner reads', () => {
  it('is one sentence for each look: who, for what, whose data, what was told and what was not', async () => {
    const [entry] = (await log({ owner: 'PBC', unit: 'LFR' })).filter(
      ({ receipt }) => receipt === byRegulator,
    );
    expect(entry?.says).toBe('省金融监管局为“融资直达快车”查询人行太原中心支行，没有提供信用概况');
    expect(entry?.fields).toEqual([
      {
        field: 'Credit.creditOverview',
        outcome: 'DENIED_CONSENT_MISSING',
        says: '未提供：缺少企业授权',
        mayObject: false,
      },
    ]);
    const [told] = (await log({ owner: 'SMEB', unit: 'EXCH' })).filter(
      ({ receipt }) => receipt === byExchange,
    );
    expect(told?.says).toBe(
      '省股权交易中心为“股权交易中心挂牌展示”查询省小企业局，提供了当前梯次、主导产品，没有提供联系人，依据方案 第1条；政府信息公开条例 第20条；方案 第20条',
    );
    const [agreed] = (await log({ owner: 'TAX', unit: 'LFR' })).filter(
      ({ receipt }) => receipt === byRegulator,
    );
    expect(agreed?.says).toMatch(/提供了营业收入区间，依据.*第9条.*，共享协议 Q11-CreditCheck-LFR-TAX$/);
    expect(told?.fields.find(({ field }) => field === 'Cultivation.tier')).toMatchObject({
      says: '看到了内容',
      mayObject: true,
    });
  });

  it.each<[string, object, (entry: Entry) => boolean]>([
    ['unit', { unit: 'LFR' }, ({ unit }) => unit === 'LFR'],
    ['purpose', { purpose: 'M10' }, ({ purpose }) => purpose === 'M10'],
    ['owner', { owner: 'SMEB' }, ({ owner }) => owner === 'SMEB'],
    ['outcome: told', { outcome: 'TOLD', owner: 'PBC' }, () => false],
    ['outcome: refused', { outcome: 'REFUSED' }, ({ fields }) => fields.every(({ outcome }) => outcome.startsWith('DENIED'))], // prettier-ignore
    ['outcome: failed', { outcome: 'FAILED' }, () => false],
    ['days to come', { from: '2099-01-01' }, () => false],
    ['days that have passed', { until: '2020-01-01' }, () => false],
  ])('is found by %s', async (_, filter, isWanted) => {
    const all = await log();
    const found = await log(filter);
    // What was read meanwhile is the log itself, which no owner keeps under these filters.
    expect(found.filter((entry) => !isWanted(entry))).toEqual([]);
    const wanted = all.filter(isWanted).filter(({ unit }) => unit !== 'SELF');
    expect(receiptsOf(found)).toEqual(expect.arrayContaining(receiptsOf(wanted)));
  });

  it('is the same in pages as whole, with a filter too', async () => {
    const whole = await log({ unit: 'LFR' });
    const pages: string[] = [];
    let after: string | null = null;
    for (let hasNextPage = true; hasNextPage;) {
      const answer = await acting.ask(
        self,
        `query ($uscc: USCC!, $after: String) { enterprise(uscc: $uscc) { accessLog(first: 2, after: $after, filter: { unit: "LFR" }) {
          edges { node { receipt owner } } pageInfo { hasNextPage endCursor } } } }`,
        { uscc, after },
      );
      const { edges, pageInfo } = answer.data.enterprise.accessLog;
      pages.push(...edges.map(({ node }: { node: Entry }) => `${node.receipt} ${node.owner}`));
      ({ hasNextPage, endCursor: after } = pageInfo);
    }
    expect(pages).toEqual(whole.map(({ receipt, owner }) => `${receipt} ${owner}`));
    const foreign = await acting.ask(
      self,
      `query ($uscc: USCC!, $after: String) { enterprise(uscc: $uscc) { accessLog(first: 2, after: $after) { unreachable } } }`,
      { uscc, after },
    );
    expect(codesOf(foreign)).toEqual(['BAD_USER_INPUT']);
  });

  it('is taken along as a file in which nothing runs', async () => {
    const answer = await acting.ask(
      self,
      'query ($uscc: USCC!) { enterprise(uscc: $uscc) { accessLogExport(filter: { unit: "LFR" }) { fileName csv count isComplete } } }',
      { uscc },
    );
    const { csv, count, isComplete, fileName } = answer.data.enterprise.accessLogExport;
    expect(fileName).toMatch(new RegExp(`^查阅记录-${uscc}-\\d{4}-\\d{2}-\\d{2}\\.csv$`));
    const rows = parse(csv, { bom: true, columns: true }) as unknown as Record<string, string>[];
    expect(isComplete).toBe(true);
    expect(new Set(rows.map((row) => `${row['回执号']} ${row['提供单位']}`)).size).toBe(count);
    expect(rows).toContainEqual(
      expect.objectContaining({
        查阅方: '省金融监管局',
        字段: 'Credit.creditOverview',
        结果: '未提供：缺少企业授权',
      }),
    );
    for (const cell of rows.flatMap((row) => Object.values(row))) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
  });

  it('is cut, and says so, where there is more than was asked for', async () => {
    const answer = await acting.ask(
      self,
      'query ($uscc: USCC!) { enterprise(uscc: $uscc) { accessLogExport(first: 1) { count isComplete } } }',
      { uscc },
    );
    expect(answer.data.enterprise.accessLogExport).toEqual({ count: 1, isComplete: false });
    const none = await acting.ask(
      self,
      'query ($uscc: USCC!) { enterprise(uscc: $uscc) { accessLogExport(first: 0) { count } } }',
      { uscc },
    );
    expect(codesOf(none)).toEqual(['BAD_USER_INPUT']);
  });

  it('is nobody else’s, neither to read nor to take along', async () => {
    const QUERY = `query ($uscc: USCC!) { enterprise(uscc: $uscc) { accessLog { unreachable } accessLogExport { count } } }`;
    const [unit, other] = await Promise.all([
      acting.ask(exchange, QUERY, { uscc }),
      acting.ask({ enterprise: await anotherCode() }, QUERY, { uscc }),
    ]);
    expect(codesOf(unit)).toEqual(['DENIED_NO_GRANT', 'DENIED_NO_GRANT']);
    expect(new Set(codesOf(other))).toEqual(new Set(['UNKNOWN_SUBJECT']));
  });
});

const anotherCode = async (): Promise<string> => {
  const [row] = await acting.rowsOf<{ uscc: string }>('smeb', 'SELECT uscc FROM cultivation WHERE uscc <> $1 LIMIT 1', [uscc]); // prettier-ignore
  return row?.uscc ?? '';
};

describe('an investigation', () => {
  const hold = (change: object = {}): Promise<Answer> =>
    acting.act(regulatorClerk, 'withholdAccess', 'AccessHoldInput', {
      uscc,
      basis: '监察法 第18条',
      endsOn: new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10),
      ...change,
    });
  const move = (act: string, no: string, who: Wish): Promise<Answer> =>
    acting.act(who, act, 'AccessHoldReference', { no });

  it('withholds looks from their being confirmed until its end, and then tells them with its basis', async () => {
    const no = numberOf(await hold());
    const before = (await read(regulator)).sharing.receipt;
    expect(receiptsOf(await log())).toContain(before);
    expect(refusalOf(await move('confirmWithholding', no, regulatorClerk)).says).toContain('另一位经办人');
    numberOf(await move('confirmWithholding', no, regulatorApprover));
    const hidden = (await read(regulator)).sharing.receipt;
    const shown = (await read(exchange)).sharing.receipt;
    const during = receiptsOf(await log());
    expect(during).not.toContain(hidden);
    expect(during).toEqual(expect.arrayContaining([before, shown]));
    const objection = await acting.act(self, 'fileCorrection', 'CorrectionInput', {
      uscc,
      field: 'Registration.name',
      receipt: hidden,
      objection: '试探',
    });
    expect(refusalOf(objection).code).toBe('UNKNOWN_SUBJECT');
    const exported = await acting.ask(
      self,
      'query ($uscc: USCC!) { enterprise(uscc: $uscc) { accessLogExport { csv } } }',
      { uscc },
    );
    expect(exported.data.enterprise.accessLogExport.csv).not.toContain(hidden);

    numberOf(await move('releaseWithholding', no, { unit: 'DATA', purpose: 'SHARING' }));
    const told = (await log()).filter(({ receipt }) => receipt === hidden);
    expect(told.length).toBeGreaterThan(0);
    for (const { withheld, time } of told) {
      expect(withheld?.basis).toBe('监察法 第18条');
      expect((withheld?.since ?? '') <= time && time < (withheld?.until ?? '')).toBe(true);
    }
    const later = (await read(regulator)).sharing.receipt;
    expect((await log()).find(({ receipt }) => receipt === later)?.withheld).toBeNull();
  });

  it('ends by itself with its last day', async () => {
    const no = numberOf(await hold());
    numberOf(await move('confirmWithholding', no, regulatorApprover));
    const hidden = (await read(regulator)).sharing.receipt;
    expect(receiptsOf(await log())).not.toContain(hidden);
    await acting.rowsOf('hub', `UPDATE access_hold SET ends_on = ends_on - 60 WHERE id = $1`, [no]);
    expect(receiptsOf(await log())).toContain(hidden);
    expect(refusalOf(await move('releaseWithholding', no, regulatorClerk)).says).toContain('已经结束');
  });

  it.each([
    ['without an article of law', { basis: '工作需要' }, '应写明条款'],
    ['that has ended', { endsOn: '2020-01-01' }, '不能早于今日'],
    ['without an end in sight', { endsOn: '2099-01-01' }, '至多 180 日'],
  ])('is refused %s', async (_, change, says) => {
    expect(refusalOf(await hold(change)).says).toContain(says);
  });

  it('is its own unit’s and the authority’s to see', async () => {
    numberOf(await hold());
    const seen = async (wish: Wish): Promise<number> =>
      (await acting.ask(wish, '{ accessHolds { no } }')).data.accessHolds?.length ?? 0;
    expect(await seen(regulatorClerk)).toBeGreaterThan(0);
    expect(await seen({ unit: 'DATA', purpose: 'SHARING' })).toBeGreaterThan(0);
    expect(await seen({ unit: 'FIN', purpose: 'SHARING' })).toBe(0);
    expect(codesOf(await acting.ask(self, '{ accessHolds { no } }'))).toEqual(['DENIED_NO_GRANT']);
    const no = numberOf(await hold());
    const foreign = await move('releaseWithholding', no, { unit: 'FIN', purpose: 'SHARING' });
    expect(refusalOf(foreign).says).toContain('没有这项延迟告知');
  });
});
