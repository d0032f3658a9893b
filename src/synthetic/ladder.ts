import type { SyntheticTier } from '../kit/synthetic';

/** Targets of 方案 二、发展目标: 3 000 专精特新, 500 省级小巨人, 200 国家级小巨人. */
const PLAN_TARGETS = { srdi: 3000, provincial: 500, national: 200 } as const;
const PLAN_TOTAL = PLAN_TARGETS.srdi + PLAN_TARGETS.provincial + PLAN_TARGETS.national;

/** Shares of a small world and ceilings of a large one; the two ceilings below the plan's are assumptions. */
const TITLED = { share: 0.4, atMost: PLAN_TOTAL } as const;
const POOL = { share: 0.2, atMost: 20_000 } as const;
const INNOVATIVE = { share: 0.1, atMost: 6000 } as const;

/** How many enterprises of a world stand on which rung, and which ones. */
export interface Ladder {
  readonly count: number;
  readonly rungs: readonly Rung[];
  /** `index * step + offset` modulo `count` visits every rank once, spread so that any stretch meets all rungs. */
  readonly step: number;
  readonly offset: number;
}

export interface Rung {
  readonly tier: SyntheticTier;
  /** Ranks below this one, and not below the previous rung's, stand here. */
  readonly below: number;
}

/** Divides `count` enterprises among the rungs, exactly; `offset` decides which enterprise gets which. */
export function ladderOf(count: number, offset: number): Ladder {
  const sizes = rungSizes(count);
  let below = 0;
  const rungs = sizes.map(([tier, size]) => ({ tier, below: (below += size) }));
  return { count, rungs, step: stepFor(count), offset: offset % count };
}

/** Number of enterprises on each rung, topmost first; together `count`. */
export function rungSizes(count: number): readonly (readonly [SyntheticTier, number])[] {
  const titled = portion(count, TITLED);
  const national = Math.round((titled * PLAN_TARGETS.national) / PLAN_TOTAL);
  const provincial = Math.round((titled * PLAN_TARGETS.provincial) / PLAN_TOTAL);
  const innovative = portion(count, INNOVATIVE);
  const pool = portion(count, POOL);
  return [
    ['NATIONAL_LITTLE_GIANT', national],
    ['PROVINCIAL_LITTLE_GIANT', provincial],
    ['SRDI', titled - national - provincial],
    ['INNOVATIVE', innovative],
    ['POOL', pool],
    ['NONE', count - titled - innovative - pool],
  ];
}

/** The rung of the enterprise at `index`. */
export function tierAt(ladder: Ladder, index: number): SyntheticTier {
  const rank = (index * ladder.step + ladder.offset) % ladder.count;
  return ladder.rungs.find((rung) => rank < rung.below)?.tier ?? 'NONE';
}

function portion(count: number, { share, atMost }: { share: number; atMost: number }): number {
  return Math.min(Math.floor(count * share), atMost);
}

/** A step near the golden section of `count`, which spreads best, without a common divisor. */
function stepFor(count: number): number {
  let step = Math.max(1, Math.floor(count * 0.618034));
  while (greatestCommonDivisor(step, count) !== 1) step++;
  return step;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
