import { FEN_PER_WAN_YUAN } from '../../kit/fen';
import type { SeededRandom, SyntheticEnterprise } from '../../kit/synthetic';
import { LandGrantMode, LandUse } from './land';
import { CityAwardKind, LocalIncidentGrade, LocalIncidentKind } from './records';
import { CityTaskCategory } from './tasks';

type Row = Readonly<Record<string, unknown>>;

const DAY_MS = 86_400_000;

/** Lowest first. */
const TITLES = [
  CityAwardKind.SRDI,
  CityAwardKind.PROVINCIAL_LITTLE_GIANT,
  CityAwardKind.NATIONAL_LITTLE_GIANT,
] as const;
const TITLE_AWARDS_WAN = [10, 20, 50] as const;
/** Cities that reward titles, and how much against the usual; 方案 第5条 asks it of those that can afford it. */
const CITY_FUNDS: Readonly<Record<string, number>> = {
  '1401': 2,
  '1402': 1,
  '1404': 1.5,
  '1405': 1.5,
  '1406': 1,
  '1407': 1,
  '1408': 1,
  '1410': 1,
  '1411': 1.2,
};

const PROBLEMS: readonly (readonly [CityTaskCategory, subject: string, unit: string])[] = [
  [CityTaskCategory.LAND, '新建厂房用地指标', 'CITY'],
  [CityTaskCategory.GAS, '生产用气增量', 'NEA'],
  [CityTaskCategory.POWER, '错峰用电时段协调', 'NEA'],
  [CityTaskCategory.INNOVATION, '研发平台申报辅导', 'STD'],
  [CityTaskCategory.FINANCING, '流动资金贷款对接', 'LFR'],
  [CityTaskCategory.FINANCING, '首贷担保对接', 'LFR'],
  [CityTaskCategory.OTHER, '产业工人招聘', 'CITY'],
];
const FOCUSES = ['提升研发投入', '聚焦主导产品', '数字化改造', '规范化股份制改造', '知识产权布局'] as const;

/** What is still open falls due around the days on which the data is looked at, not long before. */
export function tasksOf({ uscc, establishedOn }: SyntheticEnterprise, random: SeededRandom): Row[] {
  return Array.from({ length: random.int(1, 3) }, () => {
    const [category, subject, responsibleUnit] = random.pick(PROBLEMS);
    const isCompleted = random.chance(0.8);
    const since = isCompleted ? '2024-01-01' : '2025-09-01';
    const raisedOn = random.date(later(establishedOn, since), '2025-12-20');
    return {
      uscc,
      category,
      subject,
      responsibleUnit,
      raisedOn,
      claimedOn: isCompleted || random.chance(0.85) ? daysAfter(raisedOn, random.int(0, 7)) : null,
      dueOn: isCompleted ? daysAfter(raisedOn, random.int(30, 120)) : random.date('2026-06-30', '2027-06-30'),
      completedOn: isCompleted ? daysAfter(raisedOn, random.int(8, 110)) : null,
    };
  });
}

/** One for each title climbed, where the city has a fund; the newest may not be published yet. */
export function cityAwardsOf(enterprise: SyntheticEnterprise, random: SeededRandom): Row[] {
  const factor = CITY_FUNDS[enterprise.division.slice(0, 4)];
  const reached = TITLES.findIndex((title) => title === enterprise.tier);
  if (factor === undefined) return [];
  return TITLES.slice(0, reached + 1).flatMap((kind, position) => {
    const year = 2025 - (reached - position) - (random.chance(0.4) ? 1 : 0);
    if (!random.chance(0.7) || `${year}` <= enterprise.establishedOn) return [];
    const isPublished = year < 2025 || random.chance(0.85);
    const isPaid = isPublished && random.chance(0.9);
    return {
      uscc: enterprise.uscc,
      year,
      kind,
      amount: Math.round((TITLE_AWARDS_WAN[position] ?? 0) * factor) * FEN_PER_WAN_YUAN,
      documentNo: `市财企〔${year}〕${random.int(10, 99)}号（测试）`,
      publishedOn: isPublished ? random.date(`${year}-06-01`, `${year}-08-31`) : null,
      paidOn: isPaid ? random.date(`${year}-09-10`, `${year}-12-20`) : null,
    };
  });
}

/** A need and, where it was met, the land. */
export function landOf(
  { uscc, establishedOn }: SyntheticEnterprise,
  random: SeededRandom,
): { needs: Row[]; grants: Row[] } {
  const landUse = random.pick([LandUse.INDUSTRY, LandUse.INDUSTRY, LandUse.INDUSTRY, LandUse.STORAGE]);
  const areaMu = random.int(5, 80);
  const raisedOn = random.date(later(establishedOn, '2023-01-01'), '2025-11-30');
  const grantedOn = daysAfter(raisedOn, random.int(90, 360));
  const isMet = grantedOn < '2026-01-01' && random.chance(0.6);
  const need = {
    uscc,
    areaMu: String(areaMu),
    landUse,
    raisedOn,
    neededBy: daysAfter(raisedOn, random.int(365, 730)),
    metOn: isMet ? grantedOn : null,
  };
  const grant = {
    uscc,
    areaMu: (areaMu * (0.8 + random.next() * 0.2)).toFixed(2),
    landUse,
    mode: random.pick(Object.values(LandGrantMode)),
    documentNo: `供地〔${grantedOn.slice(0, 4)}〕${random.int(10, 99)}号（测试）`,
    grantedOn,
  };
  return { needs: [need], grants: isMet ? [grant] : [] };
}

/** Who is on the ladder is in the city's pool, and a few left it for a time. */
export function poolEntriesOf({ uscc, establishedOn }: SyntheticEnterprise, random: SeededRandom): Row[] {
  const enteredOn = random.date(later(establishedOn, '2022-04-01'), '2025-12-31');
  const current = { uscc, enteredOn, focus: random.pick(FOCUSES), followedUpOn: null };
  if (enteredOn < '2025-06-01')
    return [{ ...current, leftOn: null, followedUpOn: random.date(enteredOn, '2025-12-31') }];
  if (establishedOn > '2022-12-31' || !random.chance(0.3)) return [{ ...current, leftOn: null }];
  const former = {
    uscc,
    enteredOn: random.date('2023-01-01', '2023-12-31'),
    leftOn: random.date('2024-01-01', '2024-12-31'),
    focus: random.pick(FOCUSES),
    followedUpOn: null,
  };
  return [{ ...current, leftOn: null }, former];
}

/** Mostly ordinary ones; of those before 2023-11 recognition takes no notice any more. */
export function incidentOf({ uscc, establishedOn }: SyntheticEnterprise, random: SeededRandom): Row {
  const happenedOn = random.date(later(establishedOn, '2021-06-01'), '2025-12-31');
  const isConcluded = happenedOn < '2025-09-01' || random.chance(0.4);
  const [drawn, number] = [random.next(), random.int(10, 99)];
  return {
    uscc,
    kind: random.chance(0.7) ? LocalIncidentKind.SAFETY : LocalIncidentKind.ENVIRONMENT,
    grade:
      drawn < 0.9
        ? LocalIncidentGrade.ORDINARY
        : drawn < 0.98
          ? LocalIncidentGrade.SERIOUS
          : LocalIncidentGrade.MAJOR,
    happenedOn,
    documentNo: isConcluded ? `应急〔${happenedOn.slice(0, 4)}〕${number}号（测试）` : null,
  };
}

function later(day: string, other: string): string {
  return day > other ? day : other;
}

function daysAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
}
