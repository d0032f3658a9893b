import type { Measured } from '../../../measures/witnesses';
import { anyOf, atLeast, isTrue, reaches, type Condition } from '../../../kit/rules/rule-set';

/** Full years in the niche at the end of last year, which the bureau knows itself. */
export const nicheYears = (least: number): Measured => ({
  threshold: atLeast(least, '年'),
  condition: { held: 'nicheYears', holds: reaches(least) },
});
export const developmentScore = (least: number): Measured => ({
  threshold: atLeast(least, '分'),
  condition: { held: 'developmentScore', holds: reaches(least) },
});
/** At a renewal either of the last two scores will do. */
export const eitherScore = (least: number): Measured => ({
  threshold: atLeast(least, '分'),
  condition: anyOf(
    { held: 'developmentScore', holds: reaches(least) },
    { held: 'formerDevelopmentScore', holds: reaches(least) },
  ),
});
export const titleInForce: Condition = { held: 'titleInForce', holds: isTrue };
export const innovativeTitleInForce: Condition = { held: 'innovativeTitleInForce', holds: isTrue };
