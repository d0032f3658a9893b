import { words, type Condition, type Criterion, type Provenance } from '../kit/rules/rule-set';
import type { Measured } from './witnesses';

export const LAST_YEAR = '上年度';
export const END_OF_LAST_YEAR = '截至上年末';
export const EACH_OF_TWO_YEARS = '近两年每年';
export const TWO_YEARS = '近两年';
export const THREE_YEARS = '近三年';
export const NOW = '判断当日';

type Line = readonly [
  code: string,
  requirement: string,
  what: Measured,
  period: string,
  provenance?: Provenance,
];

/** Criteria of which each must be met; the mark holds where a line bears none of its own. */
export function each(mark: Provenance, lines: readonly Line[]): Criterion[] {
  return lines.map(([code, requirement, { threshold, condition }, period, provenance = mark]) => ({
    code,
    requirement,
    threshold,
    period,
    condition,
    provenance,
  }));
}

/** Criteria of which one is enough. */
export function oneOf(anyOf: string, mark: Provenance, lines: readonly Line[]): Criterion[] {
  return each(mark, lines).map((criterion) => ({ ...criterion, anyOf }));
}

export function onlyOf(
  occasion: 'APPLICATION' | 'RENEWAL',
  mark: Provenance,
  lines: readonly Line[],
): Criterion[] {
  return each(mark, lines).map((criterion) => ({ ...criterion, onlyOf: occasion }));
}

/** A condition whose threshold is said in words. */
export const said = (text: string, condition: Condition): Measured => ({
  threshold: words(text),
  condition,
});
