import { codesOf } from '../../support/ask';
import { answered, askBy, first, nodes, rows, type Read } from './performing';

const AS_OF = '2026-06-30';
type State = 'MET' | 'NOT_MET' | 'UNKNOWN' | 'MANUAL';

const is = (value: boolean | null | undefined): State =>
  value === null || value === undefined ? 'UNKNOWN' : value ? 'MET' : 'NOT_MET';

/** What the owners' own tables say of one enterprise, read behind the hub's back. */
async function figuresOf(uscc: string): Promise<Read> {
  const returns = await rows(
    'tax',
    `SELECT year, revenue::float8, main_revenue::float8, net_profit::float8, debt::float8, assets::float8, rd_expense::float8
       FROM annual_return WHERE uscc = $1`,
    [uscc],
  );
  const of = (year: number): Read => returns.find((row) => row.year === year) ?? {};
  const { size_class } = await first('tax', 'SELECT size_class FROM tax WHERE uscc = $1', [uscc]);
  const listed = await first(
    'amr',
    'SELECT abnormal_listed, seriously_dishonest FROM registration WHERE uscc = $1',
    [uscc],
  );
  const { class1 } = await first(
    'amr',
    `SELECT coalesce(other_class1_rights, 0) + (SELECT count(*)::int FROM patent p WHERE p.uscc = i.uscc AND p.kind = 'INVENTION' AND p.status = 'IN_FORCE') AS class1
       FROM intellectual_property i WHERE uscc = $1`,
    [uscc],
  );
  const incidents = await rows(
    'city',
    `SELECT 1 FROM local_incident WHERE uscc = $1 AND grade IN ('MAJOR', 'EXTRAORDINARY') AND happened_on > current_date - interval '3 years' AND happened_on <= $2`,
    [uscc, AS_OF],
  );
  const awards = await rows(
    'std',
    'SELECT level FROM science_award WHERE uscc = $1 AND year BETWEEN 2023 AND 2026 AND rank <= 3',
    [uscc],
  );
  const platforms = await rows(
    'std',
    `SELECT level FROM rd_platform WHERE uscc = $1 AND level IN ('NATIONAL', 'PROVINCIAL') AND recognised_on <= $2`,
    [uscc, AS_OF],
  );
  const bureau = await first(
    'smeb',
    `SELECT development_score::float8 AS score, former_development_score::float8 AS former,
            2026 - extract(year FROM niche_since)::int - CASE WHEN extract(doy FROM niche_since) > 1 THEN 1 ELSE 0 END AS niche,
            coalesce($2 BETWEEN innovative_from AND innovative_until, false) AS innovative,
            EXISTS (SELECT FROM recognition r WHERE r.uscc = c.uscc AND $2 BETWEEN r.valid_from AND r.valid_until) AS titled,
            EXISTS (SELECT FROM recognition r WHERE r.uscc = c.uscc AND r.tier = 'NATIONAL_LITTLE_GIANT' AND $2 BETWEEN r.valid_from AND r.valid_until) AS giant
       FROM cultivation c WHERE uscc = $1`,
    [uscc, AS_OF],
  );
  return {
    last: of(2025),
    before: of(2024),
    base: of(2023),
    size_class,
    listed,
    class1,
    incidents,
    awards,
    platforms,
    bureau,
  };
}

/** `part / whole` against a bound, unknown where either is not filed. */
const ratio = (
  part: number | null | undefined,
  whole: number | null | undefined,
  bound: number,
): boolean | null =>
  typeof part !== 'number' || typeof whole !== 'number' || whole === 0 ? null : part / whole >= bound;
const both = (one: State, other: State): State =>
  [one, other].includes('NOT_MET') ? 'NOT_MET' : [one, other].includes('UNKNOWN') ? 'UNKNOWN' : 'MET';
const wan = 1_000_000;
const reached = (fen: number | null | undefined, amount: number): State =>
  is(typeof fen === 'number' ? fen >= amount * wan : null);

function srdi2026(f: Read): Record<string, State> {
  const { last, before, bureau } = f;
  const score = [bureau.score, ...(bureau.titled === true ? [bureau.former] : [])];
  const known = score.filter((item: unknown) => typeof item === 'number');
  const isScored = known.some((item: number) => item >= 50);
  return {
    'S1.1': is(f.size_class === null ? null : f.size_class !== 'LARGE'),
    'S1.2': is(f.listed.abnormal_listed === false && f.listed.seriously_dishonest === false),
    'S1.3': is(f.incidents.length === 0),
    S2: is(bureau.innovative),
    S3: is(bureau.niche === null ? null : bureau.niche >= 3),
    'S4a.1': reached(last.revenue, 1500),
    'S4a.2': 'MANUAL',
    S4b: is(ratio(last.main_revenue, last.revenue, 0.8)),
    S4c: is(typeof last.debt === 'number' && last.assets > 0 ? last.debt / last.assets <= 0.8 : null),
    'S5.1': both(reached(last.rd_expense, 100), reached(before.rd_expense, 100)),
    'S5.2': both(
      is(ratio(last.rd_expense, last.revenue, 0.03)),
      is(ratio(before.rd_expense, before.revenue, 0.03)),
    ),
    'S6.1': f.class1 >= 1 ? 'MANUAL' : 'NOT_MET',
    'S6.2': is(f.awards.length > 0),
    'S6.3': is(f.platforms.length > 0),
    S7: 'MANUAL',
    S8: isScored ? 'MET' : known.length < score.length ? 'UNKNOWN' : 'NOT_MET',
  };
}

function littleGiant2026(f: Read): Record<string, State> {
  const { last, before, base, bureau } = f;
  const growth =
    typeof last.revenue === 'number' && base.revenue > 0
      ? Math.sqrt(last.revenue / base.revenue) - 1 >= 0.05
      : null;
  return {
    'G1.1': is(bureau.titled),
    'G1.2': is(bureau.niche === null ? null : bureau.niche >= 3),
    G2: reached(last.revenue, 5000),
    G3: is(ratio(last.main_revenue, last.revenue, 0.9)),
    ...(bureau.giant === true ? {} : { G4: is(growth) }),
    G5: is(typeof last.debt === 'number' && last.assets > 0 ? last.debt / last.assets <= 0.75 : null),
    'G6.1': reached(
      typeof last.rd_expense === 'number' && typeof before.rd_expense === 'number'
        ? Number(last.rd_expense) + Number(before.rd_expense)
        : null,
      1200,
    ),
    'G6.2': both(
      is(ratio(last.rd_expense, last.revenue, 0.03)),
      is(ratio(before.rd_expense, before.revenue, 0.03)),
    ),
    'G7.1': f.class1 >= 4 ? 'MANUAL' : 'NOT_MET',
    'G7.2': is(f.awards.some(({ level }: Read) => level === 'NATIONAL')),
    G8: 'MANUAL',
    G9: 'MANUAL',
    G10: is(typeof bureau.score === 'number' ? bureau.score >= 60 : null),
    N1: 'MANUAL',
    N2: 'MANUAL',
    N3: 'MANUAL',
  };
}

const alternatives: Readonly<Record<string, readonly string[]>> = {
  SRDI_2026: ['S4a', 'S6'],
  LITTLE_GIANT_2026: ['G7'],
};

/** Alternatives count by their best, all together by their worst. */
function verdictOf(states: Record<string, State>, groups: readonly string[]): State {
  const bestFirst: State[] = ['MET', 'UNKNOWN', 'MANUAL', 'NOT_MET'];
  const left = Object.entries(states);
  const counted = groups.map((group) => {
    const own = left.filter(([code]) => code.startsWith(`${group}.`)).map(([, state]) => state);
    return bestFirst.find((state) => own.includes(state)) ?? 'NOT_MET';
  });
  for (const [code, state] of left)
    if (!groups.some((group) => code.startsWith(`${group}.`))) counted.push(state);
  const worstFirst: State[] = ['NOT_MET', 'UNKNOWN', 'MANUAL', 'MET'];
  return worstFirst.find((state) => counted.includes(state)) ?? 'MET';
}

const standards = { SRDI_2026: srdi2026, LITTLE_GIANT_2026: littleGiant2026 };

/** Some of every kind: each title, the pool, and those who never came near it. */
async function sample(): Promise<string[]> {
  const found = await rows(
    'smeb',
    `SELECT uscc FROM (SELECT uscc, row_number() OVER (PARTITION BY tier, in_pool, development_score IS NULL ORDER BY uscc) AS n
       FROM cultivation) k WHERE n <= 6 ORDER BY uscc`,
  );
  return found.map(({ uscc }) => uscc);
}

/** Recognition standards, judged by evidence of other owners. */
export function eligibilityJourneys(): void {
  it.each(['SRDI_2026', 'LITTLE_GIANT_2026'] as const)(
    'Q02: %s, criterion by criterion, as the owners’ own tables have it',
    async (ruleSet) => {
      const all = await sample();
      const seen = new Set<string>();
      for (const uscc of all) {
        const { enterprise } = await answered('Eligibility', { uscc, ruleSet, asOf: AS_OF });
        const report = enterprise.cultivation.eligibility;
        const expected = standards[ruleSet](await figuresOf(uscc));
        expect({
          uscc,
          verdict: report.verdict,
          ...Object.fromEntries(report.criteria.map(({ code, state }: Read) => [code, state])),
        }).toEqual({ uscc, verdict: verdictOf(expected, alternatives[ruleSet] ?? []), ...expected });
        for (const [code, state] of Object.entries(expected)) seen.add(`${code} ${state}`);
      }
      expect(all.length).toBeGreaterThan(20);
      // A sample that answers everything alike would prove little.
      expect(seen.size).toBeGreaterThan(24);
    },
    120_000,
  );

  it('Q02: a city learns of its own enterprises what each owner tells it of them, and of others nothing', async () => {
    const own = await first(
      'smeb',
      `SELECT uscc FROM cultivation WHERE tier IS NOT NULL AND division LIKE '1401%' ORDER BY uscc LIMIT 1`,
    );
    const { enterprise } = await answered('CityEligibility', { uscc: own.uscc });
    const { criteria } = enterprise.cultivation.eligibility;
    const revenue = criteria.find(({ code }: Read) => code === 'S4a.1');
    const { last } = await figuresOf(own.uscc);
    expect(revenue).toMatchObject({ state: reached(last.revenue, 1500), witnesses: ['TAX'], unanswered: [] });

    const other = await first(
      'smeb',
      `SELECT uscc FROM cultivation WHERE tier IS NOT NULL AND division NOT LIKE '1401%' ORDER BY uscc LIMIT 1`,
    );
    const refused = await askBy(
      { unit: 'CITY', system: 'taiyuan', purpose: 'M01' },
      `query ($uscc: USCC!) { enterprise(uscc: $uscc) { registration { name } cultivation { eligibility { verdict } } } }`,
      { uscc: other.uscc },
    );
    expect(refused.data.enterprise.cultivation.eligibility).toBeNull();
    expect(codesOf(refused)).toEqual(['DENIED_SCOPE']);
    // Nobody else was asked about an enterprise of which the city may not know the answer.
    expect(refused.sharing.units.map(({ unit }) => unit).sort()).toEqual(['AMR', 'SMEB']);
  });

  it('Q02: what the caller may not ask of an owner itself stays unknown, and that owner’s log says so', async () => {
    const { uscc } = await first(
      'smeb',
      `SELECT uscc FROM cultivation WHERE tier = 'SRDI' ORDER BY uscc LIMIT 1`,
    );
    // For the push list the bureau has no agreement with the tax bureau about what a standard asks.
    const told = await askBy(
      { unit: 'SMEB', purpose: 'M10' },
      `query ($uscc: USCC!) { enterprise(uscc: $uscc) { cultivation { eligibility(ruleSet: SRDI_2026) {
        verdict criteria { code state witnesses unanswered { unit code } } } } } }`,
      { uscc },
    );
    expect(codesOf(told)).toEqual([]);
    const { criteria } = told.data.enterprise.cultivation.eligibility;
    expect(criteria.find(({ code }: Read) => code === 'S4a.1')).toEqual({
      code: 'S4a.1',
      state: 'UNKNOWN',
      witnesses: ['TAX'],
      unanswered: [{ unit: 'TAX', code: 'DENIED_PURPOSE' }],
    });
    // What is open is told for any purpose.
    expect(criteria.find(({ code }: Read) => code === 'S1.2')).toMatchObject({
      witnesses: ['AMR'],
      unanswered: [],
    });
    expect(told.sharing.units.map(({ unit }) => unit)).not.toContain('TAX');

    const log = await askBy(
      { enterprise: uscc },
      `query ($uscc: USCC!) { enterprise(uscc: $uscc) { accessLog(first: 50) { edges { node {
        receipt owner unit purpose state fields { field outcome } } } } } }`,
      { uscc },
    );
    const recorded = nodes(log.data.enterprise.accessLog).filter(
      ({ receipt, owner }) => receipt === told.sharing.receipt && owner === 'TAX',
    );
    expect(recorded).toHaveLength(1);
    expect(recorded[0]).toMatchObject({ unit: 'SMEB', purpose: 'M10', state: 'refused' });
    expect(recorded[0].fields).toContainEqual({ field: 'Tax.revenueAtLeast', outcome: 'DENIED_PURPOSE' });
  });

  it('Q02: what was told as evidence stands in the log of the owner that told it', async () => {
    const { uscc } = await first(
      'smeb',
      `SELECT uscc FROM cultivation WHERE tier = 'SRDI' ORDER BY uscc DESC LIMIT 1`,
    );
    const told = await askBy(
      { unit: 'SMEB', purpose: 'M01' },
      `query ($uscc: USCC!) { enterprise(uscc: $uscc) { cultivation { eligibility(ruleSet: SRDI_2026) { verdict } } } }`,
      { uscc },
    );
    const log = await askBy(
      { enterprise: uscc },
      `query ($uscc: USCC!) { enterprise(uscc: $uscc) { accessLog(first: 50) { edges { node { receipt owner state fields { field outcome } } } } } }`,
      { uscc },
    );
    const owners = nodes(log.data.enterprise.accessLog).filter(
      ({ receipt }) => receipt === told.sharing.receipt,
    );
    expect(owners.map(({ owner }) => owner).sort()).toEqual(['AMR', 'CITY', 'SMEB', 'STD', 'TAX']);
    const tax = owners.find(({ owner }) => owner === 'TAX');
    // Those fields of the standard that was asked for, and no others.
    expect(tax.fields.map(({ field }: Read) => field).sort()).toEqual([
      'Tax.debtRatioAtMost',
      'Tax.mainRevenueShareAtLeast',
      'Tax.rdExpenseAtLeast',
      'Tax.rdRatioAtLeast',
      'Tax.revenueAtLeast',
      'Tax.sizeClass',
    ]);
  });

  it('Q02: an enterprise is judged by the standard of the day; a day before its standard is refused', async () => {
    const { uscc } = await first(
      'smeb',
      `SELECT uscc FROM cultivation WHERE tier = 'SRDI' ORDER BY uscc LIMIT 1`,
    );
    const judge = async (wish: object): Promise<Read> =>
      askBy(
        { unit: 'SMEB', purpose: 'M01' },
        `query ($uscc: USCC!, $ruleSet: EligibilityRuleSet, $asOf: Date, $isRenewal: Boolean) {
          enterprise(uscc: $uscc) { cultivation { eligibility(ruleSet: $ruleSet, asOf: $asOf, isRenewal: $isRenewal) {
            ruleSet basis isInForce isRenewal criteria { code } } } } }`,
        { uscc, ...wish },
      );
    const early = await judge({ ruleSet: 'SRDI_2026', asOf: '2026-03-31' });
    expect(early.data.enterprise.cultivation.eligibility).toBeNull();
    expect(early.errors).toHaveLength(1);
    expect(early.errors[0]).toMatchObject({
      path: ['enterprise', 'cultivation', 'eligibility'],
      extensions: { code: 'BAD_USER_INPUT', basis: '工信部企业〔2026〕2号' },
    });
    const report = async (wish: object): Promise<Read> =>
      (await judge(wish)).data.enterprise.cultivation.eligibility;
    expect(await report({ ruleSet: 'SRDI_2026', asOf: '2026-04-01' })).toMatchObject({ isInForce: true });
    const renewal = { ruleSet: 'SRDI_2022', asOf: '2026-06-30', isRenewal: true };
    expect(await report(renewal)).toMatchObject({ isInForce: true, isRenewal: true });
    expect(await report({ ...renewal, isRenewal: false })).toMatchObject({ isInForce: false });
    expect(await report({ ...renewal, asOf: '2027-01-01' })).toMatchObject({ isInForce: false });
    const giant = { ruleSet: 'LITTLE_GIANT_2026', asOf: '2026-06-30' };
    const codes = ({ criteria }: Read): string[] => criteria.map(({ code }: Read) => code);
    expect(codes(await report({ ...giant, isRenewal: true }))).not.toContain('G4');
    expect(codes(await report({ ...giant, isRenewal: false }))).toContain('G4');
    expect((await judge({ asOf: '2022-07-31' })).errors[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
    });
    expect(codesOf(await judge({ asOf: '2026-02-30' }))).toEqual(['BAD_USER_INPUT']);
  });

  it('Q02: tells of a whole page what it tells of each', async () => {
    const told = await askBy(
      { unit: 'SMEB', purpose: 'M01' },
      `{ srdiEnterprises(first: 50) { edges { node { uscc cultivation { eligibility(ruleSet: LITTLE_GIANT_2026) { verdict criteria { code state } } } } } } }`,
    );
    expect(codesOf(told)).toEqual([]);
    const all = nodes(told.data.srdiEnterprises);
    expect(all).toHaveLength(50);
    for (const { uscc, cultivation } of [all[0], all[24], all[49]]) {
      const { data } = await askBy(
        { unit: 'SMEB', purpose: 'M01' },
        `query ($uscc: USCC!) { enterprise(uscc: $uscc) { cultivation { eligibility(ruleSet: LITTLE_GIANT_2026) { verdict criteria { code state } } } } }`,
        { uscc },
      );
      expect(data.enterprise.cultivation).toEqual(cultivation);
    }
  });
}
