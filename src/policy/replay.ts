import { LRUCache } from 'lru-cache';
import type { Caller } from '../kit/caller';
import type { FieldDecision, Grant, Rights } from '../kit/owner';
import type { Bundle } from './bundle';
import { readBundle } from './bundle-file';
import { recordedAs, rightsKey, rightsOf } from './decision';
import type { DecidedField } from './prune';

/** One entry of the record, as far as it was decided. */
export interface ReplayedEntry {
  readonly bundle: string;
  readonly caller: Caller;
  /** Days on which it may have been decided: a request that began before midnight is recorded after it. */
  readonly days: readonly string[];
  readonly fields: readonly DecidedField[];
}

/** Decides again what the record says was decided; gives what the kept bundle does not justify. */
export function decisionReplay(dataDir: string): (entry: ReplayedEntry) => string | undefined {
  const bundles = new Map<string, ReturnType<typeof readBundle>>();
  const known = new LRUCache<string, Rights>({ max: 2_000 });

  return ({ bundle: hash, caller, days, fields }) => {
    const bundle = bundles.get(hash) ?? readBundle(dataDir, hash);
    bundles.set(hash, bundle);
    if ('fault' in bundle) return bundle.fault;
    for (const field of fields) {
      const decisions = days.map((day) => rightsUnder(bundle, caller, day).decide(field.field));
      if (decisions.some((decision) => isJustified(field, decision))) continue;
      const [right] = decisions.map(recordedAs);
      return `${field.field} 记为 ${wordOf(field)}，按授权包 ${hash} 应为 ${right === undefined ? '不明' : wordOf(right)}`;
    }
    return undefined;
  };

  function rightsUnder(bundle: Bundle, caller: Caller, day: string): Rights {
    const key = `${bundle.hash} ${rightsKey(caller)} ${day}`;
    const rights = known.get(key) ?? rightsOf(bundle, caller, day);
    known.set(key, rights);
    return rights;
  }
}

/**
 * The first grant tells; another one does where all before it were used up. Two refusals are of a moment and in no bundle:
 * limits used up, which needs that every grant has some, and a process that heard of no publication, which ends whatever
 * rests on an agreement.
 */
function isJustified({ outcome, agreement }: DecidedField, decision: FieldDecision): boolean {
  if (!decision.allowed) return outcome === decision.code && agreement === null;
  const { grants } = decision;
  const canBeUsedUp = (some: readonly Grant[]): boolean => some.every(({ limits }) => limits !== undefined);
  if (outcome === 'LIMIT_EXCEEDED') return agreement === null && canBeUsedUp(grants);
  if (outcome === 'OWNER_UNAVAILABLE')
    return agreement === null && grants.some((grant) => grant.agreement !== null);
  return grants.some(
    (grant, position) =>
      grant.outcome === outcome && grant.agreement === agreement && canBeUsedUp(grants.slice(0, position)),
  );
}

function wordOf({ outcome, agreement }: Omit<DecidedField, 'field'>): string {
  return agreement === null ? outcome : `${outcome}（${agreement}）`;
}
