import { codesOf } from '../../support/ask';
import { AS_OF, figuresOf, reached } from './eligibility-figures';
import { standards, verdictOf, type Standard } from './eligibility-standards';
import { answered, askBy, first, nodes, rows, type Read } from './performing';

/** Different answers that the sample must bring at least. */
const SEEN: Readonly<Record<Standard, number>> = {
  INNOVATIVE: 20,
  SRDI_2022: 60,
  LITTLE_GIANT_2022: 20,
  SRDI_2026: 24,
  LITTLE_GIANT_2026: 24,
};

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
  it.each(Object.keys(standards) as Standard[])(
    'Q02: %s, criterion by criterion and point by point, as the owners’ own tables have it',
    async (ruleSet) => {
      const all = await sample();
      const seen = new Set<string>();
      for (const uscc of all) {
        const { enterprise } = await answered('Eligibility', { uscc, ruleSet, asOf: AS_OF });
        const { verdict, criteria, score } = enterprise.cultivation.eligibility;
        const { states, points } = standards[ruleSet](await figuresOf(uscc));
        expect({
          uscc,
          verdict,
          ...Object.fromEntries(criteria.map(({ code, state }: Read) => [code, state])),
        }).toEqual({ uscc, verdict: verdictOf(ruleSet, states), ...states });
        const told = score?.indicators.map(({ code, atLeast, atMost }: Read) => [code, [atLeast, atMost]]);
        expect([uscc, told]).toEqual([
          uscc,
          points && Object.entries(points).map(([code, [least, most]]) => [code, [least, most]]),
        ]);
        for (const [code, state] of Object.entries(states)) seen.add(`${code} ${state}`);
        for (const [code, range] of Object.entries(points ?? {}))
          seen.add(`${code} ${range.slice(0, 2).join()}`);
      }
      expect(all.length).toBeGreaterThan(20);
      // A sample that answers everything alike would prove little.
      expect(seen.size).toBeGreaterThan(SEEN[ruleSet]);
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
