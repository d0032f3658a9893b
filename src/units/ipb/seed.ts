import { cityOf, counties } from '../../kit/codes/divisions';
import type { SeedRows } from '../../kit/define-unit';
import { FEN_PER_WAN_YUAN, FEN_PER_YUAN } from '../../kit/fen';
import type { SeededRandom, SyntheticEnterprise, SyntheticTier } from '../../kit/synthetic';
import { InvestmentPromotion, InvestmentStage } from './ipb';
import {
  CatalogueProject,
  CooperationMode,
  ProspectiveInvestor,
  ProspectiveInvestorKind,
  PublicityChannel,
  PublicityItem,
} from './records';

type Row = Readonly<Record<string, unknown>>;
type Investor = Pick<ProspectiveInvestor, 'uscc' | 'name' | 'kind' | 'intended' | 'contactedOn'>;

/** Chances by tier; assumptions. */
interface Habit {
  readonly project: number;
  readonly publicity: number;
  readonly gap: number;
}

const HABITS: Readonly<Record<SyntheticTier, Habit>> = {
  NONE: { project: 0.0015, publicity: 0.001, gap: 0.0005 },
  POOL: { project: 0.02, publicity: 0.03, gap: 0.02 },
  INNOVATIVE: { project: 0.04, publicity: 0.06, gap: 0.04 },
  SRDI: { project: 0.14, publicity: 0.25, gap: 0.15 },
  PROVINCIAL_LITTLE_GIANT: { project: 0.28, publicity: 0.5, gap: 0.35 },
  NATIONAL_LITTLE_GIANT: { project: 0.4, publicity: 0.7, gap: 0.45 },
};

const STAGES = Object.values(InvestmentStage);
const MODES = Object.values(CooperationMode);
const CHANNELS = Object.values(PublicityChannel);
const SIGNED = new Set([InvestmentStage.SIGNED, InvestmentStage.LANDED]);
const PROJECTS = ['产业园', '扩产', '研发中试基地'] as const;
const GAPS = ['关键零部件', '专用材料', '检验检测服务', '核心软件', '表面处理', '高端装备'] as const;
const OUTLETS: Readonly<Record<PublicityChannel, string>> = {
  PORTAL: '投资促进门户网站（测试）',
  SERVICE_PLATFORM: '中小企业公共服务平台（测试）',
  PROVINCIAL_MEDIA: '省级媒体（测试）',
};
const OFFICERS = ['招商一处王某', '招商二处李某', '项目处张某', '项目处赵某'] as const;
const INVESTORS: Readonly<Record<ProspectiveInvestorKind, readonly string[]>> = {
  INDUSTRIAL: ['测试智能装备股份有限公司', '测试新材料集团'],
  FUND: ['测试产业投资基金', '测试创业投资中心'],
  STATE_ENTERPRISE: ['测试能源控股集团', '测试城投集团'],
};
const INVESTOR_KINDS = Object.values(ProspectiveInvestorKind);

/** The investment promotion bureau's view of a synthetic enterprise. */
export function seedInvestmentPromotion(enterprise: SyntheticEnterprise): SeedRows {
  const random = enterprise.random('ipb');
  const { uscc, division, tier } = enterprise;
  const { project, publicity, gap } = HABITS[tier];
  const stage = random.chance(project) ? random.pick(STAGES) : undefined;
  const investors = stage === undefined ? [] : investorsOf(enterprise, stage, random);
  return [
    [
      InvestmentPromotion,
      [
        {
          uscc,
          division,
          isSynthetic: true,
          chainGap: random.chance(gap) ? gapsOf(random) : null,
          ...(stage === undefined ? {} : dealOf(division, stage, investors, random)),
        },
      ],
    ],
    [CatalogueProject, stage === undefined ? [] : projectsOf(enterprise, random)],
    [ProspectiveInvestor, investors],
    [PublicityItem, random.chance(publicity) ? [publicityOf(enterprise, random)] : []],
  ];
}

/** The first investor is the one that signs. */
function dealOf(
  division: string,
  stage: InvestmentStage,
  [first]: readonly Investor[],
  random: SeededRandom,
): Row {
  const isSigned = SIGNED.has(stage);
  return {
    stage,
    signedAmount: isSigned ? (first?.intended ?? null) : null,
    landingDivision: isSigned ? landingOf(division, random) : null,
    contactOfficer: `${random.pick(OFFICERS)}（测试）`,
  };
}

/** Mostly at home, else in another county of the same city. */
function landingOf(division: string, random: SeededRandom): string {
  if (random.chance(0.7)) return division;
  return random.pick(counties.filter(({ code }) => code.startsWith(division.slice(0, 4)))).code;
}

/** One in eight is not published yet. */
function projectsOf(enterprise: SyntheticEnterprise, random: SeededRandom): Row[] {
  const { uscc, product, division, establishedOn } = enterprise;
  const city = cityOf(division)?.name ?? '山西';
  const subject = `${product}${random.pick(PROJECTS)}`;
  return Array.from({ length: random.chance(0.25) ? 2 : 1 }, (_, position) => ({
    uscc,
    name: `${city}${subject}${position === 0 ? '' : '配套'}项目（测试）`,
    summary: `依托现有${product}业务，面向省内外寻求合作`,
    mode: random.pick(MODES),
    investment: amountOf(enterprise, random),
    publishedOn: random.chance(0.875) ? random.date(later(establishedOn, '2023-03-01'), '2025-12-10') : null,
  }));
}

/** The first has named an amount where the deal is signed; of the others half have. */
function investorsOf(
  enterprise: SyntheticEnterprise,
  stage: InvestmentStage,
  random: SeededRandom,
): Investor[] {
  const { uscc, establishedOn } = enterprise;
  return Array.from({ length: random.int(1, 2) }, (_, position) => {
    const kind = random.pick(INVESTOR_KINDS);
    const hasNamedAmount = (position === 0 && SIGNED.has(stage)) || random.chance(0.5);
    return {
      uscc,
      name: `${random.pick(INVESTORS[kind])}（测试）`,
      kind,
      intended: hasNamedAmount ? amountOf(enterprise, random) : null,
      contactedOn: random.date(later(establishedOn, '2023-01-10'), '2025-11-30'),
    };
  });
}

/** From a fifth of the latest year's revenue up to one and a half of it, and at least 100 万元. */
function amountOf({ years }: SyntheticEnterprise, random: SeededRandom): number {
  const revenueWan = ((years.at(-1)?.revenueYuan ?? 0) * FEN_PER_YUAN) / FEN_PER_WAN_YUAN;
  return Math.max(10, Math.round((revenueWan * random.int(20, 150)) / 1000)) * 10 * FEN_PER_WAN_YUAN;
}

function gapsOf(random: SeededRandom): string[] {
  return [...new Set([random.pick(GAPS), random.pick(GAPS)])];
}

function publicityOf({ uscc, name, product, establishedOn }: SyntheticEnterprise, random: SeededRandom): Row {
  const channel = random.pick(CHANNELS);
  return {
    uscc,
    title: `${product}走向市场：${name}`,
    channel,
    outlet: OUTLETS[channel],
    publishedOn: random.date(later(establishedOn, '2022-06-01'), '2025-12-20'),
  };
}

function later(day: string, other: string): string {
  return day > other ? day : other;
}
