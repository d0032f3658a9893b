import { LRUCache } from 'lru-cache';
import type { Caller } from '../kit/caller';
import { kept } from '../kit/kept';
import { chinaDay } from '../kit/today';
import type { Rights } from '../kit/owner';
import type { Bundle } from '../policy/bundle';
import { rightsKey, rightsOf } from '../policy/decision';
import { withoutAgreements, withoutHearing } from '../policy/narrowing';

/** The bundle in force and the decisions made under it; a new bundle starts with none. */
export interface RightsStore {
  bundle(): Bundle;
  publish(bundle: Bundle): void;
  /** Says that at this moment (milliseconds of the store's own clock) no newer bundle was published. */
  heard(at: number): void;
  rightsFor(caller: Caller): Rights;
  /** The same without agreements whose limits are used up. */
  rightsWithout(rights: Rights, usedUp: readonly string[]): Rights;
  today(): string;
  /** Changes whenever anybody's rights may have: bundle, day, whether it is heard. */
  state(): string;
}

/** How long decisions stand on what was last heard. */
export const LEASE_MS = 5_000;

/** Callers whose decisions are kept: 22 units, their purposes, 128 divisions, and enterprises that come and go. */
const MAX_CALLERS = 2_000;

/**
 * `now` is the time by which rules are judged, `elapsed` runs evenly and measures the lease. A store that never hears has
 * no lease: nobody publishes to it. `keep` is done with every bundle before anything is decided by it: without its text no
 * entry of the record could be judged again.
 */
export function rightsStore(
  initial: Bundle,
  now: () => number,
  elapsed: () => number = () => performance.now(),
  keep: (bundle: Bundle) => void = () => undefined,
): RightsStore {
  keep(initial);
  let bundle = initial;
  let heardAt = Infinity;
  const known = new LRUCache<string, Rights>({ max: MAX_CALLERS });
  const narrower = new WeakMap<Rights, Map<string, Rights>>();
  const today = (): string => chinaDay(now());
  const isHeard = (): boolean => elapsed() - heardAt < LEASE_MS;
  return {
    bundle: () => bundle,
    publish(next) {
      keep(next);
      bundle = next;
      known.clear();
    },
    heard(at) {
      heardAt = at;
    },
    today,
    state: () => `${bundle.hash} ${today()} ${isHeard()}`,
    rightsFor(caller) {
      const day = today();
      const rights = kept<string, Rights>(known, `${rightsKey(caller)} ${day}`, () =>
        rightsOf(bundle, caller, day),
      );
      return isHeard() ? rights : narrow(rights, '', () => withoutHearing(rights));
    },
    rightsWithout: (rights, usedUp) =>
      narrow(rights, [...usedUp].sort().join(' '), () => withoutAgreements(rights, new Set(usedUp))),
  };

  /** Kept, since what is compiled is kept by rights. */
  function narrow(rights: Rights, key: string, make: () => Rights): Rights {
    return kept(
      kept(narrower, rights, () => new Map<string, Rights>()),
      key,
      make,
    );
  }
}
