import { divisionRows } from './divisions.data';

export type DivisionLevel = 'PROVINCE' | 'CITY' | 'COUNTY';

/** One division of Shanxi (GB/T 2260): code of two digits for the province, four for a city, six for a county. */
export interface Division {
  readonly code: string;
  /** Its own name; four counties share the names 城区, 矿区, 郊区 with others of their kind. */
  readonly name: string;
  /** From the city on, unambiguous: 晋城市城区. */
  readonly fullName: string;
  readonly level: DivisionLevel;
}

const PROVINCE: Division = { code: '14', name: '山西省', fullName: '山西省', level: 'PROVINCE' };

/** The 11 cities, in the order of their codes. */
export const cities: readonly Division[] = Object.entries(divisionRows).map(([code, { city }]) =>
  Object.freeze({ code, name: city, fullName: city, level: 'CITY' }),
);

/** The 117 counties, districts and county-level cities, in the order of their codes. */
export const counties: readonly Division[] = Object.values(divisionRows).flatMap(({ city, counties: rows }) =>
  rows.map(([code, name]) =>
    Object.freeze<Division>({ code, name, fullName: `${city}${name}`, level: 'COUNTY' }),
  ),
);

const byCode: ReadonlyMap<string, Division> = new Map(
  [PROVINCE, ...cities, ...counties].map((division) => [division.code, division]),
);

/** The division of a code; undefined for any code that is not one of Shanxi's 129. */
export function divisionByCode(code: string): Division | undefined {
  return byCode.get(code);
}

/** The city that a city or county code lies in; undefined for the province and for unknown codes. */
export function cityOf(code: string): Division | undefined {
  return code.length >= 4 && byCode.has(code) ? byCode.get(code.slice(0, 4)) : undefined;
}

/**
 * Whether a division lies in (or is) `area`, which is the code of a province, a city or a county.
 * False for an unknown area, so that an empty or cut-off scope never opens everything.
 */
export function isWithin(code: string, area: string): boolean {
  return byCode.has(area) && code.startsWith(area);
}
