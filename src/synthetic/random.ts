import type { SeededRandom } from '../kit/synthetic';

const DAY_MS = 86_400_000;
const FNV_PRIME = 0x01000193;
const FNV_OFFSET = 0x811c9dc5;

/** FNV-1a over UTF-16 units, 32 bits: turns a seed or a label into a word of a stream's state. */
export function hashText(text: string): number {
  let hash = FNV_OFFSET;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), FNV_PRIME);
  return hash >>> 0;
}

/**
 * The stream of three 32-bit words (sfc32 of PractRand). Written here, not taken from a library: those seed
 * from one number or text, and a million enterprises times some twenty labels need streams that cannot
 * collide; and their published sequence would be ours to keep through every upgrade.
 */
export function seededRandom(first: number, second: number, third: number): SeededRandom {
  const next = sfc32(first, second, third);
  const int = (min: number, max: number): number => min + Math.floor(next() * (max - min + 1));
  return {
    next,
    int,
    pick<T>(items: readonly T[]): T {
      const item = items[int(0, items.length - 1)];
      if (item === undefined) throw new RangeError('nothing to pick from');
      return item;
    },
    chance: (p) => next() < p,
    /** Box–Muller; its second value is dropped, so that every call costs the stream two draws. */
    normal: (mean, sd) => mean + sd * Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    date: (from, to) => dayText(int(Date.parse(from) / DAY_MS, Date.parse(to) / DAY_MS)),
  };
}

function dayText(daysSinceEpoch: number): string {
  return new Date(daysSinceEpoch * DAY_MS).toISOString().slice(0, 10);
}

function sfc32(first: number, second: number, third: number): () => number {
  let a = first | 0;
  let b = second | 0;
  let c = third | 0;
  let counter = 1;
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 4_294_967_296;
  };
  for (let round = 0; round < 12; round++) next();
  return next;
}
