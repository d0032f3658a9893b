import { cityOf } from '../../kit/codes/divisions';
import type { SeedRows } from '../../kit/define-unit';
import { FEN_PER_WAN_YUAN, FEN_PER_YUAN } from '../../kit/fen';
import type { SeededRandom, SyntheticEnterprise, SyntheticTier } from '../../kit/synthetic';
import { Development, PublicCreditLevel } from './ndrc';
import {
  CreditRepair,
  DevelopmentProject,
  EnergyReview,
  EnergyReviewOutcome,
  ProjectProcedure,
  RepairedRecordKind,
} from './records';

type Row = Readonly<Record<string, unknown>>;

type Project = Pick<
  DevelopmentProject,
  'uscc' | 'code' | 'name' | 'procedure' | 'decidedOn' | 'investment' | 'isKey' | 'completed'
>;

/** Chances by tier; assumptions. */
interface Habit {
  readonly project: number;
  /** Recognised as strategic emerging, within the industries that can be. */
  readonly strategic: number;
  readonly repair: number;
}

const HABITS: Readonly<Record<SyntheticTier, Habit>> = {
  NONE: { project: 0.01, strategic: 0.02, repair: 0.004 },
  POOL: { project: 0.1, strategic: 0.3, repair: 0.012 },
  INNOVATIVE: { project: 0.15, strategic: 0.5, repair: 0.01 },
  SRDI: { project: 0.35, strategic: 1, repair: 0.012 },
  PROVINCIAL_LITTLE_GIANT: { project: 0.55, strategic: 1, repair: 0.01 },
  NATIONAL_LITTLE_GIANT: { project: 0.7, strategic: 1, repair: 0.008 },
};

const TITLED = new Set<SyntheticTier>(['SRDI', 'PROVINCIAL_LITTLE_GIANT', 'NATIONAL_LITTLE_GIANT']);
/** Industries that the list of strategic emerging ones names [M]; the energy bureau's price follows the same list. */
const STRATEGIC_INDUSTRIES = new Set(['C26', 'C34', 'C35', 'C36', 'C38', 'C39', 'C40', 'I65', 'M73', 'M75']);
/** From here on a project is reviewed: 1000 吨标准煤 a year [M]. */
const REVIEWED_TONNES = 1000;
/** 当量值: 0.1229 kg of standard coal to the kWh [M]. */
const TONNES_PER_KWH = 0.0001229;
const WORKS = ['扩能', '新建', '技术改造'] as const;
const AUTHORITIES = ['市场监督管理局', '应急管理局', '生态环境局'] as const;
const LEVELS = Object.values(PublicCreditLevel);
const REPAIRED = [
  RepairedRecordKind.PENALTY,
  RepairedRecordKind.PENALTY,
  RepairedRecordKind.ABNORMAL_OPERATION,
  RepairedRecordKind.SERIOUS_DISHONESTY,
] as const;

/** The commission's view of a synthetic enterprise. */
export function seedDevelopment(enterprise: SyntheticEnterprise): SeedRows {
  const random = enterprise.random('ndrc');
  const { uscc, division, tier } = enterprise;
  const canBeStrategic = STRATEGIC_INDUSTRIES.has(enterprise.industry);
  const projects = projectsOf(enterprise, random);
  const [first] = projects;
  return [
    [
      Development,
      [
        {
          uscc,
          division,
          isSynthetic: true,
          strategicEmerging: canBeStrategic && random.chance(HABITS[tier].strategic),
          publicCreditLevel: creditLevelOf(tier, random),
          ...(canBeStrategic && TITLED.has(tier) ? priceOf(random) : {}),
        },
      ],
    ],
    [DevelopmentProject, projects],
    [EnergyReview, first === undefined ? [] : reviewsOf(enterprise, first, random)],
    [CreditRepair, random.chance(HABITS[tier].repair) ? [repairOf(enterprise, random)] : []],
  ];
}

/** The price lasts three years [I]. */
function priceOf(random: SeededRandom): Row {
  const year = random.int(2023, 2025);
  return {
    priceDocumentNo: `晋发改价格函〔${year}〕${random.int(10, 299)}号（测试）`,
    priceApprovedOn: random.date(`${year}-03-01`, `${year}-11-30`),
    priceValidUntil: `${year + 3}-12-31`,
  };
}

/** Up to a year's revenue is invested, as far as a bank would follow; who has two projects has the second stage of one. */
function projectsOf(enterprise: SyntheticEnterprise, random: SeededRandom): Project[] {
  const { uscc, tier, product, years } = enterprise;
  if (!random.chance(HABITS[tier].project)) return [];
  const revenueWan = ((years.at(-1)?.revenueYuan ?? 0) * FEN_PER_YUAN) / FEN_PER_WAN_YUAN;
  const decisions = Array.from({ length: random.chance(0.2) ? 2 : 1 }, () => decisionOf(enterprise, random));
  return decisions.sort().map((decidedOn, position) => {
    const investmentWan = Math.max(50, Math.round((revenueWan * random.int(10, 100)) / 1000) * 10);
    return {
      uscc,
      code: codeOf(decidedOn, random),
      name: `${product}${position === 0 ? random.pick(WORKS) : '二期'}项目（测试）`,
      procedure: random.chance(0.06) ? ProjectProcedure.APPROVED : ProjectProcedure.FILED,
      decidedOn,
      investment: investmentWan * FEN_PER_WAN_YUAN,
      isKey: investmentWan >= 10_000 && random.chance(0.4),
      completed: Math.floor((investmentWan * random.int(0, 100)) / 100) * FEN_PER_WAN_YUAN,
    };
  });
}

function decisionOf({ establishedOn }: SyntheticEnterprise, random: SeededRandom): string {
  return random.date(establishedOn > '2022-01-05' ? establishedOn : '2022-01-05', '2025-11-30');
}

/** Year and month, division 140199, which does not exist, sector, 01 for a new filing, serial [M]. */
function codeOf(decidedOn: string, random: SeededRandom): string {
  const month = decidedOn.slice(2, 4) + decidedOn.slice(5, 7);
  return `${month}-140199-89-01-${random.int(100_000, 999_999)}`;
}

/** The first project is the one that was reviewed, with all that the enterprise consumes. */
function reviewsOf({ uscc, years }: SyntheticEnterprise, project: Project, random: SeededRandom): Row[] {
  const tonnes = Math.round((years.at(-1)?.electricityKwh ?? 0) * TONNES_PER_KWH * (1 + random.next()));
  if (tonnes < REVIEWED_TONNES) return [];
  const decidedOn = random.date(project.decidedOn, '2025-12-20');
  return [
    {
      uscc,
      project: project.name,
      documentNo: `晋发改审批发〔${decidedOn.slice(0, 4)}〕${random.int(10, 499)}号（测试）`,
      decidedOn,
      outcome: random.chance(0.94) ? EnergyReviewOutcome.PASSED : EnergyReviewOutcome.REJECTED,
      consumption: String(tonnes),
    },
  ];
}

function creditLevelOf(tier: SyntheticTier, random: SeededRandom): PublicCreditLevel {
  const shares = tier === 'NONE' ? [0.25, 0.75, 0.95] : TITLED.has(tier) ? [0.7, 0.97, 1] : [0.5, 0.92, 0.99];
  const drawn = random.next();
  return LEVELS[shares.findIndex((share) => drawn < share)] ?? PublicCreditLevel.POOR;
}

function repairOf(enterprise: SyntheticEnterprise, random: SeededRandom): Row {
  const city = cityOf(enterprise.division)?.fullName ?? '山西省';
  return {
    uscc: enterprise.uscc,
    kind: TITLED.has(enterprise.tier) ? RepairedRecordKind.PENALTY : random.pick(REPAIRED),
    authority: `${city}${random.pick(AUTHORITIES)}（测试）`,
    repairedOn: decisionOf(enterprise, random),
  };
}
