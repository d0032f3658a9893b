import { cityOf } from '../../kit/codes/divisions';
import type { SeedRows } from '../../kit/define-unit';
import type { SeededRandom, SyntheticEnterprise, SyntheticTier } from '../../kit/synthetic';
import { syntheticIpTrades } from '../../kit/synthetic-ip-trades';
import { BudgetLine } from './budget-line';
import { Award, AwardKind, Fiscal, ProcurementContract, Subsidy } from './fin';
import { IP_SUBSIDY_YEARLY_FEN } from '../../measures/plan-figures';
import { IpSubsidy, SubsidyCondition } from './ip-subsidy';
import { budgetLines } from './seed-budget';

type Row = Readonly<Record<string, unknown>>;

const TITLED = new Set<SyntheticTier>(['SRDI', 'PROVINCIAL_LITTLE_GIANT', 'NATIONAL_LITTLE_GIANT']);
const YUAN = 100;
const WAN = 10_000 * YUAN;
const LENDERS = ['测试商业银行太原分行', '测试农村商业银行', '测试村镇银行'] as const;

/** The finance department's view of a synthetic enterprise. Budget lines are no enterprise's: they come with the first one. */
export function seedFinance(enterprise: SyntheticEnterprise): SeedRows {
  const random = enterprise.random('fin');
  const awards = awardsOf(enterprise, random);
  const subsidies = ipSubsidiesOf(enterprise, random);
  const isPayee = awards.length > 0 || subsidies.length > 0;
  return [
    [
      Fiscal,
      [
        {
          uscc: enterprise.uscc,
          division: enterprise.division,
          isSynthetic: true,
          declaredSize: random.chance(0.9) ? enterprise.sizeClass : null,
          payeeAccount: isPayee ? `14019900${random.int(10_000_000, 99_999_999)}` : null,
        },
      ],
    ],
    [Award, awards],
    [IpSubsidy, subsidies],
    [ProcurementContract, contractsOf(enterprise, random)],
    [Subsidy, interestSubsidiesOf(enterprise, random)],
    [BudgetLine, enterprise.index === 0 ? budgetLines(random) : []],
  ];
}

function awardsOf({ uscc, tier }: SyntheticEnterprise, random: SeededRandom): Row[] {
  if (!TITLED.has(tier)) return [];
  const oneOff = random.chance(tier === 'SRDI' ? 0.55 : 0.9)
    ? [awardRow(uscc, AwardKind.ONE_OFF, random.pick([10, 20, 30, 30]) * WAN, random)]
    : [];
  const other = random.chance(tier === 'SRDI' ? 0.05 : 0.25)
    ? [awardRow(uscc, AwardKind.OTHER, random.int(5, 80) * WAN, random)]
    : [];
  return [...oneOff, ...other];
}

/** Awards of the last weeks are decided and not yet published; paid they are only afterwards. */
function awardRow(uscc: string, kind: AwardKind, amount: number, random: SeededRandom): Row {
  const year = random.int(2022, 2025);
  const isPublished = year < 2025 || random.chance(0.8);
  const isPaid = isPublished && (year < 2025 || random.chance(0.8));
  return {
    uscc,
    year,
    kind,
    amount,
    documentNo: `晋财建〔${year}〕${random.int(10, 99)}号（测试）`,
    publishedOn: isPublished ? random.date(`${year}-06-01`, `${year}-08-31`) : null,
    paidOn: isPaid ? random.date(`${year}-09-10`, `${year}-12-20`) : null,
  };
}

/** Most buyers apply, most applications are granted, and never beyond the cap of a year. */
function ipSubsidiesOf(enterprise: SyntheticEnterprise, random: SeededRandom): Row[] {
  const granted = new Map<number, number>();
  return syntheticIpTrades(enterprise).flatMap(({ tradeId, tradedOn, priceFen }) => {
    if (!random.chance(0.8)) return [];
    const year = Number(tradedOn.slice(0, 4));
    const remaining = IP_SUBSIDY_YEARLY_FEN - (granted.get(year) ?? 0);
    const amount = Math.min(Math.floor(priceFen / 5), remaining);
    const isGranted = random.chance(0.7);
    if (isGranted) granted.set(year, (granted.get(year) ?? 0) + amount);
    return {
      uscc: enterprise.uscc,
      year,
      tradeId,
      price: priceFen,
      condition: conditionOf(enterprise.tier, random),
      granted: isGranted ? amount : null,
      paidOn: isGranted && random.chance(0.8) ? random.date(`${year}-12-16`, `${year}-12-31`) : null,
    };
  });
}

function conditionOf(tier: SyntheticTier, random: SeededRandom): SubsidyCondition {
  if (TITLED.has(tier)) return SubsidyCondition.RECOGNISED;
  return random.pick([
    SubsidyCondition.ENTERED_SCALE,
    SubsidyCondition.REVENUE_GROWTH,
    SubsidyCondition.PROFIT_RATE,
  ]);
}

function contractsOf(enterprise: SyntheticEnterprise, random: SeededRandom): Row[] {
  if (!random.chance(TITLED.has(enterprise.tier) ? 0.18 : 0.02)) return [];
  const isSmall = enterprise.sizeClass === 'SMALL' || enterprise.sizeClass === 'MICRO';
  const city = cityOf(enterprise.division)?.name ?? '山西省';
  const since = enterprise.establishedOn > '2022-01-01' ? enterprise.establishedOn : '2022-01-01';
  return Array.from({ length: random.int(1, 3) }, () => {
    const signedOn = random.date(since, '2025-12-31');
    return {
      uscc: enterprise.uscc,
      contractNo: `SXZC-${signedOn.slice(0, 4)}-${random.int(10_000, 99_999)}-测试`,
      title: `${enterprise.product}采购项目（测试）`,
      buyer: `${city}某单位（测试）`,
      amount: random.int(3, 380) * WAN,
      signedOn,
      isReserved: isSmall && random.chance(0.5),
    };
  });
}

function interestSubsidiesOf({ uscc, tier }: SyntheticEnterprise, random: SeededRandom): Row[] {
  if (!random.chance(TITLED.has(tier) ? 0.1 : tier === 'NONE' ? 0.002 : 0.03)) return [];
  const year = random.int(2023, 2025);
  const principal = random.int(5, 80) * 10 * WAN;
  return [
    {
      uscc,
      year,
      lender: random.pick(LENDERS),
      principal,
      amount: Math.round(principal * 0.015),
      paidOn: random.date(`${year}-10-01`, `${year}-12-25`),
    },
  ];
}
