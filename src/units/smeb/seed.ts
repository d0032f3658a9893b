import type { SeedRows } from '../../kit/define-unit';
import type { SeededRandom, SyntheticEnterprise, SyntheticTier } from '../../kit/synthetic';
import { Recognition, SrdiTier } from './recognition';
import { recognitionsOf } from './seed-recognitions';
import { ProductEntry, ServiceOrder, Trainee, Weakness, WeaknessDimension } from './service-records';
import { Cultivation } from './smeb';

type Row = Readonly<Record<string, unknown>>;

interface Habit {
  readonly inPool: number;
  /** Median and spread of the development score. */
  readonly score: readonly [mean: number, spread: number];
  readonly marketShare: readonly [least: number, most: number];
  /** Chance to be sent to a course in one year; together about 100 in a world of 3000. */
  readonly trained: number;
  readonly orders: number;
  readonly catalogued: number;
}

/** Most holders of a title meet its standard, and some do not; the figures are assumptions. */
const HABITS: Readonly<Record<Exclude<SyntheticTier, 'NONE'>, Habit>> = {
  POOL: { inPool: 1, score: [41, 8], marketShare: [1, 6], trained: 0, orders: 0.15, catalogued: 0.04 },
  INNOVATIVE: {
    inPool: 0.85,
    score: [48, 8],
    marketShare: [1, 8],
    trained: 0,
    orders: 0.25,
    catalogued: 0.1,
  },
  SRDI: { inPool: 0.92, score: [57, 7], marketShare: [3, 20], trained: 0.05, orders: 0.4, catalogued: 0.45 },
  PROVINCIAL_LITTLE_GIANT: {
    inPool: 0.96,
    score: [65, 7],
    marketShare: [6, 35],
    trained: 0.15,
    orders: 0.5,
    catalogued: 0.65,
  },
  NATIONAL_LITTLE_GIANT: {
    inPool: 0.96,
    score: [74, 6],
    marketShare: [9, 55],
    trained: 0.35,
    orders: 0.5,
    catalogued: 0.8,
  },
};

const SURNAMES = [...'王李张刘陈杨赵郭武任薛梁韩贾田'];
const COURSES = [
  '领军人才高级研修班（测试）',
  '经营管理领军人才培训班（测试）',
  '数字化转型专题班（测试）',
] as const;
const SERVICES = ['融资对接', '数字化诊断', '知识产权咨询', '管理体系辅导', '用工招聘', '法律咨询'] as const;
const PROVIDERS = ['测试中小企业服务中心', '测试数字化服务商', '测试知识产权服务机构'] as const;
const TRAINING_YEARS = [2022, 2023, 2024, 2025] as const;

/** The bureau's view of a synthetic enterprise; of one that never came near the ladder it knows little. */
export function seedCultivation(enterprise: SyntheticEnterprise): SeedRows {
  const random = enterprise.random('smeb');
  if (enterprise.tier === 'NONE') return [[Cultivation, [ordinaryRow(enterprise, random)]]];
  const habit = HABITS[enterprise.tier];
  return [
    [Cultivation, [cultivatedRow(enterprise, habit, random)]],
    [Recognition, recognitionsOf(enterprise, random)],
    [Weakness, weaknessesOf(enterprise, random)],
    [Trainee, traineesOf(enterprise, habit, random)],
    [ServiceOrder, ordersOf(enterprise, habit, random)],
    [ProductEntry, productEntriesOf(enterprise, habit, random)],
  ];
}

function ordinaryRow(enterprise: SyntheticEnterprise, random: SeededRandom): Row {
  return {
    uscc: enterprise.uscc,
    division: enterprise.division,
    isSynthetic: true,
    inPool: false,
    scaleUpTarget: isNearScale(enterprise) && random.chance(0.3),
    shareReformTarget: false,
  };
}

function cultivatedRow(enterprise: SyntheticEnterprise, habit: Habit, random: SeededRandom): Row {
  const { tier, product, establishedOn } = enterprise;
  const isTitled = isTitle(tier);
  const inPool = random.chance(habit.inPool);
  const nicheSince = random.date(establishedOn, yearsAfter(establishedOn, 1));
  const hasInnovativeTitle = tier === 'INNOVATIVE' || (isTitled && random.chance(0.92));
  const innovativeFrom = random.date('2024-03-01', '2025-11-30');
  return {
    uscc: enterprise.uscc,
    division: enterprise.division,
    isSynthetic: true,
    tier: isTitled ? tier : null,
    inPool,
    poolEnteredOn: inPool ? random.date(later(establishedOn, '2022-04-01'), '2025-12-31') : null,
    nicheMarket: `${product}细分市场`,
    nicheSince,
    mainProduct: product,
    marketShareClaim: isTitled || random.chance(0.5) ? shareText(habit, random) : null,
    developmentScore: clamp(random.normal(...habit.score), 15, 98).toFixed(1),
    formerDevelopmentScore: formerScoreOf(enterprise, habit),
    scoredOn: random.date('2025-05-06', '2025-07-31'),
    scaleUpTarget: isNearScale(enterprise) && random.chance(0.7),
    shareReformTarget: isTitled && !enterprise.isJointStock && random.chance(0.4),
    contactName: `测试${random.pick(SURNAMES)}某`,
    contactPhone: `1380000${random.int(1000, 9999)}`,
    innovativeFrom: hasInnovativeTitle ? innovativeFrom : null,
    innovativeUntil: hasInnovativeTitle ? yearsAfter(innovativeFrom, 3) : null,
  };
}

/** A point or two less than this year's median, and none for who was too young to be scored. */
function formerScoreOf({ random, establishedOn }: SyntheticEnterprise, habit: Habit): string | null {
  const [mean, spread] = habit.score;
  const score = clamp(random('smeb-former-score').normal(mean - 1.5, spread), 15, 98).toFixed(1);
  return establishedOn < '2023-01-01' ? score : null;
}

/** R4a: main revenue near, and still below, the 2000 万元 of an industrial enterprise above scale. */
function isNearScale({ years }: SyntheticEnterprise): boolean {
  const { mainRevenueYuan = 0 } = years.at(-1) ?? {};
  return mainRevenueYuan >= 12_000_000 && mainRevenueYuan < 20_000_000;
}

/** 缺啥补啥: what the figures of the last year show to be missing. */
function weaknessesOf({ uscc, years, tier }: SyntheticEnterprise, random: SeededRandom): Row[] {
  const last = years.at(-1);
  if (last === undefined || !random.chance(isTitle(tier) ? 0.5 : 0.8)) return [];
  const found: [WeaknessDimension, string, string][] = [];
  if (last.mainRevenueYuan < last.revenueYuan * 0.8)
    found.push([WeaknessDimension.SPECIALISATION, '主营业务收入占比偏低', '聚焦主导产品，剥离非主营业务']);
  if (last.debtYuan > last.assetsYuan * 0.6)
    found.push([WeaknessDimension.REFINEMENT, '资产负债率偏高', '对接股权融资，优化债务结构']);
  if (last.rdYuan < last.revenueYuan * 0.03)
    found.push([WeaknessDimension.INNOVATION, '研发费用占比不足', '申报研发补助，落实加计扣除']);
  return found.map(([dimension, finding, advice]) => {
    const diagnosedOn = random.date('2024-06-01', '2025-11-30');
    const isResolved = diagnosedOn < '2025-01-01' && random.chance(0.3);
    return {
      uscc,
      dimension,
      finding,
      advice,
      diagnosedOn,
      resolvedOn: isResolved ? random.date('2025-01-01', '2025-12-31') : null,
    };
  });
}

function traineesOf({ uscc, establishedOn }: SyntheticEnterprise, habit: Habit, random: SeededRandom): Row[] {
  return TRAINING_YEARS.filter((year) => random.chance(habit.trained) && `${year}` > establishedOn).map(
    (year) => ({
      uscc,
      year,
      name: `测试${random.pick(SURNAMES)}某`,
      position: random.chance(0.6) ? '董事长' : '总经理',
      course: random.pick(COURSES),
    }),
  );
}

function ordersOf({ uscc, establishedOn }: SyntheticEnterprise, habit: Habit, random: SeededRandom): Row[] {
  if (!random.chance(habit.orders)) return [];
  return Array.from({ length: random.int(1, 2) }, () => {
    const orderedOn = random.date(later(establishedOn, '2023-01-01'), '2025-12-20');
    const isCompleted = orderedOn < '2025-10-01' || random.chance(0.5);
    return {
      uscc,
      service: random.pick(SERVICES),
      provider: random.pick(PROVIDERS),
      orderedOn,
      completedOn: isCompleted ? random.date(orderedOn, '2025-12-31') : null,
    };
  });
}

function productEntriesOf(enterprise: SyntheticEnterprise, habit: Habit, random: SeededRandom): Row[] {
  if (!random.chance(habit.catalogued)) return [];
  const { uscc, name, product, establishedOn } = enterprise;
  return [
    {
      uscc,
      name: product,
      summary: `${name}的主导产品`,
      publishedOn: random.date(later(establishedOn, '2022-09-01'), '2025-12-31'),
    },
  ];
}

function shareText({ marketShare: [least, most] }: Habit, random: SeededRandom): string {
  return (least + random.next() ** 2 * (most - least)).toFixed(1);
}

function isTitle(tier: SyntheticTier): boolean {
  return Object.values(SrdiTier).some((title) => title === tier);
}

function later(day: string, other: string): string {
  return day > other ? day : other;
}

/** The day before the same day some years later: where a title of so many years ends. */
function yearsAfter(day: string, years: number): string {
  const end = new Date(`${day}T00:00:00Z`);
  end.setUTCFullYear(end.getUTCFullYear() + years);
  end.setUTCDate(end.getUTCDate() - 1);
  return end.toISOString().slice(0, 10);
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
