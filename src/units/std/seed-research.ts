import { cityOf } from '../../kit/codes/divisions';
import { FEN_PER_WAN_YUAN } from '../../kit/fen';
import type { SeededRandom, SyntheticEnterprise, SyntheticTier } from '../../kit/synthetic';
import { laterDay } from './later-day';
import {
  RdPlatformKind,
  RdPlatformLevel,
  ScienceAwardGrade,
  ScienceAwardLevel,
  ScienceProgramme,
} from './records';

type Row = Readonly<Record<string, unknown>>;

interface Research {
  /** Chances of at least one. */
  readonly platform: number;
  readonly award: number;
  readonly project: number;
  readonly levels: readonly RdPlatformLevel[];
}

const { NATIONAL, PROVINCIAL, CITY, BELOW_CITY } = RdPlatformLevel;
const RESEARCH: Readonly<Record<SyntheticTier, Research>> = {
  NONE: { platform: 0.0004, award: 0, project: 0.0003, levels: [BELOW_CITY] },
  POOL: { platform: 0.02, award: 0.001, project: 0.02, levels: [CITY, BELOW_CITY, BELOW_CITY] },
  INNOVATIVE: { platform: 0.07, award: 0.005, project: 0.06, levels: [CITY, CITY, BELOW_CITY] },
  SRDI: { platform: 0.25, award: 0.03, project: 0.15, levels: [PROVINCIAL, CITY, CITY, BELOW_CITY] },
  PROVINCIAL_LITTLE_GIANT: {
    platform: 0.6,
    award: 0.12,
    project: 0.4,
    levels: [PROVINCIAL, PROVINCIAL, CITY],
  },
  NATIONAL_LITTLE_GIANT: {
    platform: 0.85,
    award: 0.3,
    project: 0.6,
    levels: [NATIONAL, PROVINCIAL, PROVINCIAL, PROVINCIAL],
  },
};
const PLATFORM_NAMES: Readonly<Record<RdPlatformKind, string>> = {
  INNOVATION_CENTRE: '技术创新中心',
  KEY_LABORATORY: '重点实验室',
  ENGINEERING_CENTRE: '工程技术研究中心',
  NEW_RD_INSTITUTION: '新型研发机构',
};
const THEMES = ['关键技术研究', '绿色制造工艺开发', '智能化升级', '高性能产品研制'] as const;

export function platformsOf(enterprise: SyntheticEnterprise, random: SeededRandom): Row[] {
  const { uscc, tier, product, division, establishedOn } = enterprise;
  const { platform, levels } = RESEARCH[tier];
  if (!random.chance(platform)) return [];
  const level = random.pick(levels);
  const kind = random.pick(Object.values(RdPlatformKind));
  const city = cityOf(division)?.name ?? '';
  const place = level === NATIONAL ? '' : level === PROVINCIAL ? '山西省' : city;
  return [
    {
      uscc,
      name: `${place}${product}${PLATFORM_NAMES[kind]}（测试）`,
      kind,
      level,
      recognisedOn: random.date(laterDay(establishedOn, '2018-01-01'), '2025-11-30'),
    },
  ];
}

/** Most won with others, and not always among the first three. */
export function scienceAwardsOf(enterprise: SyntheticEnterprise, random: SeededRandom): Row[] {
  const { uscc, tier, product, establishedOn } = enterprise;
  if (!random.chance(RESEARCH[tier].award)) return [];
  const isNational = tier === 'NATIONAL_LITTLE_GIANT' && random.chance(0.1);
  const year = random.int(Math.max(2020, Number(establishedOn.slice(0, 4)) + 1), 2025);
  const { FIRST, SECOND, THIRD } = ScienceAwardGrade;
  return [
    {
      uscc,
      year,
      award: `${isNational ? '国家' : '山西省'}科学技术进步奖（测试）`,
      level: isNational ? ScienceAwardLevel.NATIONAL : ScienceAwardLevel.PROVINCIAL,
      grade: isNational ? SECOND : random.pick([FIRST, SECOND, SECOND, THIRD, THIRD, THIRD]),
      project: `${product}${random.pick(THEMES)}`,
      rank: random.int(1, 5),
    },
  ];
}

/** A project runs for two or three years. */
export function projectsOf(enterprise: SyntheticEnterprise, random: SeededRandom): Row[] {
  const { uscc, tier, product, establishedOn, index } = enterprise;
  if (!random.chance(RESEARCH[tier].project)) return [];
  return Array.from({ length: random.chance(0.25) ? 2 : 1 }, (_, position) => {
    const approvedOn = random.date(laterDay(establishedOn, '2021-03-01'), '2025-10-31');
    const year = Number(approvedOn.slice(0, 4));
    const endsIn = year + random.int(2, 3);
    const acceptedOn = random.date(`${endsIn}-01-05`, `${endsIn}-12-20`);
    return {
      uscc,
      projectNo: `TEST${year}${String(index).padStart(6, '0')}${position + 1}`,
      title: `${product}${random.pick(THEMES)}（测试）`,
      programme: random.pick(Object.values(ScienceProgramme)),
      funding:
        random.int(tier === 'NATIONAL_LITTLE_GIANT' ? 8 : 2, tier === 'SRDI' ? 15 : 50) *
        10 *
        FEN_PER_WAN_YUAN,
      approvedOn,
      acceptedOn: acceptedOn <= '2025-12-31' ? acceptedOn : null,
    };
  });
}
