import { isTooFew } from './small-cell';

/** A sum over enterprises, and what each of them has in it. */
export interface SumOfParts {
  readonly value: number;
  /** Those with a part in it. */
  readonly enterprises: number;
  /** The largest part. */
  readonly largest: number;
}

/** Enterprises, persons and tasks are told in fives. */
export const COUNT_STEP = 5;

/**
 * A sum as it may be told time and again, beside whatever other sums overlap with it: in whole steps, rounded down, where
 * every enterprise's part is less than a step. Two sums that differ by one enterprise are told alike or one step apart,
 * just as those that differ by many are. Null where too few stand behind it, where one part is a step by itself, and where
 * the sum is less than a step; 0 is told only of nothing.
 */
export function inSteps({ value, enterprises, largest }: SumOfParts, step: number): number | null {
  if (value === 0) return 0;
  if (isTooFew(enterprises) || largest >= step || value < step) return null;
  return value - (value % step);
}

/** Where every enterprise counts once. */
export function countInSteps(enterprises: number): number | null {
  return inSteps({ value: enterprises, enterprises, largest: 1 }, COUNT_STEP);
}
