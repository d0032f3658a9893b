import type { SeedRows } from '../../kit/define-unit';
import type { SeededRandom, SyntheticEnterprise, SyntheticTier } from '../../kit/synthetic';
import { syntheticIpTrades } from '../../kit/synthetic-ip-trades';
import {
  IntellectualProperty,
  IpPledge,
  IpTrade,
  IpTradeKind,
  Patent,
  PatentKind,
  PatentStatus,
} from './intellectual-property';

interface Habit {
  /** How many of the rung have patents at all. */
  readonly holders: number;
  /** Of those: at least, and at most. */
  readonly patents: readonly [number, number];
  readonly inventions: number;
}

/** Criteria ask 1 class-I right of an SRDI enterprise and 4 of a little giant (工信部企业〔2026〕2号); most have them. */
const HABITS: Readonly<Record<SyntheticTier, Habit>> = {
  NONE: { holders: 0.05, patents: [1, 3], inventions: 0.08 },
  POOL: { holders: 0.6, patents: [1, 5], inventions: 0.15 },
  INNOVATIVE: { holders: 0.85, patents: [2, 7], inventions: 0.2 },
  SRDI: { holders: 0.97, patents: [3, 11], inventions: 0.25 },
  PROVINCIAL_LITTLE_GIANT: { holders: 1, patents: [6, 16], inventions: 0.35 },
  NATIONAL_LITTLE_GIANT: { holders: 1, patents: [10, 24], inventions: 0.4 },
};

const TITLED = new Set<SyntheticTier>(['SRDI', 'PROVINCIAL_LITTLE_GIANT', 'NATIONAL_LITTLE_GIANT']);
const SUBJECTS: Readonly<Record<PatentKind, readonly string[]>> = {
  INVENTION: ['制备方法', '检测方法', '控制方法及系统'],
  UTILITY_MODEL: ['装置', '夹具', '密封结构'],
  DESIGN: ['外观', '包装'],
};
const PLEDGEES = [
  '测试商业银行太原分行',
  '测试农村商业银行',
  '测试村镇银行',
  '测试股份制银行太原分行',
] as const;

/** Rows of the intellectual property slice and its parts. */
export function seedIntellectualProperty(enterprise: SyntheticEnterprise, random: SeededRandom): SeedRows {
  const { uscc, division, tier } = enterprise;
  const isTitled = TITLED.has(tier);
  const patents = patentsOf(enterprise, random);
  const isTechnical = /^(C39|C40|I64|I65|M7)/.test(enterprise.industry);
  return [
    [
      IntellectualProperty,
      [
        {
          uscc,
          division,
          isSynthetic: true,
          qualityAwards: isTitled && random.chance(0.1) ? 1 : 0,
          standardsJoined: isTitled && random.chance(0.45) ? random.int(1, 5) : 0,
          otherClass1Rights: isTitled && isTechnical && random.chance(0.1) ? random.int(1, 3) : 0,
          otherClass2Rights: patents.length > 0 && isTechnical ? random.int(1, 20) : 0,
        },
      ],
    ],
    [Patent, patents],
    [IpTrade, tradesOf(enterprise, random)],
    [IpPledge, pledgesOf(enterprise, patents.length, random)],
  ];
}

function patentsOf(
  enterprise: SyntheticEnterprise,
  random: SeededRandom,
): Readonly<Record<string, unknown>>[] {
  const { uscc, product, establishedOn } = enterprise;
  const { holders, patents, inventions } = HABITS[enterprise.tier];
  if (!random.chance(holders)) return [];
  return Array.from({ length: random.int(...patents) }, (_, position) => {
    const kind = kindOf(inventions, random);
    const grantedOn = random.date(establishedOn > '2014-01-01' ? establishedOn : '2014-01-01', '2025-12-31');
    return {
      uscc,
      // The patent office begins with ZL and the year: TEST in their place can be no real patent.
      number: `TEST${grantedOn.slice(0, 4)}${uscc.slice(8, 16)}${String(position + 1).padStart(2, '0')}`,
      title: `一种${product}${random.pick(SUBJECTS[kind])}`,
      kind,
      grantedOn,
      status: random.chance(grantedOn < '2019' ? 0.6 : 0.94) ? PatentStatus.IN_FORCE : PatentStatus.LAPSED,
    };
  });
}

function kindOf(inventions: number, random: SeededRandom): PatentKind {
  if (random.chance(inventions)) return PatentKind.INVENTION;
  return random.chance(0.92) ? PatentKind.UTILITY_MODEL : PatentKind.DESIGN;
}

function tradesOf(
  enterprise: SyntheticEnterprise,
  random: SeededRandom,
): Readonly<Record<string, unknown>>[] {
  return syntheticIpTrades(enterprise).map(({ tradeId, tradedOn, priceFen }) => ({
    uscc: enterprise.uscc,
    tradeId,
    kind: random.chance(0.7) ? IpTradeKind.TRANSFER : IpTradeKind.LICENCE,
    subject: `${enterprise.product}${random.pick(SUBJECTS.INVENTION)}`,
    price: priceFen,
    tradedOn,
  }));
}

function pledgesOf(
  { uscc, tier, establishedOn }: SyntheticEnterprise,
  patents: number,
  random: SeededRandom,
): Readonly<Record<string, unknown>>[] {
  if (patents < 3 || !random.chance(TITLED.has(tier) ? 0.14 : 0.05)) return [];
  const registeredOn = random.date(establishedOn > '2022-01-01' ? establishedOn : '2022-01-01', '2025-12-31');
  return [
    {
      uscc,
      registrationNo: `Y${registeredOn.slice(0, 4)}990${random.int(100_000, 999_999)}`,
      pledgee: random.pick(PLEDGEES),
      patents: random.int(1, Math.min(5, patents)),
      registeredOn,
      releasedOn:
        registeredOn < '2025-01-01' && random.chance(0.6) ? random.date('2025-01-01', '2025-12-31') : null,
    },
  ];
}
