import { asked, stepsOf, type Condition } from '../../src/kit/rules/rule-set';
import { ruleSets, type RuleSetId } from '../../src/units/smeb/rules';
import { FEN, RATIO, ONE, TENTH, NOTHING, numberOf, type Quantity } from './support/figures';
import { judged, type Sheet } from './support/sheet';

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

/** Where each of two years counts, both have the figure that is tried. */
function sheetOf(quantity: Quantity, value: number, code: string): Sheet {
  const isEachYear = ['S5.1', 'S5.2', 'G6.2'].includes(code);
  const before = isEachYear ? { [`${quantity}Before`]: value } : {};
  return { ...NOTHING, [quantity]: value, ...before };
}

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
