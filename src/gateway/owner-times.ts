import type { UsageTimes } from '../sharing/hub-context';

/** How long owners took since this process began; the record does not say it, since it is written beside the reading. */
export interface OwnerTimes {
  note(owner: string, consumer: string, ms: number): void;
  /** Of one owner, for one consumer or for all; undefined where it was not asked. */
  of(owner: string, consumer?: string): UsageTimes | undefined;
}

/** Upper bounds of the steps in which times are counted: each half again as long as the one before. */
const STEPS = Array.from({ length: 28 }, (_, step) => 1.5 ** step);

interface Counts {
  readonly steps: number[];
  longest: number;
}

export function ownerTimes(): OwnerTimes {
  const byOwner = new Map<string, Map<string, Counts>>();
  return {
    note(owner, consumer, ms) {
      const ofOwner = byOwner.get(owner) ?? new Map<string, Counts>();
      byOwner.set(owner, ofOwner);
      const counts = ofOwner.get(consumer) ?? { steps: STEPS.map(() => 0), longest: 0 };
      ofOwner.set(consumer, counts);
      const found = STEPS.findIndex((bound) => ms <= bound);
      const step = found < 0 ? STEPS.length - 1 : found;
      counts.steps[step] = (counts.steps[step] ?? 0) + 1;
      counts.longest = Math.max(counts.longest, ms);
    },
    of(owner, consumer) {
      const ofOwner = byOwner.get(owner);
      const wanted =
        consumer === undefined ? [...(ofOwner?.values() ?? [])] : [ofOwner?.get(consumer)].filter(isCounts);
      const steps = STEPS.map((_, step) =>
        wanted.reduce((sum, counts) => sum + (counts.steps[step] ?? 0), 0),
      );
      const count = steps.reduce((sum, step) => sum + step, 0);
      if (count === 0) return undefined;
      const longest = Math.max(...wanted.map((counts) => counts.longest));
      const bound = (share: number): number => Math.round(Math.min(longest, quantile(steps, count * share)));
      return { count, median: bound(0.5), p95: bound(0.95), longest: Math.round(longest) };
    },
  };
}

const isCounts = (counts: Counts | undefined): counts is Counts => counts !== undefined;

/** The bound of the step in which so many are reached. */
function quantile(steps: readonly number[], rank: number): number {
  let reached = 0;
  const step = steps.findIndex((times) => (reached += times) >= rank);
  return STEPS[step] ?? Infinity;
}
