import { cities, cityOf, counties, divisionByCode, type Division } from '../kit/codes/divisions';
import type { SeededRandom } from '../kit/synthetic';
import { weighted } from './weighted';

/** Share of the province's enterprises, in percent: an assumption after the size of the cities. */
const CITY_WEIGHT: Readonly<Record<string, number>> = {
  '1401': 30,
  '1402': 7,
  '1403': 4,
  '1404': 10,
  '1405': 8,
  '1406': 4,
  '1407': 10,
  '1408': 10,
  '1409': 5,
  '1410': 7,
  '1411': 8,
};

/** Counties that hold clearly more, or fewer, of their city's enterprises than their kind does. */
const COUNTY_WEIGHT: Readonly<Record<string, number>> = {
  '140105': 7,
  '140109': 4,
  '140110': 1.5,
  '140213': 5,
  '140403': 5,
  '140502': 5,
  '140702': 5,
  '140802': 5,
  '141002': 5,
};

/** A county's short name is what stands before these, unless one character would remain: 清徐, 祁县. */
const PLACE_SUFFIX = /^(.{2,})[县市]$/;

const cityTotals: ReadonlyMap<string, number> = new Map(
  cities.map(({ code }) => [
    code,
    counties
      .filter((county) => county.code.startsWith(code))
      .reduce((sum, county) => sum + kindWeight(county), 0),
  ]),
);

/** Draws a county, cities by their share and counties by their weight in the city. */
export const drawCounty = weighted(counties, (county) => {
  const city = county.code.slice(0, 4);
  return ((CITY_WEIGHT[city] ?? 0) * kindWeight(county)) / (cityTotals.get(city) ?? 1);
});

/** The place that an enterprise puts at the head of its name: its province, its city or its county. */
export function placeInName(division: string, random: SeededRandom): string {
  const drawn = random.next();
  if (drawn < 0.4) return '山西';
  return drawn < 0.75 ? cityName(division) : countyName(division);
}

/** Districts bear their city's name: 太原, not 小店. */
function countyName(division: string): string {
  const name = divisionByCode(division)?.name ?? '';
  if (name.endsWith('区')) return cityName(division);
  return PLACE_SUFFIX.exec(name)?.[1] ?? name;
}

function cityName(division: string): string {
  return (cityOf(division)?.name ?? '山西省').slice(0, -1);
}

function kindWeight({ code, name }: Division): number {
  if (COUNTY_WEIGHT[code] !== undefined) return COUNTY_WEIGHT[code];
  if (name.endsWith('区')) return 2.5;
  return name.endsWith('市') ? 2 : 1;
}
