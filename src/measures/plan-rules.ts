import type { PlanRule } from './plan-rule';
import { powerProtection, stewardService } from './rules/care';
import { poolGap, shareReform, smallToScale } from './rules/cultivation';
import { guidanceFund, ipSubsidy, oneOffAward, priceDeductions, rentRelief } from './rules/funds';
import { boardCoverage, titleGoals, trainees } from './rules/goals';

/** The plan's rules in the order of its measures; the versions of one rule stand together, the oldest first. */
export const planRules: readonly PlanRule[] = [
  poolGap,
  smallToScale,
  shareReform,
  oneOffAward,
  guidanceFund,
  rentRelief,
  ...priceDeductions,
  boardCoverage,
  ipSubsidy,
  powerProtection,
  stewardService,
  trainees,
  titleGoals,
];

/** The version of a rule that was in force on a day; before its first version, that one. */
export function planRuleOn(id: string, day: string): PlanRule {
  const versions = planRules.filter((rule) => rule.id === id);
  const rule = versions.findLast(({ validFrom }) => validFrom <= day) ?? versions[0];
  if (rule === undefined) throw new Error(`the plan has no rule ${id}`);
  return rule;
}
