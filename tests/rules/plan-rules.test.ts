import { buildGraph } from '../../src/gateway/assemble';
import { keyOf, type Evidence, type Told } from '../../src/kit/rules/evidence';
import { judge, type Judgement } from '../../src/kit/rules/judge';
import { evidenceOf, thresholdText, type RuleSet } from '../../src/kit/rules/rule-set';
import { planRuleOn, planRules } from '../../src/measures/plan-rules';
import { units } from '../../src/units';
import { figureRules } from '../../src/units/lsg/figures';

const graph = buildGraph(units);
const DAY = '2025-06-30';

/** The plan's numbers as they were handed over, each beside the criterion or amount that holds it. */
const numbers: readonly (readonly [rule: string, where: string, said: string])[] = [
  ['R2', 'R2.1', '≥ 500 万元'],
  ['R4A', 'R4A.3', '≥ 1500 万元'],
  ['R5', 'R5.CAP', '每户一次不超过 30 万元'],
  ['R6', 'R6.LEFT', '基金规模 3 亿元'],
  ['R10', 'R10.1', '≥ 0.8 比率'],
  ['R14', 'R14.3.3', '≥ 30 %'],
  ['R14', 'R14.3.4', '≥ 15 %'],
  ['R14', 'R14.AMOUNT', '成交金额的 20%'],
  ['R14', 'R14.AMOUNT', '每年 200 万元'],
  ['R19', 'R19.4', '≤ 0 件'],
  ['R21', 'R21.1', '≥ 100 名/年'],
  ['T', 'T.1', '≥ 3000 户'],
  ['T', 'T.2', '≥ 500 户'],
  ['T', 'T.3', '≥ 200 户'],
];

describe('the register', () => {
  it('holds every machine rule of the plan, and for each its measure, basis, formula and reading', () => {
    const ids = ['R2', 'R4A', 'R4B', 'R5', 'R6', 'R7', 'R8', 'R10', 'R14', 'R18', 'R19', 'R21', 'T'];
    expect([...new Set(planRules.map(({ id }) => id))]).toEqual(ids);
    for (const rule of planRules) {
      expect(rule.measure).toMatch(/^(M\d\d|GOALS)$/);
      expect(rule.basis).not.toBe('');
      expect(rule.formula).not.toBe('');
      expect(rule.criteria.length).toBeGreaterThan(0);
      expect(rule.questions.length).toBeGreaterThan(0);
    }
  });

  it.each(numbers)('%s says in %s: %s', (id, where, said) => {
    const rule = planRuleOn(id, DAY);
    const inCriteria = rule.criteria.map(({ code, threshold }) => [code, thresholdText(threshold)]);
    const inAmounts = (rule.amounts ?? []).flatMap(({ code, leastOf }) =>
      leastOf.map(({ says }) => [code, says]),
    );
    expect([...inCriteria, ...inAmounts]).toContainEqual([where, said]);
  });

  it('records every ambiguity that was handed over, with the reading chosen', () => {
    const codes = planRules.flatMap(({ id, questions }) => questions.map(({ code }) => `${id} ${code}`));
    for (const ambiguity of [
      'R14 GROWTH_BASE',
      'R14 PROFIT_RATE',
      'T INSIDE',
      'R10 DISTINCT',
      'R5 CAP',
      'R10 THREE_YEARS',
    ])
      expect(codes).toContain(ambiguity);
    for (const { questions } of planRules)
      for (const { text, reading, provenance } of questions) {
        expect([text, reading]).not.toContain('');
        expect(['[S]', '[S2]', '[M]', '[I]']).toContain(provenance);
      }
  });

  it('names changes that exist', () => {
    for (const mutation of planRules.flatMap(({ keptBy = [] }) => keptBy))
      expect([...graph.changes.keys()]).toContain(mutation);
  });

  it('names figures that exist, and their targets are its thresholds', () => {
    for (const { about, figures = [], criteria } of planRules) {
      for (const figure of figures) expect(figureRules.map(({ code }): string => code)).toContain(figure);
      if (about === 'ENTERPRISE') continue;
      for (const { condition, threshold } of criteria) {
        const figure = figureRules.find(({ code }) => 'held' in condition && code === condition.held);
        expect(figure?.goal).toMatchObject({
          atLeast: 'atLeast' in threshold ? threshold.atLeast : Number.NaN,
        });
      }
    }
  });

  it('has one version for each day', () => {
    const [former, current] = planRules.filter(({ id }) => id === 'R8');
    expect([former?.validUntil, current?.validFrom]).toEqual(['2022-06-30', '2022-07-01']);
    expect(planRuleOn('R8', '2022-06-30')).toBe(former);
    expect(planRuleOn('R8', '2022-07-01')).toBe(current);
    const ids = planRules.map(({ id }) => id).filter((id) => id !== 'R8');
    expect(new Set(ids).size).toBe(ids.length);
  });
});

type Says = (evidence: Evidence) => Told | undefined;

function judgedBy(rule: RuleSet, says: Says): Judgement {
  const testimony = new Map(
    evidenceOf(rule).flatMap((evidence): [string, Told][] => {
      const told = says(evidence);
      return told === undefined ? [] : [[keyOf(evidence), told]];
    }),
  );
  return judge(rule, { day: DAY, isRenewal: false, testimony, held: {} });
}

interface Buyer {
  readonly price?: number;
  readonly prices?: readonly number[];
  readonly growth?: number;
  readonly profit?: number;
  readonly remaining?: number;
  readonly scale?: { readonly isAboveScale: boolean; readonly enteredOn: string };
  readonly recognisedOn?: string;
}

/** A buyer above the scale, with one trade on the day; what else is known of it is given. */
function buyer({
  price = 100_000_000,
  growth = 0,
  profit = 0,
  remaining = 200_000_000,
  scale = { isAboveScale: true, enteredOn: '2020-01-01' },
  recognisedOn = '2023-01-01',
  prices = [price],
}: Buyer): Says {
  const reaches = (value: number, { args = {} }: Evidence): Told => ({
    value: value >= Number(args['ratio']) ? 'YES' : 'NO',
  });
  return (evidence) => {
    switch (evidence.coordinate) {
      case 'Tax.sizeClass':
        return { value: 'SMALL' };
      case 'IntellectualProperty.ipTrades':
        return { value: prices.map((fen) => ({ tradedOn: DAY, price: { fen } })) };
      case 'Cultivation.recognitions':
        return { value: [{ tier: 'SRDI', validFrom: recognisedOn, validUntil: '2028-12-31' }] };
      case 'Industry.aboveScale':
        return { value: scale };
      case 'Tax.mainRevenueGrowthAtLeast':
        return reaches(growth, evidence);
      case 'Tax.profitRateAtLeast':
        return reaches(profit, evidence);
      case 'Fiscal.ipSubsidyRemaining':
        return { value: { fen: remaining } };
      default:
        return undefined;
    }
  };
}

const EPSILON = 1e-9;
const r14 = planRuleOn('R14', DAY);
const verdict = (facts: Buyer): string => judgedBy(r14, buyer(facts)).verdict;
const amount = (facts: Buyer): number | null | undefined =>
  judgedBy(r14, buyer({ growth: 1, ...facts })).amounts[0]?.value;

describe('R14', () => {
  it('is met by any one of its four conditions, exactly from its number on', () => {
    expect([-EPSILON, 0, EPSILON].map((e) => verdict({ growth: 0.3 + e }))).toEqual([
      'NOT_MET',
      'MET',
      'MET',
    ]);
    expect([-EPSILON, 0, EPSILON].map((e) => verdict({ profit: 0.15 + e }))).toEqual([
      'NOT_MET',
      'MET',
      'MET',
    ]);
    expect(['2025-06-29', DAY, '2025-07-01'].map((recognisedOn) => verdict({ recognisedOn }))).toEqual([
      'NOT_MET',
      'MET',
      'MET',
    ]);
    expect(
      ['2025-06-29', DAY, '2025-07-01'].map((enteredOn) =>
        verdict({ scale: { isAboveScale: true, enteredOn } }),
      ),
    ).toEqual(['NOT_MET', 'MET', 'MET']);
  });

  it('takes growth and profit of enterprises above the scale only', () => {
    const scale = { isAboveScale: false, enteredOn: '2020-01-01' };
    expect(verdict({ growth: 1, profit: 1, scale })).toBe('NOT_MET');
  });

  it('grants at most a fifth of the price, down to the fen', () => {
    expect(amount({ price: 100_000_000 })).toBe(200_000);
    expect(amount({ price: 100_000_004 })).toBe(200_000);
    expect(amount({ price: 100_000_005 })).toBe(200_000.01);
    expect(amount({ prices: [100_000_000, 50_000_000] })).toBe(300_000);
  });

  it('grants at most 2 million a year, less what has been granted', () => {
    expect(amount({ price: 999_999_995 })).toBe(1_999_999.99);
    expect(amount({ price: 1_000_000_000 })).toBe(2_000_000);
    expect(amount({ price: 1_000_000_005 })).toBe(2_000_000);
    expect(amount({ price: 1_000_000_000, remaining: 1 })).toBe(0.01);
    expect(amount({ price: 1_000_000_000, remaining: 0 })).toBe(0);
  });

  it('grants nothing where no condition is met, and says who keeps the amount unknown', () => {
    expect(judgedBy(r14, buyer({})).amounts[0]?.value).toBe(0);
    const withheld = judgedBy(r14, (evidence) =>
      evidence.coordinate === 'Fiscal.ipSubsidyRemaining'
        ? { refused: 'DENIED_PURPOSE' }
        : buyer({ growth: 1 })(evidence),
    );
    expect(withheld.amounts[0]).toMatchObject({
      value: null,
      unanswered: [{ unit: 'FIN', code: 'DENIED_PURPOSE' }],
    });
  });
});

const title = (tier: string, validFrom = '2024-01-01', validUntil = '2026-12-31'): Told => ({
  value: [{ tier, validFrom, validUntil }],
});

describe('R6', () => {
  const r6 = planRuleOn('R6', DAY);
  const of = (told: Told, remaining: number | null = 5_000): Judgement =>
    judgedBy(r6, ({ coordinate }) =>
      coordinate === 'Cultivation.recognitions'
        ? told
        : { value: { remaining: remaining === null ? null : { fen: remaining } } },
    );

  it('is for provincial and national little giants whose title holds on the day', () => {
    const verdicts = ['SRDI', 'PROVINCIAL_LITTLE_GIANT', 'NATIONAL_LITTLE_GIANT'].map(
      (tier) => of(title(tier)).verdict,
    );
    expect(verdicts).toEqual(['NOT_MET', 'MET', 'MET']);
    const giant = 'NATIONAL_LITTLE_GIANT';
    expect(of(title(giant, '2025-07-01')).verdict).toBe('NOT_MET');
    expect(of(title(giant, DAY, DAY)).verdict).toBe('MET');
    expect(of(title(giant, '2024-01-01', '2025-06-29')).verdict).toBe('NOT_MET');
    expect(of({ value: [] }).verdict).toBe('NOT_MET');
  });

  it('tells what is left of 300 million, and nothing where the fund hides it', () => {
    expect(of(title('NATIONAL_LITTLE_GIANT')).amounts[0]).toMatchObject({ value: 50, unit: '元' });
    expect(of(title('NATIONAL_LITTLE_GIANT'), null).amounts[0]).toMatchObject({
      value: null,
      unanswered: [{ unit: 'FHG', code: null }],
    });
  });
});

describe('R19', () => {
  const r19 = planRuleOn('R19', DAY);
  const of = (tier: string, told: Readonly<Record<string, unknown>>): string =>
    judgedBy(r19, ({ coordinate }) =>
      coordinate === 'Cultivation.recognitions'
        ? title(tier)
        : { value: told[coordinate.split('.')[1] ?? ''] },
    ).verdict;
  const steward = { position: '科长' };

  it('asks stars for the stewards of little giants, and no overdue task of any', () => {
    expect(of('SRDI', { steward, stewardStars: null, overdueTasks: 0 })).toBe('MET');
    expect(of('NATIONAL_LITTLE_GIANT', { steward, stewardStars: null, overdueTasks: 0 })).toBe('NOT_MET');
    expect(of('NATIONAL_LITTLE_GIANT', { steward, stewardStars: 1, overdueTasks: 0 })).toBe('MET');
    expect(of('SRDI', { steward, stewardStars: 5, overdueTasks: 1 })).toBe('NOT_MET');
    expect(of('SRDI', { steward: null, stewardStars: null, overdueTasks: 0 })).toBe('NOT_MET');
  });
});
