import { type Threshold } from '../../../src/kit/rules/rule-set';
import { ruleSets, type RuleSetId } from '../../../src/units/smeb/rules';
import { judged, type Sheet } from './sheet';

/** Smallest steps in which the owners count. */
export const FEN = 0.01;
export const RATIO = 1e-9;
export const ONE = 1;
export const HALF = 0.5;
export const TENTH = 0.1;

export type Quantity = keyof Sheet;

/** Nothing owed, nothing earned: every figure is known, and one of them is what is tried. */
export const NOTHING: Sheet = {
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

/** The number of a threshold that has one. */
export const numberOf = (threshold: Threshold): number | undefined =>
  'atLeast' in threshold ? threshold.atLeast : 'atMost' in threshold ? threshold.atMost : undefined;

/** Least and most points of an indicator. */
export function pointsAt(set: RuleSetId, code: string, sheet: Sheet): readonly [number, number] {
  const found = judged(ruleSets[set], sheet).score?.indicators.find((item) => item.code === code);
  return [found?.atLeast ?? NaN, found?.atMost ?? NaN];
}
