import type { Caller } from '../kit/caller';
import type { FieldDecision, Grant, Rights, Scope } from '../kit/owner';
import { SHARING_PURPOSE } from '../kit/purposes';
import type { FieldOutcome } from '../kit/refusal';
import type { ChangePolicy, FieldPolicy } from '../kit/share';
import { sharingAuthority } from '../kit/unit-directory';
import type { Agreement } from './agreement';
import type { Bundle } from './bundle';

/**
 * Decides one field for one caller, purpose and day: a pure function of its arguments. What depends on the single
 * enterprise (scope, consent) stays in the grants; the first rule that refuses gives the code, in the contract's order.
 */
export function decide(bundle: Bundle, caller: Caller, coordinate: string, today: string): FieldDecision {
  const change = bundle.changes.get(coordinate);
  if (change !== undefined) return decideChange(change, caller);
  const policy = bundle.policies.get(coordinate);
  if (policy === undefined) return refused('DENIED_WITHHELD');
  if (policy.attr === 'OPEN') return openTo(null);
  if (caller.kind === 'stranger') return refused('UNAUTHENTICATED');
  if (policy.attr === 'WITHHELD') return refused('DENIED_WITHHELD');
  if (policy.affairOf !== undefined) return decideAffair(policy.affairOf, caller);
  if (caller.kind === 'enterprise')
    return policy.self ? openTo({ self: caller.uscc }) : refused('DENIED_NO_GRANT');
  // An owner needs nobody's leave for what is its own.
  if (caller.unit === policy.unit)
    return openTo(caller.division === undefined ? null : { divisions: [caller.division] });
  const agreements =
    bundle.grants
      .get(caller.unit)
      ?.get(coordinate)
      ?.filter((agreement) => isInForce(agreement, today)) ?? [];
  if (agreements.length === 0) return refused('DENIED_NO_GRANT');
  const serving = agreements.filter((agreement) => agreement.purposes.includes(caller.purpose));
  if (serving.length === 0) return refused('DENIED_PURPOSE');
  return {
    allowed: true,
    grants: serving.map((agreement) => grantOf(agreement, policy, caller.division)).sort(widestFirst),
  };
}

/** Affairs of sharing are read as they are acted on: by whose they may be, units and the authority under their own purpose. */
function decideAffair(
  affairOf: NonNullable<FieldPolicy['affairOf']>,
  caller: Exclude<Caller, { kind: 'stranger' }>,
): FieldDecision {
  const isEnterprise = caller.kind === 'enterprise';
  const reader = isEnterprise ? 'ENTERPRISE' : caller.unit === sharingAuthority.code ? 'AUTHORITY' : 'UNIT';
  if (!affairOf.includes(reader)) return refused('DENIED_NO_GRANT');
  if (isEnterprise) return openTo({ self: caller.uscc });
  return caller.purpose === SHARING_PURPOSE ? openTo(null) : refused('DENIED_PURPOSE');
}

/** What is somebody's own to change, nobody else changes: no agreement and no consent opens it. */
function decideChange({ unit, makers, byDivision }: ChangePolicy, caller: Caller): FieldDecision {
  if (caller.kind === 'stranger') return refused('UNAUTHENTICATED');
  if (caller.kind === 'enterprise')
    return makers.includes('ENTERPRISE')
      ? openTo({ self: caller.uscc }, 'change')
      : refused('DENIED_NO_GRANT');
  const isOwners = makers.includes('OWNER');
  const maker = isOwners ? 'OWNER' : caller.unit === sharingAuthority.code ? 'AUTHORITY' : 'UNIT';
  if (!makers.includes(maker) || (isOwners && caller.unit !== unit)) return refused('DENIED_NO_GRANT');
  if (!isOwners && caller.purpose !== SHARING_PURPOSE) return refused('DENIED_PURPOSE');
  if (byDivision && caller.division === undefined) return refused('DENIED_SCOPE');
  return openTo(caller.division === undefined ? null : { divisions: [caller.division] }, 'change');
}

/** All decisions for one caller under one bundle, each made once. */
export function rightsOf(bundle: Bundle, caller: Caller, today: string): Rights {
  const decisions = new Map<string, FieldDecision>();
  return {
    bundle: bundle.hash,
    decide(coordinate) {
      let decision = decisions.get(coordinate);
      if (decision === undefined)
        decisions.set(coordinate, (decision = decide(bundle, caller, coordinate, today)));
      return decision;
    },
  };
}

/** How the record names a decision: what is told and under which agreement, or the rule that refuses. */
export function recordedAs(decision: FieldDecision): { outcome: FieldOutcome; agreement: string | null } {
  if (!decision.allowed) return { outcome: decision.code, agreement: null };
  const [grant] = decision.grants;
  return { outcome: grant?.outcome ?? 'clear', agreement: grant?.agreement ?? null };
}

/** What decides between callers: two callers with the same key have the same rights under the same bundle. */
export function rightsKey(caller: Caller): string {
  if (caller.kind === 'stranger') return 'stranger';
  if (caller.kind === 'enterprise') return `enterprise ${caller.uscc}`;
  return `${caller.unit} ${caller.purpose} ${caller.division ?? ''}`;
}

function refused(code: Extract<FieldDecision, { allowed: false }>['code']): FieldDecision {
  return { allowed: false, code };
}

function openTo(scope: Scope | null, outcome: Grant['outcome'] = 'clear'): FieldDecision {
  return {
    allowed: true,
    grants: [{ agreement: null, outcome, scope, needsConsent: false, thresholds: undefined }],
  };
}

export function isInForce(agreement: Agreement, today: string): boolean {
  return agreement.validFrom <= today && today <= agreement.validUntil;
}

function grantOf(agreement: Agreement, policy: FieldPolicy, division: string | undefined): Grant {
  return {
    agreement: agreement.id,
    outcome: policy.attr === 'PREDICATE' ? 'predicate' : agreement.outcome,
    scope: scopeOf(agreement, division),
    needsConsent: policy.attr === 'CONSENT',
    thresholds: agreement.thresholds[policy.coordinate],
    ...(agreement.limits === null ? {} : { limits: agreement.limits }),
  };
}

function scopeOf({ scope }: Agreement, division: string | undefined): Scope | null {
  if (scope === null) return null;
  const { divisions, ...rest } = scope;
  if (divisions === undefined) return rest;
  // A system that acts for no division of its own reaches no enterprise under an agreement about its own division.
  return { ...rest, divisions: divisions === 'own' ? (division === undefined ? [] : [division]) : divisions };
}

/**
 * The first that fits a row is the one that counts, so the grant that tells most comes first: clear, then without scope,
 * then without limits. A masked one before it would hide what another agreement tells.
 */
function widestFirst(a: Grant, b: Grant): number {
  const weight = (grant: Grant): number =>
    (grant.outcome === 'masked' ? 4 : 0) +
    (grant.scope === null ? 0 : 2) +
    (grant.limits === undefined ? 0 : 1);
  return weight(a) - weight(b);
}
