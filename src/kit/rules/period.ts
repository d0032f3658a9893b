import { Refusal } from '../refusal';
import type { RuleSet } from './rule-set';

/** A day before a rule was in force cannot be judged by it; one after its end can, and is told to be so. */
export function beforeRule(rules: RuleSet, day: string, field: string): Refusal | undefined {
  if (day >= rules.validFrom) return undefined;
  return new Refusal({
    code: 'BAD_USER_INPUT',
    about: `${rules.title}自 ${rules.validFrom} 起施行，请填该日或以后的 asOf`,
    field,
    basis: rules.basis,
  });
}

export function isInForce(rules: RuleSet, day: string, isRenewal: boolean): boolean {
  const { validFrom, validUntil = day, renewalsUntil = validUntil } = rules;
  return validFrom <= day && day <= (isRenewal ? renewalsUntil : validUntil);
}
