import { sizeClassOf, sizeRules, type SizeClass, type SizeSector } from '../../src/kit/size-class';

type Measure = 'employees' | 'revenue' | 'assets';
type Bounds = readonly [large: number, medium: number, small: number];

/** The bureau's table of 2017, in its own layout: one line per measure; 人 and 万元. */
const table: readonly (readonly [SizeSector, Measure, Bounds])[] = [
  ['AGRICULTURE', 'revenue', [20000, 500, 50]],
  ['INDUSTRY', 'employees', [1000, 300, 20]],
  ['INDUSTRY', 'revenue', [40000, 2000, 300]],
  ['CONSTRUCTION', 'revenue', [80000, 6000, 300]],
  ['CONSTRUCTION', 'assets', [80000, 5000, 300]],
  ['WHOLESALE', 'employees', [200, 20, 5]],
  ['WHOLESALE', 'revenue', [40000, 5000, 1000]],
  ['RETAIL', 'employees', [300, 50, 10]],
  ['RETAIL', 'revenue', [20000, 500, 100]],
  ['TRANSPORT', 'employees', [1000, 300, 20]],
  ['TRANSPORT', 'revenue', [30000, 3000, 200]],
  ['STORAGE', 'employees', [200, 100, 20]],
  ['STORAGE', 'revenue', [30000, 1000, 100]],
  ['POSTAL', 'employees', [1000, 300, 20]],
  ['POSTAL', 'revenue', [30000, 2000, 100]],
  ['ACCOMMODATION', 'employees', [300, 100, 10]],
  ['ACCOMMODATION', 'revenue', [10000, 2000, 100]],
  ['CATERING', 'employees', [300, 100, 10]],
  ['CATERING', 'revenue', [10000, 2000, 100]],
  ['INFORMATION_TRANSMISSION', 'employees', [2000, 100, 10]],
  ['INFORMATION_TRANSMISSION', 'revenue', [100000, 1000, 100]],
  ['SOFTWARE', 'employees', [300, 100, 10]],
  ['SOFTWARE', 'revenue', [10000, 1000, 50]],
  ['REAL_ESTATE_DEVELOPMENT', 'revenue', [200000, 1000, 100]],
  ['REAL_ESTATE_DEVELOPMENT', 'assets', [10000, 5000, 2000]],
  ['PROPERTY_MANAGEMENT', 'employees', [1000, 300, 100]],
  ['PROPERTY_MANAGEMENT', 'revenue', [5000, 1000, 500]],
  ['LEASING_AND_BUSINESS', 'employees', [300, 100, 10]],
  ['LEASING_AND_BUSINESS', 'assets', [120000, 8000, 100]],
  ['OTHER', 'employees', [300, 100, 10]],
];

const classes: readonly SizeClass[] = ['LARGE', 'MEDIUM', 'SMALL', 'MICRO'];
const PLENTY: Readonly<Record<Measure, number>> = { employees: 1e6, revenue: 1e12, assets: 1e12 };

/** Classifies with the given measures, in people and yuan, and more than enough of the others. */
function classify(sector: SizeSector, measures: Partial<Record<Measure, number>>): SizeClass {
  const { employees, revenue, assets } = { ...PLENTY, ...measures };
  return sizeClassOf({ sector, employees, revenueYuan: revenue, assetsYuan: assets });
}

describe('the size of an enterprise (工信部联企业〔2011〕300号)', () => {
  test('is ruled for sixteen sectors by thirty lines', () => {
    expect(new Set(table.map(([sector]) => sector))).toEqual(new Set(Object.keys(sizeRules)));
    expect(table).toHaveLength(30);
  });

  describe.each(table)('%s by %s', (sector, measure, bounds) => {
    test.each([0, 1, 2])('changes exactly at bound %i', (at) => {
      const bound = (bounds[at] ?? 0) * (measure === 'employees' ? 1 : 10_000);
      expect(classify(sector, { [measure]: bound })).toBe(classes[at]);
      expect(classify(sector, { [measure]: bound + 1 })).toBe(classes[at]);
      expect(classify(sector, { [measure]: bound - 1 })).toBe(classes[at + 1]);
    });
  });

  test.each(['employees', 'revenue', 'assets'] as const)(
    'needs every bound: without %s it is micro',
    (measure) => {
      for (const sector of new Set(table.filter(([, counted]) => counted === measure).map(([name]) => name)))
        expect(classify(sector, { [measure]: 0 })).toBe('MICRO');
    },
  );

  test('does not look at what the sector does not count', () => {
    expect(classify('INDUSTRY', { assets: 0 })).toBe('LARGE');
    expect(classify('OTHER', { revenue: 0, assets: 0 })).toBe('LARGE');
  });
});
