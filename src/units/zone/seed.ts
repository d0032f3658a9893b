import type { SeedRows } from '../../kit/define-unit';
import { FEN_PER_WAN_YUAN, FEN_PER_YUAN } from '../../kit/fen';
import type { SeededRandom, SyntheticEnterprise, SyntheticTier } from '../../kit/synthetic';
import { ZoneApproval, ZoneAward, ZoneResource, ZoneResourceNeed, ZoneSupportMatter } from './records';
import { isNearZone, placeOf } from './seed-parks';
import { TransformationZone } from './zone';

type Row = Readonly<Record<string, unknown>>;

/** Of the enterprises of the two cities that the zone reaches into, about so many sit in it. */
const IN_ZONE = 1 / 12;

interface Habit {
  readonly steward: number;
  readonly matters: number;
  readonly needs: number;
  readonly award: number;
  readonly approval: number;
}

/** Chances of an enterprise on each rung; assumptions. */
const HABITS: Readonly<Record<SyntheticTier, Habit>> = {
  NONE: { steward: 0, matters: 0.02, needs: 0.02, award: 0.01, approval: 0.05 },
  POOL: { steward: 0.4, matters: 0.2, needs: 0.1, award: 0.1, approval: 0.2 },
  INNOVATIVE: { steward: 0.5, matters: 0.25, needs: 0.15, award: 0.2, approval: 0.25 },
  SRDI: { steward: 1, matters: 0.5, needs: 0.3, award: 0.5, approval: 0.4 },
  PROVINCIAL_LITTLE_GIANT: { steward: 1, matters: 0.7, needs: 0.4, award: 0.7, approval: 0.5 },
  NATIONAL_LITTLE_GIANT: { steward: 1, matters: 0.8, needs: 0.5, award: 0.9, approval: 0.6 },
};

const DAY_MS = 86_400_000;
/** Stars of the zone's stewards; the first is new and has not been rated. */
const STARS = [null, 2, 3, 3, 3, 4, 4, 4, 5, 5] as const;
/** 方案 第19条: a little giant is given a steward who bears stars; here, one of those that bear most. */
const FIRST_OF_THE_BEST = 5;
const SURNAMES = [...'郭武任薛梁韩贾田王李'];
const MATTERS = ['增容用电协调', '厂房扩建选址', '融资对接', '人才公寓申请', '研发平台申报辅导'] as const;
const OFFICES = ['企业服务处（测试）', '规划建设处（测试）', '产业发展处（测试）'] as const;
const AWARD_ITEMS = ['“专精特新”配套奖励', '研发投入奖补', '标准厂房租金补助'] as const;
const APPROVALS = ['企业投资项目备案', '建设工程施工许可', '区域节能评价承诺备案'] as const;
const QUANTITIES: Readonly<Record<ZoneResource, readonly [least: number, most: number]>> = {
  LAND: [5, 60],
  POWER: [200, 5000],
  GAS: [5, 200],
};
const INCUBATORS = ['汾芽孵化器（测试）', '晋启孵化器（测试）', '潇园众创孵化器（测试）'] as const;

/** The committee's view of a synthetic enterprise; most lie outside the zone, and it has no row of them. */
export function seedTransformationZone(enterprise: SyntheticEnterprise): SeedRows {
  if (!isNearZone(enterprise.division)) return [];
  const random = enterprise.random('zone');
  if (!random.chance(IN_ZONE)) return [];
  const habit = HABITS[enterprise.tier];
  return [
    [TransformationZone, [zoneRow(enterprise, habit, random)]],
    [ZoneSupportMatter, random.chance(habit.matters) ? mattersOf(enterprise, random) : []],
    [ZoneResourceNeed, random.chance(habit.needs) ? [needOf(enterprise, random)] : []],
    [ZoneAward, random.chance(habit.award) ? [awardOf(enterprise, random)] : []],
    [ZoneApproval, random.chance(habit.approval) ? [approvalOf(enterprise, random)] : []],
  ];
}

function zoneRow(enterprise: SyntheticEnterprise, habit: Habit, random: SeededRandom): Row {
  const { uscc, division, industry, tier, establishedOn } = enterprise;
  const isLittleGiant = tier === 'PROVINCIAL_LITTLE_GIANT' || tier === 'NATIONAL_LITTLE_GIANT';
  const isYoungInvention = establishedOn >= '2018-01-01' && /^(?:C39|C40|I65|M7)/.test(industry);
  return {
    uscc,
    division,
    isSynthetic: true,
    ...placeOf(division, industry, random),
    ...(random.chance(habit.steward) ? stewardOf(isLittleGiant, random) : {}),
    incubator: isYoungInvention && random.chance(0.6) ? random.pick(INCUBATORS) : null,
    outputPerMu: industry.startsWith('C') ? outputPerMuOf(enterprise, random) : null,
  };
}

function stewardOf(isLittleGiant: boolean, random: SeededRandom): Row {
  const post = random.int(isLittleGiant ? FIRST_OF_THE_BEST : 0, STARS.length - 1);
  return {
    stewardName: `${SURNAMES[post] ?? ''}某（测试）`,
    stewardPosition: '示范区企业服务处专职管家（测试）',
    stars: STARS[post] ?? null,
  };
}

/** A factory takes some 0.15 to 0.4 亩 for each of its employees. */
function outputPerMuOf({ years, employees }: SyntheticEnterprise, random: SeededRandom): number {
  const areaMu = Math.max(1, employees * (0.15 + random.next() * 0.25));
  return Math.round(((years.at(-1)?.revenueYuan ?? 0) / areaMu) * FEN_PER_YUAN);
}

/** What is still open falls due around the days on which the data is looked at, not long before. */
function mattersOf({ uscc, establishedOn }: SyntheticEnterprise, random: SeededRandom): Row[] {
  return Array.from({ length: random.int(1, 2) }, () => {
    const isCompleted = random.chance(0.75);
    const since = isCompleted ? '2024-01-01' : '2025-09-01';
    const acceptedOn = random.date(later(establishedOn, since), '2025-12-20');
    return {
      uscc,
      subject: random.pick(MATTERS),
      office: random.pick(OFFICES),
      acceptedOn,
      startedOn: isCompleted || random.chance(0.8) ? daysAfter(acceptedOn, random.int(0, 7)) : null,
      dueOn: isCompleted
        ? daysAfter(acceptedOn, random.int(20, 90))
        : random.date('2026-06-30', '2027-06-30'),
      completedOn: isCompleted ? daysAfter(acceptedOn, random.int(8, 85)) : null,
    };
  });
}

function needOf({ uscc, establishedOn, industry }: SyntheticEnterprise, random: SeededRandom): Row {
  const resource = industry.startsWith('C') ? random.pick(Object.values(ZoneResource)) : ZoneResource.POWER;
  const raisedOn = random.date(later(establishedOn, '2025-01-01'), '2025-12-31');
  return {
    uscc,
    resource,
    quantity: String(random.int(...QUANTITIES[resource])),
    raisedOn,
    neededBy: daysAfter(raisedOn, random.int(365, 730)),
  };
}

function awardOf({ uscc }: SyntheticEnterprise, random: SeededRandom): Row {
  const isPublished = random.chance(0.9);
  return {
    uscc,
    year: 2025,
    item: random.pick(AWARD_ITEMS),
    amount: random.int(2, 30) * FEN_PER_WAN_YUAN,
    documentNo: `示范区发〔2025〕${random.int(10, 99)}号（测试）`,
    publishedOn: isPublished ? random.date('2025-06-01', '2025-08-31') : null,
    paidOn: isPublished && random.chance(0.9) ? random.date('2025-09-10', '2025-12-20') : null,
  };
}

/** Permission follows the commitment within days. */
function approvalOf({ uscc, establishedOn }: SyntheticEnterprise, random: SeededRandom): Row {
  const committedOn = random.date(later(establishedOn, '2022-01-01'), '2025-12-15');
  const approvedOn = daysAfter(committedOn, random.int(0, 5));
  return {
    uscc,
    matter: random.pick(APPROVALS),
    committedOn,
    approvedOn,
    inspectedOn: approvedOn < '2025-01-01' ? daysAfter(approvedOn, random.int(60, 340)) : null,
  };
}

function later(day: string, other: string): string {
  return day > other ? day : other;
}

function daysAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
}
