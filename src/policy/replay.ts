import { LRUCache } from 'lru-cache';
import type { Caller } from '../kit/caller';
import type { FieldDecision, Grant, Rights } from '../kit/owner';
import { chinaDay } from '../kit/today';
import type { Bundle } from './bundle';
import { readBundle } from './bundle-file';
import { readInForce } from './in-force-log';
import { recordedAs, rightsKey, rightsOf } from './decision';
import type { DecidedField } from './prune';

/** One entry of the record, as far as it was decided. */
export interface ReplayedEntry {
  readonly bundle: string;
  readonly caller: Caller;
  /** When it was recorded, milliseconds since 1970: not long after it was decided. */
  readonly time: number;
  readonly fields: readonly DecidedField[];
}

/** Longer than any request takes. */
const LONGEST_REQUEST_MS = 2 * 60_000;

/**
 * Decides again what the record says was decided, by a bundle that was in force then; gives what does not follow from it. A
 * request that began before midnight, or before a publication, is recorded after it: by either it may have been decided.
 */
export function decisionReplay(dataDir: string): (entry: ReplayedEntry) => string | undefined {
  const bundles = new Map<string, ReturnType<typeof readBundle>>();
  const known = new LRUCache<string, Rights>({ max: 2_000 });
  const wasInForce = readInForce(dataDir);

  return ({ bundle: hash, caller, time, fields }) => {
    const begun = time - LONGEST_REQUEST_MS;
    const days = [...new Set([time, begun].map(chinaDay))];
    const bundle = bundles.get(hash) ?? readBundle(dataDir, hash);
    bundles.set(hash, bundle);
    if ('fault' in bundle) return bundle.fault;
    if (!wasInForce(hash, begun, time)) return `授权包 ${hash} 当时不在生效`;
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
