import type { SeedRows } from '../../kit/define-unit';
import type { SeededRandom, SyntheticEnterprise, SyntheticYear } from '../../kit/synthetic';
import { AnnualReturn } from './annual-return';
import { Tax, TaxCreditRating, TaxpayerStatus } from './tax';
import { TaxReliefBill } from './tax-relief';
import { Violation, ViolationKind } from './violation';

type Row = Readonly<Record<string, unknown>>;

const FEN = 100;
/** Growth over two years needs three; who stands on the ladder is looked at further back. */
const YEARS_KEPT = { ordinary: 3, cultivated: 5 } as const;
const LATEST_YEAR = 2025;

/** The tax bureau's view of a synthetic enterprise. */
export function seedTax(enterprise: SyntheticEnterprise): SeedRows {
  const random = enterprise.random('tax');
  const { uscc, division, sizeClass } = enterprise;
  const violations = violationsOf(enterprise, random);
  return [
    [
      Tax,
      [
        {
          uscc,
          division,
          isSynthetic: true,
          taxpayerStatus: statusOf(enterprise, random),
          creditRating: violations.length > 0 ? TaxCreditRating.D : ratingOf(enterprise, random),
          sizeClass,
          arrearsAnnounced: random.chance(enterprise.tier === 'NONE' ? 0.012 : 0.002),
        },
      ],
    ],
    [AnnualReturn, returnsOf(enterprise, random)],
    [TaxReliefBill, billsOf(enterprise, random)],
    [Violation, violations],
  ];
}

function statusOf({ tier }: SyntheticEnterprise, random: SeededRandom): TaxpayerStatus {
  if (tier !== 'NONE' || random.chance(0.95)) return TaxpayerStatus.NORMAL;
  return random.pick([TaxpayerStatus.ABNORMAL, TaxpayerStatus.ABNORMAL, TaxpayerStatus.SUSPENDED]);
}

function ratingOf({ tier, establishedOn }: SyntheticEnterprise, random: SeededRandom): TaxCreditRating {
  if (establishedOn >= '2024-01-01') return TaxCreditRating.M;
  const drawn = random.next();
  if (drawn < (tier === 'NONE' ? 0.12 : 0.55)) return TaxCreditRating.A;
  if (drawn < 0.88) return TaxCreditRating.B;
  if (drawn < 0.96) return TaxCreditRating.M;
  return drawn < 0.99 ? TaxCreditRating.C : TaxCreditRating.D;
}

/** Employees are known at the end of the latest year; before, they follow the square root of revenue. */
function returnsOf(enterprise: SyntheticEnterprise, random: SeededRandom): Row[] {
  const { uscc, tier, years, employees } = enterprise;
  const latestRevenue = years.at(-1)?.revenueYuan ?? 0;
  const isCompleteFiler = tier !== 'NONE' || random.chance(0.9);
  return years.slice(-YEARS_KEPT[tier === 'NONE' ? 'ordinary' : 'cultivated']).map((year) => ({
    uscc,
    year: year.year,
    revenue: year.revenueYuan * FEN,
    mainRevenue: isCompleteFiler ? year.mainRevenueYuan * FEN : null,
    netProfit: year.profitYuan * FEN,
    assets: year.assetsYuan * FEN,
    debt: year.debtYuan * FEN,
    rdExpense: isCompleteFiler ? year.rdYuan * FEN : null,
    taxPaid: year.taxPaidYuan * FEN,
    employees: Math.max(1, Math.round(employees * Math.sqrt(year.revenueYuan / Math.max(1, latestRevenue)))),
  }));
}

/** Bills are drawn up for all on the ladder, and so far for some others. */
function billsOf(enterprise: SyntheticEnterprise, random: SeededRandom): Row[] {
  const { tier, years, sizeClass, uscc } = enterprise;
  const isSmall = sizeClass === 'SMALL' || sizeClass === 'MICRO';
  const billed = tier === 'NONE' ? (random.chance(0.25) ? years.slice(-1) : []) : years.slice(-3);
  return billed.map((year) => ({ uscc, year: year.year, ...reliefOf(year, isSmall, random) }));
}

/** Orders of magnitude only: small profits are taxed at 5 % instead of 25 %, R&D is deducted twice. */
function reliefOf(year: SyntheticYear, isSmall: boolean, random: SeededRandom): Row {
  const taxableProfit = Math.min(3_000_000, Math.max(0, year.profitYuan));
  return {
    valueAddedTax: Math.round(year.revenueYuan * 0.004 * random.next()) * FEN,
    incomeTax: isSmall ? Math.round(taxableProfit * 0.2) * FEN : 0,
    rdDeduction: Math.round(year.rdYuan * (isSmall ? 0.05 : 0.15)) * FEN,
    localTaxesAndFees: isSmall ? Math.round(year.taxPaidYuan * 0.03) * FEN : 0,
  };
}

/** Published cases, some whose time in the list is over, and some not yet published. */
function violationsOf({ uscc, tier, establishedOn }: SyntheticEnterprise, random: SeededRandom): Row[] {
  if (!random.chance(tier === 'NONE' ? 0.006 : 0.001)) return [];
  const decidedOn = random.date(establishedOn > '2021-01-01' ? establishedOn : '2021-01-01', '2025-10-31');
  const isPublished = decidedOn < `${LATEST_YEAR}-01-01` || random.chance(0.6);
  return [
    {
      uscc,
      documentNo: `晋税稽罚〔${decidedOn.slice(0, 4)}〕${random.int(10, 999)}号（测试）`,
      kind: random.pick([ViolationKind.FALSE_INVOICES, ViolationKind.FALSE_INVOICES, ViolationKind.EVASION]),
      decidedOn,
      amount: random.int(100, 5000) * 1000 * FEN,
      publishedOn: isPublished ? random.date(decidedOn, `${LATEST_YEAR}-12-31`) : null,
    },
  ];
}
