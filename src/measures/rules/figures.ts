import { atLeast, reaches } from '../../kit/rules/rule-set';
import type { Measured } from '../witnesses';

/** A figure of the scorecard, by its code, that is to reach a number. */
export const figureAtLeast = (code: string, least: number, unit: string): Measured => ({
  threshold: atLeast(least, unit),
  condition: { held: code, holds: reaches(least) },
});
