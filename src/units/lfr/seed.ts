import { cityOf } from '../../kit/codes/divisions';
import type { SeedRows } from '../../kit/define-unit';
import type { SeededRandom, SyntheticEnterprise, SyntheticTier } from '../../kit/synthetic';
import {
  FinancingDemand,
  FinancingGuarantee,
  FinancingMatchStatus,
  FinancingPurpose,
  MatchedProduct,
} from './demand';
import { Financing } from './lfr';
import { listingReserveOf } from './seed-listing-reserve';
import { ListingObstacle, ListingPlan, ListingReserve } from './listing-reserve';

type Row = Readonly<Record<string, unknown>>;

interface Habit {
  readonly pushed: number;
  readonly demands: number;
  readonly guaranteed: number;
}

const TITLED: Habit = { pushed: 0.92, demands: 0.3, guaranteed: 0.1 };
const CULTIVATED: Habit = { pushed: 0.4, demands: 0.15, guaranteed: 0.04 };
const ORDINARY: Habit = { pushed: 0, demands: 0.01, guaranteed: 0.003 };
const HABITS: Readonly<Record<SyntheticTier, Habit>> = {
  NONE: ORDINARY,
  POOL: CULTIVATED,
  INNOVATIVE: CULTIVATED,
  SRDI: TITLED,
  PROVINCIAL_LITTLE_GIANT: TITLED,
  NATIONAL_LITTLE_GIANT: TITLED,
};

/** Numbers, names and banks as in the directory that the banking regulator publishes. */
const PRODUCTS = [
  { productNo: 'XD01', product: '专精特新信用贷（测试）', lender: '测试商业银行（测试）' },
  { productNo: 'XD02', product: '知识产权质押贷（测试）', lender: '测试商业银行（测试）' },
  { productNo: 'XD04', product: '订单快贷（测试）', lender: '测试城市商业银行（测试）' },
  { productNo: 'XD05', product: '研发贷（测试）', lender: '测试股份银行（测试）' },
  { productNo: 'XD07', product: '设备更新贷（测试）', lender: '测试农村商业银行（测试）' },
  { productNo: 'XD08', product: '小微担保贷（测试）', lender: '测试村镇银行（测试）' },
] as const;
const STATUSES = [
  FinancingMatchStatus.IN_CONTACT,
  FinancingMatchStatus.APPLIED,
  FinancingMatchStatus.GRANTED,
  FinancingMatchStatus.GRANTED,
  FinancingMatchStatus.DECLINED,
] as const;
const YUAN_STEP = 100_000;
const FEN = 100;

/** The local finance regulator's view of a synthetic enterprise. */
export function seedFinancing(enterprise: SyntheticEnterprise): SeedRows {
  const random = enterprise.random('lfr');
  const { uscc, division, tier } = enterprise;
  const isPushed = random.chance(HABITS[tier].pushed);
  const demands = demandsOf(enterprise, random);
  const products = demands.length === 0 ? [] : productsOf(uscc, random);
  const guarantees = guaranteesOf(enterprise, random);
  const reserve = listingReserveOf(enterprise, random);
  const slice = {
    uscc,
    division,
    isSynthetic: true,
    inPushList: isPushed,
    matchStatus: demands.length === 0 ? null : statusOf(products.length, random),
    targetBoard: reserve.targetBoard,
  };
  return [
    [Financing, [slice]],
    [FinancingDemand, demands],
    [MatchedProduct, products],
    [FinancingGuarantee, guarantees],
    [ListingReserve, reserve.entries],
    [ListingObstacle, reserve.obstacles],
    [ListingPlan, reserve.plans],
  ];
}

/** A demand is a part of last year's revenue. */
function demandsOf({ uscc, tier, years }: SyntheticEnterprise, random: SeededRandom): Row[] {
  if (!random.chance(HABITS[tier].demands)) return [];
  const wanted = (years.at(-1)?.revenueYuan ?? 0) * (0.05 + random.next() * 0.2);
  return [
    {
      uscc,
      amount: Math.max(1, Math.round(wanted / YUAN_STEP)) * YUAN_STEP * FEN,
      termMonths: random.pick([6, 12, 12, 24, 36]),
      purpose: random.pick(Object.values(FinancingPurpose)),
      statedOn: random.date('2025-01-10', '2025-09-30'),
    },
  ];
}

function productsOf(uscc: string, random: SeededRandom): Row[] {
  const first = random.int(0, PRODUCTS.length - 1);
  return PRODUCTS.slice(first, first + random.int(0, 2)).map((product) => ({
    uscc,
    ...product,
    matchedOn: random.date('2025-10-01', '2025-12-20'),
  }));
}

function statusOf(products: number, random: SeededRandom): FinancingMatchStatus {
  return products === 0 ? FinancingMatchStatus.NOT_CONTACTED : random.pick(STATUSES);
}

function guaranteesOf(
  { uscc, tier, division, years, establishedOn }: SyntheticEnterprise,
  random: SeededRandom,
): Row[] {
  if (!random.chance(HABITS[tier].guaranteed)) return [];
  const beganOn = random.date(establishedOn > '2024-01-01' ? establishedOn : '2024-01-01', '2025-11-30');
  const owed = (years.at(-1)?.debtYuan ?? 0) * (0.05 + random.next() * 0.15);
  const city = cityOf(division)?.name ?? '山西省';
  return [
    {
      uscc,
      guarantor: random.pick([`${city}融资担保公司（测试）`, '省级融资担保公司（测试）']),
      amount: Math.max(1, Math.round(owed / YUAN_STEP)) * YUAN_STEP * FEN,
      feeRate: random.pick(['0.5', '0.8', '1']),
      isReguaranteed: random.chance(0.6),
      beganOn,
      endsOn: aYearAfter(beganOn),
    },
  ];
}

function aYearAfter(day: string): string {
  return `${Number(day.slice(0, 4)) + 1}${day.slice(4)}`.replace('-02-29', '-02-28');
}
