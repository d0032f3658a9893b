import { makeUscc } from '../kit/codes/uscc';
import { sizeClassOf, sizeRules, type SizeClass } from '../kit/size-class';
import type {
  SeededRandom,
  SyntheticCompanyType,
  SyntheticEnterprise,
  SyntheticTier,
  SyntheticYear,
} from '../kit/synthetic';
import { LAST_YEAR, yearsOf } from './finances';
import { ladderOf, tierAt, type Ladder } from './ladder';
import { nameOf } from './naming';
import { drawCounty } from './places';
import { hashText, seededRandom } from './random';
import { rungProfiles, type RungProfile } from './rung-profiles';
import { drawCultivatedTrade, drawTrade, HOME_SHARE, type Trade } from './trades';

export const LARGEST_WORLD = 1_000_000;

/** No division bears this code: no code made in it can be a real enterprise's. */
const NOWHERE = '140199';
const SERIALS = 100_000_000;
/** Coprime with the number of serials: codes of neighbours are unlike, and none comes twice. */
const SERIAL_STEP = 61_803_399;
/** So many of those that would be large keep their title all the same: they have outgrown it. */
const OUTGROWN = 0.03;

/** A reproducible population; iterating makes one enterprise after the other and keeps none. */
export interface World extends Iterable<SyntheticEnterprise> {
  readonly seed: string;
  readonly count: number;
  readonly seedHash: number;
  readonly ladder: Ladder;
}

/** The world of a seed; `count` is 1 to 1,000,000. */
export function world({ seed, count }: { readonly seed: string; readonly count: number }): World {
  if (!Number.isInteger(count) || count < 1 || count > LARGEST_WORLD)
    throw new RangeError(`a world has 1 to ${LARGEST_WORLD} enterprises, not ${count}`);
  const seedHash = hashText(seed);
  const created: World = {
    seed,
    count,
    seedHash,
    ladder: ladderOf(count, seedHash),
    [Symbol.iterator]: () => enterprisesBetween(created, 0, count),
  };
  return created;
}

/** The enterprises from `from` up to, not including, `to`: ranges can be made by separate workers. */
export function* enterprisesBetween(
  population: World,
  from: number,
  to: number,
): Generator<SyntheticEnterprise, void> {
  for (let index = from; index < to; index++) yield enterpriseAt(population, index);
}

/** The first enterprise that is as asked; undefined where this world has none. */
export function firstWhere(
  population: World,
  isWanted: (enterprise: SyntheticEnterprise) => boolean,
): SyntheticEnterprise | undefined {
  for (const enterprise of population) if (isWanted(enterprise)) return enterprise;
  return undefined;
}

/** One enterprise, made from nothing but the world's seed and count and its index. */
export function enterpriseAt(population: World, index: number): SyntheticEnterprise {
  if (!Number.isInteger(index) || index < 0 || index >= population.count)
    throw new RangeError(`no enterprise ${index} in a world of ${population.count}`);
  const random = streamOf(population, index, 'world');
  const tier = tierAt(population.ladder, index);
  const profile = rungProfiles[tier];
  const trade = profile.isCultivated ? drawCultivatedTrade(random) : drawTrade(random);
  const division = divisionOf(trade, random);
  const product = random.pick(trade.products);
  const companyType = companyTypeOf(profile, random);
  const establishedOn = foundingOf(profile, random);
  const years = yearsOf(trade.economy, profile, establishedOn, streamOf(population, index, 'finances'));
  const { employees, sizeClass } = sizeOf(trade, tier, years, random);
  const naming = {
    index,
    offset: population.seedHash,
    division,
    industry: trade.industry,
    product,
    companyType,
  };
  return {
    index,
    uscc: makeUscc(NOWHERE, (index * SERIAL_STEP + (population.seedHash % SERIALS)) % SERIALS),
    name: nameOf(naming, random),
    division,
    industry: trade.industry,
    product,
    sizeClass,
    tier,
    companyType,
    isJointStock: companyType === 'JOINT_STOCK',
    establishedOn,
    employees,
    years,
    random: (label) => streamOf(population, index, `unit:${label}`),
  };
}

function streamOf(population: World, index: number, label: string): SeededRandom {
  return seededRandom(population.seedHash, index, hashText(label));
}

function divisionOf(trade: Trade, random: SeededRandom): string {
  if (trade.homes.length > 0 && random.chance(HOME_SHARE)) return random.pick(trade.homes);
  return drawCounty(random).code;
}

function companyTypeOf(profile: RungProfile, random: SeededRandom): SyntheticCompanyType {
  if (random.chance(profile.jointStock)) return 'JOINT_STOCK';
  if (profile.isCultivated || random.chance(0.93)) return 'LIMITED_LIABILITY';
  return random.chance(0.3) ? 'PARTNERSHIP' : 'SOLE_PROPRIETORSHIP';
}

/** Ages thin out exponentially, as those of enterprises do; none is older than the company law's first decades. */
function foundingOf({ ageAtLeast, ageBeyond }: RungProfile, random: SeededRandom): string {
  const age = Math.min(32, ageAtLeast + Math.floor(-Math.log(1 - random.next()) * ageBeyond));
  const year = LAST_YEAR - age;
  return random.date(`${year}-01-01`, `${year}-12-31`);
}

interface Size {
  readonly employees: number;
  readonly sizeClass: SizeClass;
}

/** Titles are for small and medium enterprises: who would be large employs fewer, but for the outgrown. */
function sizeOf(
  trade: Trade,
  tier: SyntheticTier,
  years: readonly SyntheticYear[],
  random: SeededRandom,
): Size {
  const { sector, economy } = trade;
  const { revenueYuan = 0, assetsYuan = 0 } = years.at(-1) ?? {};
  const usual = (revenueYuan / economy.revenuePerHead) * Math.exp(random.normal(0, 0.35));
  const employees = Math.max(tier === 'NONE' ? 1 : 8, Math.round(usual));
  const sizeClass = sizeClassOf({ sector, employees, revenueYuan, assetsYuan });
  const most = sizeRules[sector].large.employees;
  if (tier === 'NONE' || sizeClass !== 'LARGE' || most === undefined || random.chance(OUTGROWN))
    return { employees, sizeClass };
  const fewer = Math.floor(most * (0.55 + random.next() * 0.4));
  return { employees: fewer, sizeClass: sizeClassOf({ sector, employees: fewer, revenueYuan, assetsYuan }) };
}
