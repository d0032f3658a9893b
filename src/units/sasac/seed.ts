import { cityOf } from '../../kit/codes/divisions';
import type { SeedRows } from '../../kit/define-unit';
import { FEN_PER_WAN_YUAN, FEN_PER_YUAN } from '../../kit/fen';
import type { SeededRandom, SyntheticEnterprise, SyntheticTier } from '../../kit/synthetic';
import { LicensablePatent } from './licensable-patent';
import { StateProcurementNeed } from './procurement-need';
import { RentRelief, SmeArrear, StateSupplierStanding, StateSupplierStatus, StateTenancy } from './records';
import { StateAssets } from './sasac';
import { buyersFrom, licensablePatents, procurementNeeds, stateFirms } from './seed-offers';

type Row = Readonly<Record<string, unknown>>;

interface Habit {
  readonly tenant: number;
  readonly supplier: number;
  readonly held: number;
}

/** Chances to rent from a state firm, to supply one that buys such things, and to be held in part by one; assumptions. */
const HABITS: Readonly<Record<SyntheticTier, Habit>> = {
  NONE: { tenant: 0.02, supplier: 0.006, held: 0.003 },
  POOL: { tenant: 0.05, supplier: 0.06, held: 0.01 },
  INNOVATIVE: { tenant: 0.08, supplier: 0.1, held: 0.02 },
  SRDI: { tenant: 0.08, supplier: 0.25, held: 0.03 },
  PROVINCIAL_LITTLE_GIANT: { tenant: 0.07, supplier: 0.4, held: 0.06 },
  NATIONAL_LITTLE_GIANT: { tenant: 0.06, supplier: 0.5, held: 0.1 },
};
const PREMISES = ['标准厂房', '办公用房', '仓库', '商铺'] as const;
const STANDINGS = [
  StateSupplierStanding.STRATEGIC,
  StateSupplierStanding.QUALIFIED,
  StateSupplierStanding.QUALIFIED,
  StateSupplierStanding.QUALIFIED,
  StateSupplierStanding.ON_TRIAL,
  StateSupplierStanding.SUSPENDED,
] as const;

/** The commission's view of a synthetic enterprise. What state firms offer is no enterprise's: it comes with the first one. */
export function seedStateAssets(enterprise: SyntheticEnterprise): SeedRows {
  const random = enterprise.random('sasac');
  const { uscc, division, tier, sizeClass, index } = enterprise;
  const habit = HABITS[tier];
  const tenancy = random.chance(habit.tenant) ? tenancyOf(enterprise, random) : undefined;
  const supplied = random.chance(habit.supplier) ? suppliesOf(enterprise, random) : [];
  return [
    [
      StateAssets,
      [
        {
          uscc,
          division,
          isSynthetic: true,
          stateShareholding: random.chance(habit.held) ? String(random.int(2, 49)) : null,
          verifiedSize: tenancy !== undefined && random.chance(0.9) ? sizeClass : null,
        },
      ],
    ],
    [StateTenancy, tenancy === undefined ? [] : [tenancy]],
    [RentRelief, tenancy === undefined ? [] : reliefsOf(enterprise, tenancy, random)],
    [StateSupplierStatus, supplied],
    [SmeArrear, supplied.flatMap((supplier, position) => arrearsOf(supplier, position, random))],
    [LicensablePatent, index === 0 ? licensablePatents(random) : []],
    [StateProcurementNeed, index === 0 ? procurementNeeds(random) : []],
  ];
}

interface Tenancy extends Row {
  readonly contractNo: string;
  readonly monthlyRent: number;
  readonly leasedFrom: string;
}

/** Space by the number of employees; most leases still run. */
function tenancyOf({ uscc, division, employees }: SyntheticEnterprise, random: SeededRandom): Tenancy {
  const area = Math.min(20_000, Math.max(60, employees * random.int(6, 20)));
  const leasedFrom = random.date('2024-01-01', '2025-12-01');
  const year = Number(leasedFrom.slice(0, 4));
  return {
    uscc,
    contractNo: `GZFW-${year}-${uscc.slice(8, 16)}-测试`,
    landlord: random.pick(stateFirms),
    premises: `${cityOf(division)?.name ?? '山西省'}国有${random.pick(PREMISES)}（测试）`,
    area: String(area),
    monthlyRent: area * random.int(8, 30) * FEN_PER_YUAN,
    leasedFrom,
    leasedUntil: `${year + random.pick([1, 3, 5, 10])}-12-31`,
  };
}

/** Three or six months of the year after the lease began, for some of the small tenants. */
function reliefsOf({ uscc, sizeClass }: SyntheticEnterprise, tenancy: Tenancy, random: SeededRandom): Row[] {
  const isSmall = sizeClass === 'SMALL' || sizeClass === 'MICRO';
  if (!isSmall || tenancy.leasedFrom >= '2025-01-01' || !random.chance(0.6)) return [];
  const months = random.pick([3, 3, 6]);
  return [
    {
      uscc,
      year: 2025,
      contractNo: tenancy.contractNo,
      months,
      amount: months * tenancy.monthlyRent,
      grantedOn: random.date('2025-03-01', '2025-11-30'),
    },
  ];
}

interface Supplier extends Row {
  readonly uscc: string;
  readonly buyer: string;
}

/** To one of the firms that buy from its industry mostly, to all of them at times. */
function suppliesOf(enterprise: SyntheticEnterprise, random: SeededRandom): Supplier[] {
  const { uscc, industry, product, establishedOn } = enterprise;
  const possible = buyersFrom(industry);
  if (possible.length === 0) return [];
  const buyers = random.chance(0.25) ? possible : [random.pick(possible)];
  return buyers.map((buyer) => ({
    uscc,
    buyer,
    supplies: product,
    standing: random.pick(STANDINGS),
    listedOn: random.date(establishedOn > '2019-01-01' ? establishedOn : '2019-01-01', '2025-06-30'),
  }));
}

/** One supplier in ten has waited for its money; half of those have got it. */
function arrearsOf({ uscc, buyer }: Supplier, position: number, random: SeededRandom): Row[] {
  if (!random.chance(0.1)) return [];
  const dueOn = random.date('2025-07-01', '2025-11-30');
  return [
    {
      uscc,
      debtor: buyer,
      contractNo: `GQHT-2025-${uscc.slice(8, 16)}-${position + 1}-测试`,
      amount: random.int(5, 300) * FEN_PER_WAN_YUAN,
      dueOn,
      settledOn: random.chance(0.5) ? random.date(dueOn, '2025-12-31') : null,
    },
  ];
}
