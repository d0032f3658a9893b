import type { RuleSet } from '../../../kit/rules/rule-set';
import { innovative } from './innovative';
import { littleGiant2022 } from './little-giant-2022';
import { littleGiant2026 } from './little-giant-2026';
import { srdi2022 } from './srdi-2022';
import { srdi2026 } from './srdi-2026';

export type RuleSetId = 'INNOVATIVE' | 'SRDI_2022' | 'LITTLE_GIANT_2022' | 'SRDI_2026' | 'LITTLE_GIANT_2026';

/** Shanxi's own standard for the provincial little giant is not known here, so it has no rule set. */
export const ruleSets: Readonly<Record<RuleSetId, RuleSet>> = {
  INNOVATIVE: innovative,
  SRDI_2022: srdi2022,
  LITTLE_GIANT_2022: littleGiant2022,
  SRDI_2026: srdi2026,
  LITTLE_GIANT_2026: littleGiant2026,
};
