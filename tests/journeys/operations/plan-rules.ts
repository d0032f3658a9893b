import { codesOf } from '../../support/ask';
import { answered, askBy, askStranger, codes, first, nodes, rows, type Read } from './performing';

/** A few of every kind: each title, the pool, and those who never came near it. */
async function sample(condition = 'true'): Promise<string[]> {
  const found = await rows(
    'smeb',
    `SELECT uscc FROM (SELECT uscc, row_number() OVER (PARTITION BY tier, in_pool ORDER BY uscc) AS n
       FROM cultivation WHERE ${condition}) k WHERE n <= 8 ORDER BY uscc`,
  );
  return found.map(({ uscc }) => String(uscc));
}

const TITLED = `SELECT uscc FROM recognition WHERE current_date BETWEEN valid_from AND valid_until`;
const GIANTS = `${TITLED} AND tier IN ('PROVINCIAL_LITTLE_GIANT', 'NATIONAL_LITTLE_GIANT')`;
const revenueOf2025 = (yuan: number): string =>
  `SELECT uscc FROM annual_return WHERE year = ${new Date().getFullYear() - 1} AND revenue >= ${yuan * 100}`;

const states = ({ criteria }: Read): Record<string, string> =>
  Object.fromEntries(criteria.map(({ code, state }: Read) => [code, state]));
const met = (is: boolean): string => (is ? 'MET' : 'NOT_MET');

/** Compares the verdicts of a sample with what SQL says, and that both are seen. */
async function compare(
  usccs: readonly string[],
  verdictOf: (uscc: string) => Promise<string>,
  expected: (uscc: string) => boolean,
): Promise<void> {
  const seen = new Set<string>();
  for (const uscc of usccs) {
    const verdict = await verdictOf(uscc);
    expect({ uscc, verdict }).toEqual({ uscc, verdict: met(expected(uscc)) });
    seen.add(verdict);
  }
  // A sample that is judged alike would prove little.
  expect([...seen].sort()).toEqual(['MET', 'NOT_MET']);
}

const judged = async (operation: string, uscc: string): Promise<Read> =>
  (await answered(operation, { uscc })).enterprise.planRule;

/** The plan's rules, each judged for the unit that acts on it. */
export function planRuleJourneys(): void {
  it('R2: the pool gap of a city, enterprise by enterprise', async () => {
    const rich = await codes('tax', revenueOf2025(5_000_000));
    const fitting = await codes(
      'amr',
      `SELECT uscc FROM registration WHERE status = 'IN_OPERATION' AND left(industry, 1) IN ('C', 'I', 'M')`,
    );
    const outside = await codes('smeb', 'SELECT uscc FROM cultivation WHERE in_pool IS FALSE');
    const gap = (uscc: string): boolean => rich.has(uscc) && fitting.has(uscc) && outside.has(uscc);
    const all = await sample(`division LIKE '1401%' AND in_pool IS NOT NULL`);
    const filed = await codes('tax', revenueOf2025(0));
    await compare(
      all.filter((uscc) => filed.has(uscc)),
      async (uscc) => (await judged('PoolGapRule', uscc)).verdict,
      gap,
    );
  });

  it('R4: whom to bring above the scale, and whom to share reform', async () => {
    const titled = await codes('smeb', TITLED);
    const below = await codes('miit', 'SELECT uscc FROM industry WHERE is_above_scale IS FALSE');
    const near = await codes('tax', revenueOf2025(15_000_000));
    const jointStock = await codes('amr', `SELECT uscc FROM registration WHERE company_type = 'JOINT_STOCK'`);
    const known = await codes('miit', 'SELECT uscc FROM industry WHERE is_above_scale IS NOT NULL');
    const filed = await codes('tax', revenueOf2025(0));
    const candidates = [...below]
      .filter((uscc) => titled.has(uscc) && near.has(uscc))
      .sort()
      .slice(0, 5);
    const all = [...(await sample()), ...candidates].filter((uscc) => known.has(uscc) && filed.has(uscc));
    const rules = async (uscc: string): Promise<Read> =>
      (await answered('TrinityRules', { uscc })).enterprise;
    await compare(
      all,
      async (uscc) => (await rules(uscc)).smallToScale.verdict,
      (uscc) => titled.has(uscc) && below.has(uscc) && near.has(uscc),
    );
    await compare(
      all,
      async (uscc) => (await rules(uscc)).shareReform.verdict,
      (uscc) => titled.has(uscc) && !jointStock.has(uscc),
    );
  });

  it('R5: an award of at most 300,000 where none has been decided', async () => {
    const titled = await codes('smeb', TITLED);
    const awarded = await codes('fin', `SELECT uscc FROM award WHERE kind = 'ONE_OFF'`);
    const known = await codes('fin', 'SELECT uscc FROM fiscal');
    const all = (await sample()).filter((uscc) => known.has(uscc));
    const isOpen = (uscc: string): boolean => titled.has(uscc) && !awarded.has(uscc);
    await compare(all, async (uscc) => (await judged('AwardRule', uscc)).verdict, isOpen);
    for (const uscc of all.slice(0, 12)) {
      const [cap] = (await judged('AwardRule', uscc)).amounts;
      expect(cap).toMatchObject({ value: isOpen(uscc) ? 300_000 : 0, unit: '元', provenance: '[S]' });
    }
  });

  it('R6: little giants, and what is left of 300 million', async () => {
    const giants = await codes('smeb', GIANTS);
    await compare(
      await sample(),
      async (uscc) => (await judged('FundRule', uscc)).verdict,
      (uscc) => giants.has(uscc),
    );
    const { committed } = await first('fhg', 'SELECT sum(committed)::float8 AS committed FROM guidance_fund');
    const [giant] = [...giants].sort();
    const [left] = (await judged('FundRule', giant ?? '')).amounts;
    // What is committed is told in whole steps of 10 million.
    expect(left.value).toBe(300_000_000 - Math.floor(committed / 1_000_000_000) * 10_000_000);
  });

  it('R7: small and micro tenants of a lease that runs', async () => {
    const small = await codes('tax', `SELECT uscc FROM tax WHERE size_class IN ('SMALL', 'MICRO')`);
    const tenants = await codes(
      'sasac',
      'SELECT uscc FROM state_tenancy WHERE current_date BETWEEN leased_from AND leased_until',
    );
    const known = await codes('tax', 'SELECT uscc FROM tax WHERE size_class IS NOT NULL');
    const owned = await codes('sasac', 'SELECT uscc FROM state_assets');
    const of = (uscc: string): boolean => known.has(uscc) && owned.has(uscc);
    const all = [...(await sample()).filter(of), ...[...tenants].filter(of).sort().slice(0, 10)];
    await compare(
      all,
      async (uscc) => (await judged('RentReliefRule', uscc)).verdict,
      (uscc) => small.has(uscc) && tenants.has(uscc),
    );
  });

  it('R8: the deduction of the rule that was in force on the day', async () => {
    const small = await codes('tax', `SELECT uscc FROM tax WHERE size_class IN ('SMALL', 'MICRO')`);
    const medium = await codes('tax', `SELECT uscc FROM tax WHERE size_class = 'MEDIUM'`);
    const some = [...[...small].sort().slice(0, 3), ...[...medium].sort().slice(0, 3)];
    await compare(
      some,
      async (uscc) => (await judged('PriceDeductionRule', uscc)).verdict,
      (uscc) => small.has(uscc),
    );

    const [uscc] = [...small].sort();
    const on = async (asOf: string): Promise<Read> =>
      (
        await askBy(
          { unit: 'FIN', purpose: 'M08' },
          `query ($uscc: USCC!, $asOf: Date) { enterprise(uscc: $uscc) { planRule(rule: R8, asOf: $asOf) {
             version basis isInForce amounts { value unit } } } }`,
          { uscc, asOf },
        )
      ).data.enterprise.planRule;
    expect(await on('2022-06-30')).toMatchObject({
      version: '2020',
      isInForce: true,
      amounts: [{ value: 6 }, { value: 10 }],
    });
    expect(await on('2022-07-01')).toMatchObject({
      version: '2022',
      isInForce: true,
      amounts: [{ value: 10 }, { value: 20 }],
    });
  });

  it('R14: the buyers of intellectual property, as their owners’ tables have them', async () => {
    const trades = await rows(
      'amr',
      `SELECT uscc, traded_on::text AS day, sum(price)::float8 AS price, extract(year FROM traded_on)::int AS year
         FROM ip_trade WHERE traded_on >= '2023-01-01' GROUP BY uscc, traded_on ORDER BY traded_on DESC, uscc LIMIT 60`,
    );
    const seen = new Set<string>();
    for (const { uscc, day, price, year } of trades) {
      const { size_class } = await first('tax', 'SELECT size_class FROM tax WHERE uscc = $1', [uscc]);
      const [scale] = await rows(
        'miit',
        'SELECT is_above_scale AS above, scale_entered_on::text AS entered FROM industry WHERE uscc = $1',
        [uscc],
      );
      const recognised = await rows(
        'smeb',
        'SELECT 1 FROM recognition WHERE uscc = $1 AND valid_from >= $2',
        [uscc, day],
      );
      const returns = await rows(
        'tax',
        `SELECT year, main_revenue::float8, net_profit::float8, revenue::float8 FROM annual_return WHERE uscc = $1`,
        [uscc],
      );
      const [now, before] = [year, year - 1].map((wanted) => returns.find((row) => row.year === wanted));
      const { granted } = await first(
        'fin',
        'SELECT coalesce(sum(granted), 0)::float8 AS granted FROM ip_subsidy WHERE uscc = $1 AND year = $2',
        [uscc, year],
      );
      const { enterprise } = await answered('IpSubsidyRule', { traded: uscc, tradedOn: day });
      const told = states(enterprise.planRule);
      const known = (is: boolean | null): string => (is === null ? 'UNKNOWN' : met(is));
      const above = scale?.above ?? null;
      const both = (is: boolean | null): string =>
        above === false || is === false ? 'NOT_MET' : above === null || is === null ? 'UNKNOWN' : 'MET';
      expect({ uscc, day, ...told }).toEqual({
        uscc,
        day,
        'R14.1': known(size_class === null ? null : size_class !== 'LARGE'),
        'R14.2': 'MET',
        'R14.3.1': met(recognised.length > 0),
        'R14.3.2': known(above === null ? null : above === true && String(scale.entered) >= day),
        'R14.3.3': both(
          now === undefined || !(before?.main_revenue > 0)
            ? null
            : now.main_revenue / before.main_revenue - 1 >= 0.3,
        ),
        'R14.3.4': both(
          now === undefined || !(now.revenue > 0) ? null : now.net_profit / now.revenue >= 0.15,
        ),
      });
      const [amount] = enterprise.planRule.amounts;
      if (enterprise.planRule.verdict !== 'NOT_MET')
        expect(amount.value).toBe(Math.min(Math.floor(price / 5), Math.max(0, 200_000_000 - granted)) / 100);
      else expect(amount.value).toBe(0);
      seen.add(enterprise.planRule.verdict);
    }
    expect([...seen]).toEqual(expect.arrayContaining(['MET', 'NOT_MET']));
  }, 120_000);

  it('R18: whom to protect from cuts of power', async () => {
    const giants = await codes('smeb', GIANTS);
    const operating = await codes('amr', `SELECT uscc FROM registration WHERE status = 'IN_OPERATION'`);
    const strategic = await codes('ndrc', 'SELECT uscc FROM development WHERE strategic_emerging');
    const known = await codes('ndrc', 'SELECT uscc FROM development');
    const all = [...(await sample()), ...[...giants].sort().slice(0, 20)].filter((uscc) => known.has(uscc));
    await compare(
      all,
      async (uscc) => (await judged('PowerProtectionRule', uscc)).verdict,
      (uscc) => giants.has(uscc) && operating.has(uscc) && strategic.has(uscc),
    );
  });

  it('R19: stewards in place, and nothing overdue', async () => {
    const titled = await codes('smeb', TITLED);
    const giants = await codes('smeb', GIANTS);
    const attended = await codes('city', 'SELECT uscc FROM local_support WHERE steward_name IS NOT NULL');
    const rated = await codes('city', 'SELECT uscc FROM local_support WHERE steward_stars IS NOT NULL');
    const late = await codes(
      'city',
      `SELECT uscc FROM city_task WHERE completed_on IS NULL AND due_on < current_date`,
    );
    const known = await codes('city', 'SELECT uscc FROM local_support');
    const all = [...(await sample()), ...[...titled].sort().slice(0, 20)].filter((uscc) => known.has(uscc));
    await compare(
      all,
      async (uscc) => (await judged('StewardRule', uscc)).verdict,
      (uscc) =>
        titled.has(uscc) && attended.has(uscc) && (!giants.has(uscc) || rated.has(uscc)) && !late.has(uscc),
    );
  });

  it('anyone reads the rules; a stranger’s judgement rests on what is open', async () => {
    const { data } = await askStranger('{ planRules(asOf: "2022-06-30") { id version } }');
    expect(data.planRules.map(({ id }: Read) => id)).toHaveLength(13);
    expect(data.planRules).toContainEqual({ id: 'R8', version: '2020' });
    const [uscc] = [...(await codes('smeb', TITLED))].sort();
    const told = await askStranger(
      `query ($uscc: USCC!) { enterprise(uscc: $uscc) {
         open: planRule(rule: R4B) { verdict } closed: planRule(rule: R2) { verdict criteria { code state unanswered { unit code } } } } }`,
      { uscc },
    );
    expect(['MET', 'NOT_MET']).toContain(told.data.enterprise.open.verdict);
    expect(told.data.enterprise.closed.criteria).toContainEqual({
      code: 'R2.1',
      state: 'UNKNOWN',
      unanswered: [{ unit: 'TAX', code: 'UNAUTHENTICATED' }],
    });
    expect(told.sharing.units.map(({ unit }) => unit)).not.toContain('TAX');
  });

  it('a rule tells nobody what they may not ask themselves, and both owners’ logs say what was asked', async () => {
    const [uscc] = [...(await codes('smeb', GIANTS))].sort();
    const told = await askBy(
      { unit: 'FHG', purpose: 'M06' },
      `query ($uscc: USCC!) { enterprise(uscc: $uscc) { planRule(rule: R14, asOf: "2025-06-30") {
         verdict criteria { code state unanswered { unit code } } amounts { value unanswered { unit code } } } } }`,
      { uscc },
    );
    expect(codesOf(told)).toEqual([]);
    const { criteria, amounts } = told.data.enterprise.planRule;
    for (const code of ['R14.1', 'R14.2', 'R14.3.2', 'R14.3.3', 'R14.3.4'])
      expect(criteria.find((item: Read) => item.code === code)).toMatchObject({ state: 'UNKNOWN' });
    expect(amounts[0]).toEqual({
      value: null,
      unanswered: [
        { unit: 'AMR', code: 'DENIED_NO_GRANT' },
        { unit: 'FIN', code: 'DENIED_NO_GRANT' },
      ],
    });
    const log = await askBy(
      { enterprise: uscc ?? '' },
      `query ($uscc: USCC!) { enterprise(uscc: $uscc) { accessLog(first: 50) { edges { node { receipt owner state fields { field outcome } } } } } }`,
      { uscc },
    );
    const entries = nodes(log.data.enterprise.accessLog).filter(
      ({ receipt }) => receipt === told.sharing.receipt,
    );
    expect(entries.map(({ owner, state }) => `${owner} ${state}`).sort()).toEqual([
      'AMR refused',
      'FIN refused',
      'MIIT refused',
      'SMEB answered',
      'TAX refused',
    ]);
    expect(entries.find(({ owner }) => owner === 'TAX').fields).toContainEqual({
      field: 'Tax.profitRateAtLeast',
      outcome: 'DENIED_NO_GRANT',
    });
  });

  it('a day before its rule, or one that has not come, is refused and names the first that would do', async () => {
    const [uscc] = [...(await codes('smeb', TITLED))].sort();
    const on = (rule: string, asOf: string): Promise<Read> =>
      askStranger(
        `query ($uscc: USCC!, $asOf: Date) { enterprise(uscc: $uscc) { planRule(rule: ${rule}, asOf: $asOf) { version } } }`,
        { uscc, asOf },
      );
    for (const [rule, asOf, says] of [
      ['R5', '2022-03-17', '2022-03-18'],
      ['R8', '2020-12-31', '2021-01-01'],
      ['R5', '2999-01-01', '今日'],
    ] as const) {
      const told = await on(rule, asOf);
      expect(told.data.enterprise.planRule).toBeNull();
      expect(told.errors).toHaveLength(1);
      expect(told.errors[0]).toMatchObject({
        path: ['enterprise', 'planRule'],
        extensions: { code: 'BAD_USER_INPUT', field: 'Enterprise.planRule' },
      });
      expect(told.errors[0].message).toContain(says);
    }
    expect((await on('R5', '2022-03-18')).errors).toEqual([]);
  });

  it('a list is judged with one question to each owner', async () => {
    const told = await askBy(
      { unit: 'FIN', purpose: 'M05' },
      '{ enterprises(first: 10) { edges { node { uscc planRule(rule: R5) { verdict } } } } }',
    );
    expect(codesOf(told)).toEqual([]);
    const verdicts = nodes(told.data.enterprises).map(({ planRule }) => planRule.verdict);
    expect(verdicts).toHaveLength(10);
    expect(told.sharing.units.map(({ unit }) => unit).sort()).toEqual(['AMR', 'FIN', 'SMEB']);
  });
}
