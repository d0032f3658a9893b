import { createHash } from 'node:crypto';
import { cityOf, divisionByCode } from '../../src/kit/codes/divisions';
import { isIndustryCode, sectorOf } from '../../src/kit/codes/industries';
import { checkUscc, hasOrganisationCheck } from '../../src/kit/codes/uscc';
import { sizeClassOf } from '../../src/kit/size-class';
import type { SyntheticEnterprise, SyntheticYear } from '../../src/kit/synthetic';
import { rungSizes } from '../../src/synthetic/ladder';
import { NAME_CAPACITY } from '../../src/synthetic/naming';
import { trades } from '../../src/synthetic/trades';
import {
  enterpriseAt,
  enterprisesBetween,
  firstWhere,
  LARGEST_WORLD,
  world,
} from '../../src/synthetic/world';

const small = world({ seed: 'srdi-2022', count: 3000 });
const population = [...small];

const textOf = (enterprises: Iterable<SyntheticEnterprise>): string =>
  [...enterprises].map((enterprise) => JSON.stringify(enterprise)).join('\n');

describe('a synthetic world', () => {
  test('is the same, byte for byte, for the same seed and count', () => {
    expect(textOf(world({ seed: 'srdi-2022', count: 3000 }))).toBe(textOf(population));
  });

  test('is the one that was published: its default seed gives these bytes on every machine', () => {
    const sha256 = createHash('sha256').update(textOf(population)).digest('hex');
    expect(sha256).toBe('d3d62bc0e217fdeec255613ccb516c0504bcd43156f8f3c462e00e471188802d');
  });

  test('is another one for another seed', () => {
    const codes = new Set(population.map(({ uscc }) => uscc));
    const others = [...enterprisesBetween(world({ seed: 'other', count: 3000 }), 0, 100)];
    expect(others.filter(({ uscc }) => codes.has(uscc))).toHaveLength(0);
  });

  test('can be made in ranges, or one at a time, in any order', () => {
    const ranges = [...enterprisesBetween(small, 1500, 1510), ...enterprisesBetween(small, 0, 10)];
    const picked = [...population.slice(1500, 1510), ...population.slice(0, 10)];
    expect(textOf(ranges)).toBe(textOf(picked));
    expect(textOf([enterpriseAt(small, 2999)])).toBe(textOf(population.slice(-1)));
  });

  test('may be walked any number of times', () => {
    expect([...small]).toHaveLength(3000);
    expect([...small]).toHaveLength(3000);
  });

  test('has between one and a million enterprises', () => {
    for (const count of [0, -1, 1.5, Number.NaN, LARGEST_WORLD + 1])
      expect(() => world({ seed: 's', count })).toThrow(RangeError);
    expect([...world({ seed: 's', count: 1 })]).toHaveLength(1);
    expect(enterpriseAt(world({ seed: 's', count: LARGEST_WORLD }), LARGEST_WORLD - 1).index).toBe(
      LARGEST_WORLD - 1,
    );
  });

  test('has no enterprise beyond its ends', () => {
    for (const index of [-1, 3000, 0.5]) expect(() => enterpriseAt(small, index)).toThrow(RangeError);
  });

  test('finds the first enterprise in a wanted role, or none', () => {
    const found = firstWhere(small, ({ tier, isJointStock }) => tier === 'SRDI' && isJointStock);
    expect(found).toMatchObject({ tier: 'SRDI', companyType: 'JOINT_STOCK' });
    expect(firstWhere(small, ({ division }) => division === '110101')).toBeUndefined();
  });
});

describe('the stream of a label', () => {
  const enterprise = enterpriseAt(small, 42);
  const values = (label: string): readonly number[] => {
    const random = enterprise.random(label);
    return [random.next(), random.next(), random.next()];
  };

  test('begins anew each time it is asked for, whatever others have drawn', () => {
    const before = values('tax');
    values('nea');
    expect(values('tax')).toEqual(before);
  });

  test('differs from that of every other label and every other enterprise', () => {
    expect(values('tax')).not.toEqual(values('nea'));
    expect(enterpriseAt(small, 43).random('tax').next()).not.toBe(values('tax')[0]);
  });
});

/** Those of the population that are not as they should be: none, and a failure shows which. */
const exceptions = (
  isAsItShould: (enterprise: SyntheticEnterprise) => boolean,
): readonly SyntheticEnterprise[] => population.filter((enterprise) => !isAsItShould(enterprise));

describe('every synthetic enterprise', () => {
  test('bears a valid code of the division that does not exist, and no code comes twice', () => {
    expect(exceptions(({ uscc }) => checkUscc(uscc).ok && hasOrganisationCheck(uscc))).toEqual([]);
    expect(exceptions(({ uscc }) => /^91140199\d{8}/.test(uscc))).toEqual([]);
    expect(divisionByCode('140199')).toBeUndefined();
    expect(new Set(population.map(({ uscc }) => uscc)).size).toBe(3000);
  });

  test('bears a name of its own that ends （测试） and begins with its province, city or county', () => {
    const placesOf = (division: string): readonly string[] =>
      ['山西', cityOf(division)?.name ?? '-', divisionByCode(division)?.name ?? '-'].map((name) =>
        name.slice(0, 2),
      );
    expect(exceptions(({ name }) => /^.{7,30}（测试）$/u.test(name))).toEqual([]);
    expect(
      exceptions(({ name, division }) => placesOf(division).some((place) => name.startsWith(place))),
    ).toEqual([]);
    expect(new Set(population.map(({ name }) => name)).size).toBe(3000);
  });

  test('sits in a real county, in a known industry', () => {
    expect(exceptions(({ division }) => divisionByCode(division)?.level === 'COUNTY')).toEqual([]);
    expect(exceptions(({ industry }) => isIndustryCode(industry))).toEqual([]);
  });

  test('has the size that its latest year and its people give', () => {
    const sizeOf = ({ industry, employees, years }: SyntheticEnterprise): string | undefined => {
      const [sector, latest] = [sectorOf(industry), years.at(-1)];
      return sector && latest && sizeClassOf({ sector, employees, ...latest });
    };
    expect(exceptions((enterprise) => sizeOf(enterprise) === enterprise.sizeClass)).toEqual([]);
  });

  test('has its years without gaps from its founding, 2021 at the earliest, to 2025', () => {
    const expected = (establishedOn: string): string =>
      ['2021', '2022', '2023', '2024', '2025'].filter((year) => year >= establishedOn.slice(0, 4)).join();
    const told = ({ years }: SyntheticEnterprise): string => years.map(({ year }) => year).join();
    expect(exceptions((enterprise) => told(enterprise) === expected(enterprise.establishedOn))).toEqual([]);
    expect(exceptions(({ establishedOn }) => establishedOn <= '2024-12-31')).toEqual([]);
  });

  test('keeps books in whole yuan that can be told in fen, and that add up', () => {
    const isSound = (year: SyntheticYear): boolean => {
      const { profitYuan, ...others } = year;
      return (
        Object.values(year).every((amount) => Number.isSafeInteger(amount * 100)) &&
        Object.values(others).every((amount) => amount >= 0) &&
        Math.max(profitYuan, year.mainRevenueYuan, year.exportYuan, year.rdYuan) <= year.revenueYuan
      );
    };
    expect(exceptions(({ years }) => years.every(isSound))).toEqual([]);
  });
});

describe('the names', () => {
  test('suffice for the largest world', () => {
    expect(NAME_CAPACITY).toBeGreaterThanOrEqual(LARGEST_WORLD);
  });

  test('stay apart beyond the first two-character round', () => {
    const largest = world({ seed: 'srdi-2022', count: LARGEST_WORLD });
    const names = [0, 11_025, 22_050, 33_075, 992_250].flatMap((from) =>
      [...enterprisesBetween(largest, from, from + 1000)].map(({ name }) => name),
    );
    expect(new Set(names).size).toBe(5000);
  });

  test('cannot run together: no product is another with one character in front', () => {
    const products = new Set(trades.flatMap((trade) => trade.products));
    for (const product of products) expect(products.has(product.slice(1))).toBe(false);
  });
});

describe('the ladder', () => {
  test.each([
    [
      3000,
      {
        NATIONAL_LITTLE_GIANT: 65,
        PROVINCIAL_LITTLE_GIANT: 162,
        SRDI: 973,
        INNOVATIVE: 300,
        POOL: 600,
        NONE: 900,
      },
    ],
    [
      9250,
      {
        NATIONAL_LITTLE_GIANT: 200,
        PROVINCIAL_LITTLE_GIANT: 500,
        SRDI: 3000,
        INNOVATIVE: 925,
        POOL: 1850,
        NONE: 2775,
      },
    ],
    [
      1_000_000,
      {
        NATIONAL_LITTLE_GIANT: 200,
        PROVINCIAL_LITTLE_GIANT: 500,
        SRDI: 3000,
        INNOVATIVE: 6000,
        POOL: 20_000,
        NONE: 970_300,
      },
    ],
    [1, { NATIONAL_LITTLE_GIANT: 0, PROVINCIAL_LITTLE_GIANT: 0, SRDI: 0, INNOVATIVE: 0, POOL: 0, NONE: 1 }],
  ])('of %i enterprises has the proportions of the plan', (count, expected) => {
    expect(Object.fromEntries(rungSizes(count))).toEqual(expected);
  });

  test('is filled exactly', () => {
    for (const [tier, size] of rungSizes(3000))
      expect(population.filter((enterprise) => enterprise.tier === tier)).toHaveLength(size);
  });

  test('is met whole in any stretch of two hundred', () => {
    for (let from = 0; from + 200 <= 3000; from += 100)
      expect(new Set(population.slice(from, from + 200).map(({ tier }) => tier)).size).toBe(6);
  });
});
