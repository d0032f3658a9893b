import { decideRow } from '../../src/kit/row-decision';
import { isAgreed } from '../../src/kit/thresholds';
import type { Agreement } from '../../src/policy/agreement';
import { checkAgreement, ForbiddenAgreement } from '../../src/policy/agreement-check';
import { compileBundle, type Bundle } from '../../src/policy/bundle';
import { decide } from '../../src/policy/decision';
import type { Case, World } from './random-world';

/** `clear`, `masked`, or the code of the refusal. */
export type Outcome = string;

/** The bundle of a world, of each agreement as much as may be. */
export function ourBundle({ units, policies, agreements }: World): Bundle {
  const allowed = agreements
    .map((agreement) => withoutForbidden(agreement, { units, policies }))
    .filter(({ fields }) => fields.length > 0);
  return compileBundle(allowed, policies, units);
}

function withoutForbidden(agreement: Agreement, { units, policies }: Omit<World, 'agreements'>): Agreement {
  const fields = agreement.fields.filter((field) => {
    try {
      checkAgreement({ ...agreement, fields: [field] }, policies, units);
      return true;
    } catch (error) {
      if (error instanceof ForbiddenAgreement) return false;
      throw error;
    }
  });
  return { ...agreement, fields };
}

/** As the hub decides before anything is read, and the owner row by row. */
export function ourOutcome(bundle: Bundle, { caller, field, today, threshold, enterprise }: Case): Outcome {
  const decision = decide(bundle, caller, field, today);
  if (!decision.allowed) return decision.code;
  const agreed = decision.grants.filter((grant) => threshold === undefined || isAgreed(grant, threshold));
  if (agreed.length === 0) return 'DENIED_BISECTION';
  const told = decideRow(agreed, {
    uscc: enterprise.uscc,
    division: enterprise.division,
    tier: () => enterprise.tier,
    consent: () => enterprise.consent,
  });
  if ('code' in told) return told.code;
  return told.outcome === 'masked' ? 'masked' : 'clear';
}
