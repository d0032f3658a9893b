/** What a threshold is asked of, exactly: in fen, and in millionths where it is a ratio. */
export type Verdict = 'YES' | 'NO' | 'UNKNOWN';

/** One year as it is filed; absent where it was not. */
export interface Return {
  readonly year: number;
  readonly revenue: bigint;
  readonly mainRevenue: bigint | null;
  readonly netProfit: bigint | null;
  readonly assets: bigint | null;
  readonly debt: bigint | null;
  readonly rdExpense: bigint | null;
}
type Figure = Exclude<keyof Return, 'year'>;

export const LATEST = 2025;
const ONE = 1_000_000n;
const FEN = 100n;

/** Any whole number of hundredths of it is whole, of ten-thousandths too. */
const WHOLE = 123_456_790_000n;
const COMFORTABLE: Omit<Return, 'year'> = {
  revenue: WHOLE,
  mainRevenue: WHOLE / 2n,
  netProfit: WHOLE / 20n,
  assets: WHOLE * 2n,
  debt: WHOLE,
  rdExpense: WHOLE / 50n,
};

export const millionths = (threshold: number): bigint => BigInt(Math.round(threshold * 1e6));
const of = (threshold: number, whole: bigint): bigint => (millionths(threshold) * whole) / ONE;

/** Returns of three years, the latest first, some figures of which are as given. */
export const returns = (...years: readonly Partial<Return>[]): Return[] =>
  [0, 1, 2].map((ago) => ({ ...COMFORTABLE, year: LATEST - ago, ...years[ago] }));

/** For each question of the tax bureau: what is filed where its figure lies beside, at and behind a threshold. */
export const filedAt: Readonly<
  Record<string, (threshold: number, beside: bigint, years: number) => Return[]>
> = {
  revenueAtLeast: (yuan, beside) => returns({ revenue: BigInt(yuan) * FEN + beside }),
  mainRevenueShareAtLeast: (ratio, beside) => returns({ mainRevenue: of(ratio, WHOLE) + beside }),
  mainRevenueGrowthAtLeast: (ratio, beside, years) => grown('mainRevenue', ratio, beside, years),
  revenueGrowthAtLeast: (ratio, beside, years) => grown('revenue', ratio, beside, years),
  profitRateAtLeast: (ratio, beside) => returns({ netProfit: of(ratio, WHOLE) + beside }),
  debtRatioAtMost: (ratio, beside) => returns({ debt: of(ratio, WHOLE * 2n) + beside }),
  rdExpenseAtLeast: (yuan, beside, years) =>
    years === 1
      ? returns({ rdExpense: BigInt(yuan) * FEN + beside })
      : returns({ rdExpense: BigInt(yuan) * FEN - 333n + beside }, { rdExpense: 333n }),
  rdRatioAtLeast: (ratio, beside) => returns({ rdExpense: of(ratio, WHOLE) + beside }),
};

function grown(figure: Figure, ratio: number, beside: bigint, years: number): Return[] {
  const yearly = (base: bigint): bigint => of(1 + ratio, base);
  return years === 1
    ? returns({ [figure]: yearly(WHOLE) + beside }, { [figure]: WHOLE })
    : returns({ [figure]: yearly(yearly(WHOLE)) + beside }, {}, { [figure]: WHOLE });
}

/** What the bureau must answer, by whole numbers alone. */
export function verdictOf(
  field: string,
  threshold: number,
  years: number,
  filed: readonly Return[],
): Verdict {
  const [last] = [...filed].sort((a, b) => b.year - a.year);
  if (last === undefined) return 'UNKNOWN';
  const ago = (count: number): Return | undefined => filed.find(({ year }) => year === last.year - count);
  const ratio = (part: bigint | null, whole: bigint | null, isAtMost = false): Verdict => {
    if (part === null || whole === null || whole <= 0n) return 'UNKNOWN';
    const [asked, given] = [millionths(threshold) * whole, part * ONE];
    return yesNo(isAtMost ? given <= asked : given >= asked);
  };
  const growth = (figure: Figure): Verdict => {
    const [value, base] = [last[figure], ago(years)?.[figure] ?? null];
    if (value === null || base === null || base <= 0n) return 'UNKNOWN';
    const power = BigInt(years);
    return yesNo(value * ONE ** power >= (ONE + millionths(threshold)) ** power * base);
  };
  switch (field) {
    case 'revenueAtLeast':
      return yesNo(last.revenue >= BigInt(threshold) * FEN);
    case 'mainRevenueShareAtLeast':
      return ratio(last.mainRevenue, last.revenue);
    case 'mainRevenueGrowthAtLeast':
      return growth('mainRevenue');
    case 'revenueGrowthAtLeast':
      return growth('revenue');
    case 'profitRateAtLeast':
      return ratio(last.netProfit, last.revenue);
    case 'debtRatioAtMost':
      return ratio(last.debt, last.assets, true);
    case 'rdExpenseAtLeast': {
      const spent = Array.from({ length: years }, (_, count) => ago(count)?.rdExpense ?? null);
      if (spent.includes(null)) return 'UNKNOWN';
      return yesNo(spent.reduce<bigint>((sum, fen) => sum + (fen ?? 0n), 0n) >= BigInt(threshold) * FEN);
    }
    case 'rdRatioAtLeast':
      return ratio(last.rdExpense, last.revenue);
    default:
      throw new Error(`no exact answer for ${field}: write it down here`);
  }
}

const yesNo = (is: boolean): Verdict => (is ? 'YES' : 'NO');

/** What is missing, nothing, or less than nothing. */
export const unusual: readonly (readonly [string, Return[]])[] = [
  ['nothing is filed', []],
  ['the last year only is filed', returns().slice(0, 1)],
  ['the year before is not filed', returns().filter(({ year }) => year !== LATEST - 1)],
  ['the latest year is an old one', returns().slice(1)],
  ['main revenue is absent', returns({ mainRevenue: null })],
  ['main revenue was absent', returns({}, { mainRevenue: null }, { mainRevenue: null })],
  ['profit is absent', returns({ netProfit: null })],
  ['profit is a loss', returns({ netProfit: -WHOLE })],
  ['assets are absent', returns({ assets: null })],
  ['assets are nothing', returns({ assets: 0n })],
  ['debt is absent', returns({ debt: null })],
  ['research is absent', returns({ rdExpense: null })],
  ['research was absent', returns({}, { rdExpense: null })],
  ['research is nothing', returns({ rdExpense: 0n }, { rdExpense: 0n })],
  ['revenue is nothing', returns({ revenue: 0n, mainRevenue: 0n })],
  ['revenue was nothing', returns({}, { revenue: 0n, mainRevenue: 0n }, { revenue: 0n, mainRevenue: 0n })],
  ['revenue is written off', returns({ revenue: -WHOLE, mainRevenue: -WHOLE })],
  ['revenue is written off and was not filed', returns({ revenue: -WHOLE, mainRevenue: -WHOLE }).slice(0, 1)],
  [
    'revenue was written off',
    returns({}, { revenue: -WHOLE, mainRevenue: -WHOLE }, { revenue: -WHOLE, mainRevenue: -WHOLE }),
  ],
];
