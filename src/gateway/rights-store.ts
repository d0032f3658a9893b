import { LRUCache } from 'lru-cache';
import type { Caller } from '../kit/caller';
import type { Rights } from '../kit/owner';
import type { Bundle } from '../policy/bundle';
import { rightsKey, rightsOf } from '../policy/decision';

/** The bundle in force and the decisions made under it; a new bundle starts with none. */
export interface RightsStore {
  bundle(): Bundle;
  publish(bundle: Bundle): void;
  rightsFor(caller: Caller): Rights;
  today(): string;
}

/** Callers whose decisions are kept: 22 units, their purposes, 128 divisions, and enterprises that come and go. */
const MAX_CALLERS = 2_000;

export function rightsStore(initial: Bundle, now: () => number): RightsStore {
  let bundle = initial;
  const known = new LRUCache<string, Rights>({ max: MAX_CALLERS });
  const today = (): string => shanghaiDay(now());
  return {
    bundle: () => bundle,
    publish(next) {
      bundle = next;
      known.clear();
    },
    today,
    rightsFor(caller) {
      const day = today();
      const key = `${rightsKey(caller)} ${day}`;
      let rights = known.get(key);
      if (rights === undefined) known.set(key, (rights = rightsOf(bundle, caller, day)));
      return rights;
    },
  };
}

const EIGHT_HOURS = 8 * 3_600_000;

/** Agreements begin and end with the calendar day of Shanxi (UTC+8, no summer time). */
function shanghaiDay(instant: number): string {
  return new Date(instant + EIGHT_HOURS).toISOString().slice(0, 10);
}
