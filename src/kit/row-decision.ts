import type { Grant } from './owner';
import type { RefusalCode } from './refusal';

/** What decides over one enterprise, as far as its owner and those it asks know it. */
export interface RowFacts {
  readonly uscc: string;
  readonly division: string;
  /** SMEB's statement; null where it knows none. */
  tier(): string | null;
  /** `IN_FORCE`, or how the enterprise's consent to this caller, purpose and field stands. */
  consent(): string;
}

/** The first grant under which an enterprise's value is told, or why it is not told under any. */
export function decideRow(grants: readonly Grant[], row: RowFacts): Grant | RefusalCode {
  let code: RefusalCode = 'DENIED_SCOPE';
  for (const grant of grants) {
    if (!isInScope(grant, row)) continue;
    if (!grant.needsConsent) return grant;
    const consent = row.consent();
    if (consent === 'IN_FORCE') return grant;
    code =
      consent === 'EXPIRED'
        ? 'DENIED_CONSENT_EXPIRED'
        : consent === 'REVOKED'
          ? 'DENIED_CONSENT_REVOKED'
          : 'DENIED_CONSENT_MISSING';
  }
  return code;
}

function isInScope({ scope }: Grant, row: RowFacts): boolean {
  if (scope === null) return true;
  if (scope.self !== undefined && scope.self !== row.uscc) return false;
  if (scope.divisions !== undefined && !scope.divisions.some((prefix) => row.division.startsWith(prefix)))
    return false;
  return scope.tiers === undefined || scope.tiers.includes(row.tier() ?? '');
}
