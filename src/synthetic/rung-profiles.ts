import type { SyntheticTier } from '../kit/synthetic';

/**
 * What enterprises on one rung have in common: the recognition criteria are met mostly, not always, so that
 * checks have something to refuse. Assumptions, set beside 工信部企业〔2022〕63号 and 〔2026〕2号.
 */
export interface RungProfile {
  /** In the pool or with a title. */
  readonly isCultivated: boolean;
  /** Median and spread (of the logarithm) of the revenue of 2025, in yuan, for an economy of scale 1. */
  readonly revenue: number;
  readonly revenueSpread: number;
  /** How far the economy's scale counts: 1 whole, 0 not at all. */
  readonly scaleWeight: number;
  readonly growth: number;
  readonly growthSpread: number;
  /** Added to the economy's margin. */
  readonly margin: number;
  readonly mainShare: number;
  readonly mainShareSpread: number;
  /** Median of R&D by revenue where the economy's is 0.03; undefined: the economy's own. */
  readonly rd: number | undefined;
  /** Added to the economy's debt ratio. */
  readonly debt: number;
  readonly jointStock: number;
  /** Full years since founding at the end of 2025: at least, and on average beyond that. */
  readonly ageAtLeast: number;
  readonly ageBeyond: number;
}

const WAN = 10_000;

export const rungProfiles: Readonly<Record<SyntheticTier, RungProfile>> = {
  NONE: {
    isCultivated: false,
    revenue: 260 * WAN,
    revenueSpread: 1.25,
    scaleWeight: 1,
    growth: 0.02,
    growthSpread: 0.16,
    margin: 0,
    mainShare: 0.86,
    mainShareSpread: 0.12,
    rd: undefined,
    debt: 0,
    jointStock: 0.01,
    ageAtLeast: 1,
    ageBeyond: 7,
  },
  POOL: {
    isCultivated: true,
    revenue: 1500 * WAN,
    revenueSpread: 0.7,
    scaleWeight: 0.35,
    growth: 0.06,
    growthSpread: 0.12,
    margin: 0.01,
    mainShare: 0.88,
    mainShareSpread: 0.08,
    rd: 0.025,
    debt: -0.03,
    jointStock: 0.03,
    ageAtLeast: 2,
    ageBeyond: 8,
  },
  INNOVATIVE: {
    isCultivated: true,
    revenue: 2200 * WAN,
    revenueSpread: 0.75,
    scaleWeight: 0.35,
    growth: 0.09,
    growthSpread: 0.11,
    margin: 0.015,
    mainShare: 0.9,
    mainShareSpread: 0.07,
    rd: 0.042,
    debt: -0.05,
    jointStock: 0.06,
    ageAtLeast: 2,
    ageBeyond: 8,
  },
  SRDI: {
    isCultivated: true,
    revenue: 4800 * WAN,
    revenueSpread: 0.75,
    scaleWeight: 0.35,
    growth: 0.1,
    growthSpread: 0.1,
    margin: 0.02,
    mainShare: 0.92,
    mainShareSpread: 0.055,
    rd: 0.052,
    debt: -0.06,
    jointStock: 0.12,
    ageAtLeast: 3,
    ageBeyond: 9,
  },
  PROVINCIAL_LITTLE_GIANT: {
    isCultivated: true,
    revenue: 1.1e8,
    revenueSpread: 0.65,
    scaleWeight: 0.3,
    growth: 0.12,
    growthSpread: 0.09,
    margin: 0.03,
    mainShare: 0.94,
    mainShareSpread: 0.04,
    rd: 0.055,
    debt: -0.07,
    jointStock: 0.25,
    ageAtLeast: 5,
    ageBeyond: 9,
  },
  NATIONAL_LITTLE_GIANT: {
    isCultivated: true,
    revenue: 2.3e8,
    revenueSpread: 0.55,
    scaleWeight: 0.25,
    growth: 0.13,
    growthSpread: 0.08,
    margin: 0.04,
    mainShare: 0.955,
    mainShareSpread: 0.03,
    rd: 0.055,
    debt: -0.08,
    jointStock: 0.4,
    ageAtLeast: 6,
    ageBeyond: 10,
  },
};
