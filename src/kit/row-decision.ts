import { consentRefusals, type ConsentState } from './consent-state';
import type { Grant } from './owner';
import type { RefusalCode } from './refusal';

/** What decides over one enterprise, as far as its owner and those it asks know it. */
export interface RowFacts {
  readonly uscc: string;
  readonly division: string;
  /** SMEB's statement; null where it knows none. */
  tier(): string | null;
  /** How the enterprise's consent to this caller, purpose and field stands. */
  consent(): ConsentState;
}

/** Why no grant fits; `says` stands behind the field's name. */
export interface RowDenial {
  readonly code: RefusalCode;
  readonly says?: string;
}

/** The first grant under which an enterprise's value is told, or why it is not told under any. */
export function decideRow(grants: readonly Grant[], row: RowFacts): Grant | RowDenial {
  let denial: RowDenial = { code: 'DENIED_SCOPE' };
  for (const grant of grants) {
    if (!isInScope(grant, row)) continue;
    if (!grant.needsConsent) return grant;
    const consent = row.consent();
    if (consent === 'IN_FORCE') return grant;
    denial = consentRefusals[consent];
  }
  return denial;
}

function isInScope({ scope }: Grant, row: RowFacts): boolean {
  if (scope === null) return true;
  if (scope.self !== undefined && scope.self !== row.uscc) return false;
  if (scope.divisions !== undefined && !scope.divisions.some((prefix) => row.division.startsWith(prefix)))
    return false;
  return scope.tiers === undefined || scope.tiers.includes(row.tier() ?? '');
}
