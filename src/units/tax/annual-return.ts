import { Int } from 'type-graphql';
import { Index } from 'typeorm';
import { FEN_PER_YUAN } from '../../kit/fen';
import { Money } from '../../kit/scalars';
import { declareEnum, EnterprisePart, Part, Stored } from '../../kit/slice';
import { annual, type Source } from '../../kit/source';

/** One year as the enterprise has filed it; what was not filed is absent, and questions about it answer unknown. */
@Part({ zh: '年度申报' })
@Index(['uscc', 'year'], { unique: true })
export class AnnualReturn extends EnterprisePart {
  @Stored(() => Int, '年度', { required: true })
  year!: number;

  @Stored(() => Money, '营业收入', { required: true })
  revenue!: number;

  @Stored(() => Money, '主营业务收入')
  mainRevenue!: number | null;

  @Stored(() => Money, '净利润')
  netProfit!: number | null;

  @Stored(() => Money, '年末资产总额')
  assets!: number | null;

  @Stored(() => Money, '年末负债总额')
  debt!: number | null;

  @Stored(() => Money, '研发费用')
  rdExpense!: number | null;

  @Stored(() => Money, '纳税额')
  taxPaid!: number | null;

  @Stored(() => Int, '年末从业人数')
  employees!: number | null;
}

/**
 * 营业收入 thresholds in yuan, ascending: 培育库 (方案 第2条) 500 万; 专精特新 1000 万 (63号), 1500 万 (2026 年 2 号);
 * 小升规 2000 万 [M]; 小巨人 5000 万; research duty by size 1 亿 (63号 [M]).
 */
export const REVENUE_THRESHOLDS = [5e6, 1e7, 1.5e7, 2e7, 5e7, 1e8] as const;

/** Closed below; the bounds are the thresholds, so a band tells nothing that the predicates would not. */
export enum RevenueBand {
  BELOW_5M = 'BELOW_5M',
  FROM_5M = 'FROM_5M',
  FROM_10M = 'FROM_10M',
  FROM_15M = 'FROM_15M',
  FROM_20M = 'FROM_20M',
  FROM_50M = 'FROM_50M',
  FROM_100M = 'FROM_100M',
}
declareEnum(RevenueBand, {
  name: 'RevenueBand',
  zh: '营业收入区间：含下限，不含上限',
  labels: {
    BELOW_5M: '不足 500 万元',
    FROM_5M: '500 万–1000 万元',
    FROM_10M: '1000 万–1500 万元',
    FROM_15M: '1500 万–2000 万元',
    FROM_20M: '2000 万–5000 万元',
    FROM_50M: '5000 万–1 亿元',
    FROM_100M: '1 亿元以上',
  },
});

const BAND_NAMES = Object.values(RevenueBand)
  .map((band) => `'${band}'`)
  .join(', ');
const BAND_BOUNDS = REVENUE_THRESHOLDS.map((yuan) => yuan * FEN_PER_YUAN).join(', ');

export const revenueBand = annual(
  AnnualReturn,
  (p) => `(ARRAY[${BAND_NAMES}])[width_bucket(${p}.revenue, ARRAY[${BAND_BOUNDS}]::bigint[]) + 1]`,
);

export const mainRevenueShare = annual(AnnualReturn, (p) => ratio(`${p}.main_revenue`, `${p}.revenue`));

export const mainRevenueGrowth = growthOf('main_revenue');
export const revenueGrowth = growthOf('revenue');

/** Of the asked number of years together; unknown unless each of them was filed. */
export const rdExpense = annual(AnnualReturn, (p, { args }) => {
  const years = yearsAsked(args);
  return (
    `(SELECT CASE WHEN count(s.rd_expense) = ${years} THEN sum(s.rd_expense) END FROM annual_return s ` +
    `WHERE s.uscc = ${p}.uscc AND s.year BETWEEN ${p}.year - ${years - 1} AND ${p}.year)`
  );
});

/** Net profit by revenue: the plan does not say which 利润率 it means [I]. */
export const profitRate = annual(AnnualReturn, (p) => ratio(`${p}.net_profit`, `${p}.revenue`));

export const debtRatio = annual(AnnualReturn, (p) => ratio(`${p}.debt`, `${p}.assets`));

export const rdRatio = annual(AnnualReturn, (p) => ratio(`${p}.rd_expense`, `${p}.revenue`));

/** A fact of the latest year, whatever year it is. */
export function latest(fact: keyof AnnualReturn): Source {
  const source = annual(AnnualReturn, fact);
  return { sql: (select) => source.sql(select) };
}

/** Over how many years what is filed yearly may be asked together. */
export const PERIODS = [1, 2] as const;

function yearsAsked(args: Readonly<Record<string, unknown>>): (typeof PERIODS)[number] {
  return args['years'] === 2 ? 2 : 1;
}

/**
 * Yearly growth up to the asked year, over the asked number of years: the year before them must have been filed too, and
 * a base of nothing, or less, gives no growth [I]. Over two years it is the rate that, twice applied, leads from one to the other
 * (复合增长率); the root of a numeric is exact where it can be written.
 */
function growthOf(column: string): Source {
  return annual(AnnualReturn, (p, { args }) => {
    const years = yearsAsked(args);
    const base = `(SELECT b.${column} FROM annual_return b WHERE b.uscc = ${p}.uscc AND b.year = ${p}.year - ${years})`;
    // What was written off has shrunk by all there was: less than nothing has no root.
    const value = `CASE WHEN ${p}.${column} < 0 THEN 0 ELSE ${p}.${column} END`;
    const grown = ratio(`(${value})`, base);
    return `${years === 2 ? `sqrt(${grown})` : `(${grown})`} - 1`;
  });
}

/** Unknown where the base is nothing, or less. */
function ratio(part: string, whole: string): string {
  return `${part}::numeric / nullif(greatest(${whole}, 0), 0)`;
}
