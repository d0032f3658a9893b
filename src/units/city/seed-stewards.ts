import { cityOf, counties, divisionByCode } from '../../kit/codes/divisions';
import type { SeededRandom, SyntheticTier } from '../../kit/synthetic';

export interface SeededSteward {
  readonly stewardName: string;
  readonly stewardPosition: string;
  readonly stewardPhone: string;
  readonly stewardStars: number | null;
}

/** Stars of the ten stewards of a county; the first is new and has not been rated. */
const STARS = [null, 2, 3, 3, 3, 4, 4, 4, 5, 5] as const;
/** 方案 第19条: a little giant is given a steward who bears stars; here, one of those that bear most. */
const FIRST_OF_THE_BEST = 5;
const ORDINALS = [...'甲乙丙丁戊己庚辛壬癸'];
const SURNAMES = [...'王李张刘陈杨赵郭武任薛梁韩贾田'];

const placeOfCounty: ReadonlyMap<string, number> = new Map(
  counties.map(({ code }, position) => [code, position]),
);

/** One of a county's stewards: whoever is drawn twice is the same person, with the same number and stars. */
export function stewardOf(division: string, isLittleGiant: boolean, random: SeededRandom): SeededSteward {
  const post = random.int(isLittleGiant ? FIRST_OF_THE_BEST : 0, STARS.length - 1);
  const serial = (placeOfCounty.get(division) ?? 0) * STARS.length + post;
  return {
    stewardName: `${SURNAMES[serial % SURNAMES.length] ?? ''}某${ORDINALS[post] ?? ''}（测试）`,
    stewardPosition: `${divisionByCode(division)?.fullName ?? ''}企业服务专班专职管家（测试）`,
    stewardPhone: `1390000${String(serial).padStart(4, '0')}`,
    stewardStars: STARS[post] ?? null,
  };
}

/** 方案 保障措施（二）: the leaders of three levels, the higher the title the higher the level. */
export function leaderOf(division: string, tier: SyntheticTier, random: SeededRandom): string {
  return `${levelOf(division, tier)}包联领导${random.pick(SURNAMES)}某（测试）`;
}

function levelOf(division: string, tier: SyntheticTier): string {
  if (tier === 'NATIONAL_LITTLE_GIANT') return '省级';
  if (tier === 'PROVINCIAL_LITTLE_GIANT') return cityOf(division)?.name ?? '';
  return divisionByCode(division)?.fullName ?? '';
}
