/** Every number of 方案 2022-03-18, in one place: [S] all of them, except where a line says otherwise. */

export const PLAN_DATE = '2022-03-18';
/** 十四五末. */
export const END_OF_PLAN = '2025-12-31';

export type Tier = 'SRDI' | 'PROVINCIAL_LITTLE_GIANT' | 'NATIONAL_LITTLE_GIANT';

/** 二、发展目标: enterprises at the end of the plan. */
export const TITLES_AT_LEAST: Readonly<Record<Tier, number>> = {
  SRDI: 3000,
  PROVINCIAL_LITTLE_GIANT: 500,
  NATIONAL_LITTLE_GIANT: 200,
};

/** 第2条: 500 万元 revenue. */
export const POOL_REVENUE_WAN = 500;

/** 第5条: 30 万元, once. */
export const ONE_OFF_AWARD_FEN = 30_000_000;

/** 第6条: 3 亿元, for little giants. */
export const FUND_SIZE_FEN = 30_000_000_000;
export const FUND_TIERS: readonly Tier[] = ['PROVINCIAL_LITTLE_GIANT', 'NATIONAL_LITTLE_GIANT'];

/** 财库〔2022〕19号: percent of the price of goods and services of small and micro enterprises. */
export const PRICE_DEDUCTION = { atLeast: 10, atMost: 20 } as const;

/** 第10条: in three years; the day on which they end is inferred [I]. */
export const BOARD_COVERAGE_AT_LEAST = 0.8;
export const BOARD_COVERAGE_UNTIL = '2025-03-17';

/** 第14条: at most a fifth of the price, and at most 200 万元 for one enterprise in one year. */
export const IP_SUBSIDY_PRICE_DIVISOR = 5;
export const IP_SUBSIDY_YEARLY_FEN = 200_000_000;
export const IP_SUBSIDY_GROWTH_PERCENT = 30;
export const IP_SUBSIDY_PROFIT_PERCENT = 15;

/** 第21条: as many a year as are to be trained, and no more. */
export const TRAINEES_A_YEAR = 100;

export const FEN_PER_YUAN = 100;
