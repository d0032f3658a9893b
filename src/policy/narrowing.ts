import type { FieldDecision, Grant, Rights } from '../kit/owner';
import type { UsageLimits } from '../kit/usage-limits';
import { isTold, type DecidedField } from './prune';

/** Rights while nobody can be asked whether agreements still stand: what rests on none of them stays. */
export function withoutHearing(rights: Rights): Rights {
  return narrowed(rights, (decision) => {
    if (!decision.allowed) return decision;
    return decision.grants.every(({ agreement }) => agreement === null)
      ? decision
      : { allowed: false, code: 'OWNER_UNAVAILABLE' };
  });
}

/** Rights without the agreements whose limits are used up; what only they opened is refused. */
export function withoutAgreements(rights: Rights, usedUp: ReadonlySet<string>): Rights {
  const isUsedUp = ({ agreement }: Grant): boolean => agreement !== null && usedUp.has(agreement);
  return narrowed(rights, (decision) => {
    if (!decision.allowed || !decision.grants.some(isUsedUp)) return decision;
    const grants = decision.grants.filter((grant) => !isUsedUp(grant));
    if (grants.length > 0) return { allowed: true, grants };
    const agreement = decision.grants.find(isUsedUp)?.agreement ?? '';
    return { allowed: false, code: 'LIMIT_EXCEEDED', agreement };
  });
}

/** The limited agreements on which an operation rests: those of every field that has no wider and unlimited one. */
export function limitsAsked(
  decided: Iterable<readonly DecidedField[]>,
  rights: Rights,
): ReadonlyMap<string, UsageLimits> {
  const asked = new Map<string, UsageLimits>();
  for (const fields of decided)
    for (const field of fields) {
      const decision = isTold(field) ? rights.decide(field.field) : undefined;
      if (decision?.allowed !== true || isUnlimited(decision.grants[0])) continue;
      for (const { agreement, limits } of decision.grants)
        if (agreement !== null && limits !== undefined) asked.set(agreement, limits);
    }
  return asked;
}

/** Whether every row, value and threshold is told under this grant, however often it is asked. */
function isUnlimited(grant: Grant | undefined): boolean {
  return (
    grant?.scope === null &&
    grant.outcome !== 'masked' &&
    grant.thresholds === undefined &&
    grant.limits === undefined
  );
}

function narrowed(rights: Rights, narrow: (decision: FieldDecision) => FieldDecision): Rights {
  const decisions = new Map<string, FieldDecision>();
  return {
    bundle: rights.bundle,
    decide(coordinate) {
      let decision = decisions.get(coordinate);
      if (decision === undefined) decisions.set(coordinate, (decision = narrow(rights.decide(coordinate))));
      return decision;
    },
  };
}
