import { asked, stepsOf, type Condition, type Threshold } from '../../src/kit/rules/rule-set';
import { ruleSets, type RuleSetId } from '../../src/units/smeb/rules';
import { judged, type Sheet } from './support/sheet';

/** Smallest steps in which the owners count. */
const FEN = 0.01;
const RATIO = 1e-9;
const ONE = 1;
const HALF = 0.5;
const TENTH = 0.1;

type Quantity = keyof Sheet;
type Line = readonly [
  set: RuleSetId,
  code: string,
  figure: number,
  quantity: Quantity,
  threshold: number,
  epsilon: number,
  states?: readonly [below: string, at: string, above: string],
];

const UP = ['NOT_MET', 'MET', 'MET'] as const;
/** 以下 includes the number. */
const DOWN = ['MET', 'MET', 'NOT_MET'] as const;
/** Reached by the register, to be looked at by a person. */
const SEEN = ['NOT_MET', 'MANUAL', 'MANUAL'] as const;

/** The figures of the standards as they were handed over, in their own unit, beside the figure that decides. */
const criteria: readonly Line[] = [
  ['SRDI_2022', 'A1', 2, 'nicheYears', 2, ONE],
  ['SRDI_2022', 'A2.1', 100, 'rdExpense', 1_000_000, FEN],
  ['SRDI_2022', 'A2.2', 3, 'rdRatio', 0.03, RATIO],
  ['SRDI_2022', 'A3.1', 1000, 'revenue', 10_000_000, FEN],
  // A mean of 1000 万 is 2000 万 in two years; the year before brought nothing.
  ['SRDI_2022', 'A4.3', 1000, 'rdExpense', 20_000_000, FEN],
  ['LITTLE_GIANT_2022', 'B2.1', 3, 'nicheYears', 3, ONE],
  ['LITTLE_GIANT_2022', 'B2.2', 2, 'nicheYears', 2, ONE, SEEN],
  ['LITTLE_GIANT_2022', 'B3', 70, 'mainShare', 0.7, RATIO],
  ['LITTLE_GIANT_2022', 'B4', 5, 'mainGrowth', 0.05, RATIO],
  ['LITTLE_GIANT_2022', 'B6', 70, 'debtRatio', 0.7, RATIO, DOWN],
  ['LITTLE_GIANT_2022', 'B9', 2, 'class1', 2, ONE, SEEN],
  ['LITTLE_GIANT_2022', 'B10.1', 50, 'rdStaff', 0.5, RATIO],
  ['SRDI_2026', 'S3', 3, 'nicheYears', 3, ONE],
  ['SRDI_2026', 'S4a.1', 1500, 'revenue', 15_000_000, FEN],
  ['SRDI_2026', 'S4b', 80, 'mainShare', 0.8, RATIO],
  ['SRDI_2026', 'S4c', 80, 'debtRatio', 0.8, RATIO, DOWN],
  ['SRDI_2026', 'S5.1', 100, 'rdExpense', 1_000_000, FEN],
  ['SRDI_2026', 'S5.2', 3, 'rdRatio', 0.03, RATIO],
  ['SRDI_2026', 'S6.1', 1, 'class1', 1, ONE, SEEN],
  ['SRDI_2026', 'S8', 50, 'score', 50, TENTH],
  ['LITTLE_GIANT_2026', 'G1.2', 3, 'nicheYears', 3, ONE],
  ['LITTLE_GIANT_2026', 'G2', 5000, 'revenue', 50_000_000, FEN],
  ['LITTLE_GIANT_2026', 'G3', 90, 'mainShare', 0.9, RATIO],
  ['LITTLE_GIANT_2026', 'G4', 5, 'revenueGrowth', 0.05, RATIO],
  ['LITTLE_GIANT_2026', 'G5', 75, 'debtRatio', 0.75, RATIO, DOWN],
  ['LITTLE_GIANT_2026', 'G6.1', 1200, 'rdExpense', 12_000_000, FEN],
  ['LITTLE_GIANT_2026', 'G6.2', 3, 'rdRatio', 0.03, RATIO],
  ['LITTLE_GIANT_2026', 'G7.1', 4, 'class1', 4, ONE, SEEN],
  ['LITTLE_GIANT_2026', 'G10', 60, 'score', 60, TENTH],
];

/** What no owner can count: titles, awards, institutions by level, and what a person looks at. */
const uncounted: readonly (readonly [RuleSetId, ...string[]])[] = [
  ['INNOVATIVE', 'I2', 'I4', 'I5'],
  ['SRDI_2022', 'A3.2', 'A4.1', 'A4.2', 'A4.4'],
  ['LITTLE_GIANT_2022', 'B5', 'B7', 'B10.2'],
  ['SRDI_2026', 'S4a.2', 'S6.2', 'S6.3'],
  ['LITTLE_GIANT_2026', 'G7.2'],
];

/** Nothing owed, nothing earned: every figure is known, and one of them is what is tried. */
const NOTHING: Sheet = {
  revenue: 0,
  mainShare: 0,
  mainGrowth: -1,
  revenueGrowth: -1,
  profitRate: -1,
  debtRatio: 2,
  rdExpense: 0,
  rdExpenseBefore: 0,
  rdRatio: 0,
  rdRatioBefore: 0,
  rdStaff: 0,
  class1: 0,
  class2: 0,
  qualityAwards: 0,
  standards: 0,
  digitalLevel: 1,
  nicheYears: 0,
  score: 0,
};

/** Where each of two years counts, both have the figure that is tried. */
function sheetOf(quantity: Quantity, value: number, code: string): Sheet {
  const isEachYear = ['S5.1', 'S5.2', 'G6.2'].includes(code);
  const before = isEachYear ? { [`${quantity}Before`]: value } : {};
  return { ...NOTHING, [quantity]: value, ...before };
}

const numberOf = (threshold: Threshold): number | undefined =>
  'atLeast' in threshold ? threshold.atLeast : 'atMost' in threshold ? threshold.atMost : undefined;

describe('the table has every figure of every standard', () => {
  it.each(Object.values(ruleSets))('$id', (rules) => {
    const inData = rules.criteria.flatMap(({ code, threshold }) => {
      const figure = numberOf(threshold);
      return figure === undefined ? [] : [[code, figure]];
    });
    const known = uncounted.find(([set]) => set === rules.id)?.slice(1) ?? [];
    const counted = inData.filter(([code]) => !known.includes(String(code)));
    const inTable = criteria.filter(([set]) => set === rules.id).map(([, code, figure]) => [code, figure]);
    // S8 stands twice, for who applies and for who renews.
    expect(new Set(counted.map(String))).toEqual(new Set(inTable.map(String)));
  });
});

describe.each(criteria.map((line) => ({ name: line.slice(0, 3).join(' '), line })))('$name', ({ line }) => {
  const [set, code, , quantity, threshold, epsilon, states = UP] = line;
  it('changes exactly there', () => {
    const stateAt = (value: number): string | undefined =>
      judged(ruleSets[set], sheetOf(quantity, value, code)).criteria.find((item) => item.code === code)
        ?.state;
    expect([threshold - epsilon, threshold, threshold + epsilon].map(stateAt)).toEqual(states);
  });

  it('is unknown where nobody knows the figure', () => {
    const { [quantity]: _figure, ...sheet } = sheetOf(quantity, threshold, code);
    const found = judged(ruleSets[set], sheet).criteria.find((item) => item.code === code);
    expect(found?.state).toBe('UNKNOWN');
  });
});

type Points = readonly (readonly [threshold: number, points: number])[];
type Band = readonly [
  set: RuleSetId,
  code: string,
  quantity: Quantity,
  epsilon: number,
  points: Points,
  otherwise: number,
];

/** Highest first; an edge value belongs to the higher band. */
const bands: readonly Band[] = [
  [
    'SRDI_2022',
    'P1',
    'mainShare',
    RATIO,
    [
      [0.8, 5],
      [0.7, 3],
      [0.6, 1],
    ],
    0,
  ],
  [
    'SRDI_2022',
    'P2',
    'mainGrowth',
    RATIO,
    [
      [0.1, 10],
      [0.08, 8],
      [0.06, 6],
      [0.04, 4],
      [0, 2],
    ],
    0,
  ],
  [
    'SRDI_2022',
    'P3',
    'nicheYears',
    ONE,
    [
      [10, 5],
      [8, 4],
      [6, 3],
      [4, 2],
      [2, 1],
    ],
    0,
  ],
  [
    'SRDI_2022',
    'R1',
    'digitalLevel',
    HALF,
    [
      [3, 5],
      [2, 3],
    ],
    0,
  ],
  [
    'SRDI_2022',
    'R3',
    'profitRate',
    RATIO,
    [
      [0.1, 10],
      [0.08, 8],
      [0.06, 6],
      [0.04, 4],
      [0.02, 2],
    ],
    0,
  ],
  [
    'SRDI_2022',
    'N2',
    'rdExpense',
    FEN,
    [
      [5e6, 10],
      [4e6, 8],
      [3e6, 6],
      [2e6, 4],
      [1e6, 2],
    ],
    0,
  ],
  [
    'SRDI_2022',
    'N2',
    'rdRatio',
    RATIO,
    [
      [0.1, 10],
      [0.08, 8],
      [0.06, 6],
      [0.04, 4],
      [0.03, 2],
    ],
    0,
  ],
  [
    'SRDI_2022',
    'N3',
    'rdStaff',
    RATIO,
    [
      [0.2, 5],
      [0.1, 3],
      [0.05, 1],
    ],
    0,
  ],
  [
    'INNOVATIVE',
    'C2',
    'rdRatio',
    RATIO,
    [
      [0.05, 20],
      [0.03, 15],
      [0.02, 10],
      [0.01, 5],
    ],
    0,
  ],
  [
    'INNOVATIVE',
    'C3',
    'mainGrowth',
    RATIO,
    [
      [0.15, 20],
      [0.1, 15],
      [0.05, 10],
      [0, 5],
    ],
    0,
  ],
  [
    'INNOVATIVE',
    'C6',
    'mainShare',
    RATIO,
    [
      [0.7, 20],
      [0.6, 15],
      [0.55, 10],
      [0.5, 5],
    ],
    0,
  ],
];

/** A debt that is lower brings more. */
const debtBands: readonly (readonly [RuleSetId, string, Points])[] = [
  [
    'SRDI_2022',
    'R4',
    [
      [0.5, 5],
      [0.6, 3],
      [0.7, 1],
    ],
  ],
  [
    'INNOVATIVE',
    'C4',
    [
      [0.55, 10],
      [0.75, 5],
    ],
  ],
];

function pointsAt(set: RuleSetId, code: string, sheet: Sheet): readonly [number, number] {
  const found = judged(ruleSets[set], sheet).score?.indicators.find((item) => item.code === code);
  return [found?.atLeast ?? NaN, found?.atMost ?? NaN];
}

describe.each(bands)('%s %s by %s', (set, code, quantity, epsilon, points, otherwise) => {
  it.each(points.map(([threshold, brings], at) => [threshold, brings, points[at + 1]?.[1] ?? otherwise]))(
    'at %d brings %d, and below it %d',
    (threshold = NaN, brings = NaN, below = NaN) => {
      const at = (value: number): readonly [number, number] =>
        pointsAt(set, code, { ...NOTHING, [quantity]: value });
      expect([threshold - epsilon, threshold, threshold + epsilon].map(at)).toEqual([
        [below, below],
        [brings, brings],
        [brings, brings],
      ]);
    },
  );
});

describe.each(debtBands)('%s %s by debt', (set, code, points) => {
  it.each(points.map(([threshold, brings], at) => [threshold, brings, points[at + 1]?.[1] ?? 0]))(
    'at %d brings %d, and above it %d',
    (threshold = NaN, brings = NaN, above = NaN) => {
      const at = (value: number): readonly [number, number] =>
        pointsAt(set, code, { ...NOTHING, debtRatio: value });
      expect([threshold - RATIO, threshold, threshold + RATIO].map(at)).toEqual([
        [brings, brings],
        [brings, brings],
        [above, above],
      ]);
    },
  );
});

it('has every counted indicator in the table', () => {
  const withOwners = Object.values(ruleSets).flatMap(({ id, indicators = [] }) =>
    indicators
      .filter((indicator) => stepsOf(indicator).some(({ threshold }) => numberOf(threshold) !== undefined))
      .map(({ code }) => `${id} ${code}`),
  );
  const inTable = [
    ...bands.map(([set, code]) => `${set} ${code}`),
    ...debtBands.map(([set, code]) => `${set} ${code}`),
  ];
  // Rights and quality are counted by one, and tried below; research by amount or ratio is worded.
  const tried = ['SRDI_2022 N1', 'SRDI_2022 R2', 'INNOVATIVE C1'];
  expect(new Set([...inTable, ...tried])).toEqual(new Set([...withOwners, 'SRDI_2022 N2']));
});

describe('what is scored by more than a figure', () => {
  it.each([
    ['SRDI_2022', 'N1', { class1: 0, class2: 0 }, [0, 0]],
    ['SRDI_2022', 'N1', { class1: 0, class2: 1 }, [2, 2]],
    ['SRDI_2022', 'N1', { class1: 1, class2: 0 }, [6, 10]],
    ['INNOVATIVE', 'C1', { class1: 0, class2: 0 }, [0, 0]],
    ['INNOVATIVE', 'C1', { class1: 0, class2: 1 }, [5, 5]],
    ['INNOVATIVE', 'C1', { class1: 1, class2: 0 }, [10, 20]],
    ['SRDI_2022', 'R2', { qualityAwards: 0, standards: 0 }, [0, 5]],
    ['SRDI_2022', 'R2', { qualityAwards: 1, standards: 0 }, [3, 5]],
    ['SRDI_2022', 'R2', { qualityAwards: 1, standards: 1 }, [5, 5]],
  ] as const)('%s %s of %o', (set, code, sheet, range) => {
    expect(pointsAt(set, code, { ...NOTHING, ...sheet })).toEqual(range);
  });

  it('gives 100 points at most, in the dimensions of the standard', () => {
    for (const [set, dimensions] of [
      ['SRDI_2022', { 专业化: 25, 精细化: 25, 特色化: 15, 创新能力: 35 }],
      ['INNOVATIVE', { 创新能力: 40, 成长性: 30, 专业化: 30 }],
    ] as const) {
      const most: Record<string, number> = {};
      for (const indicator of ruleSets[set].indicators ?? [])
        most[indicator.dimension] = (most[indicator.dimension] ?? 0) + indicator.most;
      expect(most).toEqual(dimensions);
    }
  });

  it('asks of a little giant of 2022 research by its revenue', () => {
    const stateOf = (sheet: Sheet): string | undefined =>
      judged(ruleSets.LITTLE_GIANT_2022, { ...NOTHING, ...sheet }).criteria.find(({ code }) => code === 'B11')
        ?.state;
    const each = (ratio: number): Sheet => ({ rdRatio: ratio, rdRatioBefore: ratio });
    expect(stateOf({ revenue: 1e8, ...each(0.03) })).toBe('MET');
    expect(stateOf({ revenue: 1e8, ...each(0.03 - RATIO) })).toBe('NOT_MET');
    expect(stateOf({ revenue: 1e8 - FEN, ...each(0.03) })).toBe('NOT_MET');
    expect(stateOf({ revenue: 1e8 - FEN, ...each(0.06) })).toBe('MET');
    expect(stateOf({ revenue: 5e7, ...each(0.06) })).toBe('MET');
    expect(stateOf({ revenue: 5e7, ...each(0.06 - RATIO) })).toBe('NOT_MET');
    expect(stateOf({ revenue: 5e7 - FEN, ...each(0.06) })).toBe('NOT_MET');
    expect(stateOf({ revenue: 5e7 - FEN, rdExpense: 3e7, rdStaff: 0.5 })).toBe('MANUAL');
    expect(stateOf({ revenue: 5e7 - FEN, rdExpense: 3e7 - FEN, rdStaff: 0.5 })).toBe('NOT_MET');
    expect(stateOf({ revenue: 5e7 - FEN, rdExpense: 3e7, rdStaff: 0.5 - RATIO })).toBe('NOT_MET');
  });

  it('of a renewal does not look at growth, and takes either of two scores', () => {
    const giant = judged(ruleSets.LITTLE_GIANT_2026, NOTHING, true);
    expect(giant.criteria.some(({ code }) => code === 'G4')).toBe(false);
    const score = (sheet: Sheet, isRenewal: boolean): string | undefined =>
      judged(ruleSets.SRDI_2026, { ...NOTHING, ...sheet }, isRenewal).criteria.find(
        ({ code }) => code === 'S8',
      )?.state;
    expect(score({ score: 49.9, formerScore: 50 }, true)).toBe('MET');
    expect(score({ score: 49.9, formerScore: 49.9 }, true)).toBe('NOT_MET');
    expect(score({ score: 49.9, formerScore: 50 }, false)).toBe('NOT_MET');
  });

  it('concludes of a score only what holds over its whole range', () => {
    const verdict = (sheet: Sheet): string | undefined =>
      judged(ruleSets.INNOVATIVE, sheet).criteria.find(({ code }) => code === 'I1')?.state;
    const good: Sheet = {
      ...NOTHING,
      class1: 1,
      rdRatio: 0.05,
      mainGrowth: 0.15,
      debtRatio: 0.55,
      mainShare: 0.7,
    };
    expect(verdict(good)).toBe('MET');
    expect(verdict({ ...good, rdRatio: 0.02, class1: 0, class2: 1 })).toBe('NOT_MET');
    // Whether the right is of high value decides, and that only a person sees.
    expect(verdict({ ...good, rdRatio: 0.01 })).toBe('MANUAL');
    const { rdRatio: _rdRatio, ...unknown } = good;
    expect(verdict({ ...unknown, class1: 0, class2: 1 })).toBe('UNKNOWN');
  });
});

it('asks owners only what they answer by yes and no, by level, count or title', () => {
  const coordinates = new Set<string>();
  const collect = (condition: Condition): void =>
    asked(condition).forEach(({ coordinate }) => coordinates.add(coordinate));
  for (const rules of Object.values(ruleSets)) {
    rules.criteria.forEach(({ condition }) => collect(condition));
    rules.indicators?.forEach((indicator) =>
      stepsOf(indicator).forEach(({ condition }) => collect(condition)),
    );
  }
  expect(
    [...coordinates].filter((coordinate) => /\.(revenue|taxPaid|debt|rdExpense|netProfit)$/.test(coordinate)),
  ).toEqual([]);
});
