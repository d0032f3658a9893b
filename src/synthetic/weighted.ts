import type { SeededRandom } from '../kit/synthetic';

/** Draws one item, each as often as its weight says. */
export type WeightedChoice<T> = (random: SeededRandom) => T;

/** Prepares a choice among items with weights that are positive or zero, and not all zero. */
export function weighted<T>(items: readonly T[], weightOf: (item: T) => number): WeightedChoice<T> {
  const chosen = items.filter((item) => weightOf(item) > 0);
  let total = 0;
  const upTo = chosen.map((item) => (total += weightOf(item)));
  const last = chosen.at(-1);
  if (last === undefined) throw new RangeError('no item has a weight');
  return (random) => chosen[firstAbove(upTo, random.next() * total)] ?? last;
}

/** Position of the first sum above `value`, by halving: one draw happens for every enterprise. */
function firstAbove(sums: readonly number[], value: number): number {
  let low = 0;
  let high = sums.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sums[middle] ?? Infinity) > value) high = middle;
    else low = middle + 1;
  }
  return low;
}
