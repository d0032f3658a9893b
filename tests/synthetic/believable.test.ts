import type { SyntheticEnterprise, SyntheticTier, SyntheticYear } from '../../src/kit/synthetic';
import { world } from '../../src/synthetic/world';

const population = [...world({ seed: 'believable', count: 9250 })];
const titles: readonly SyntheticTier[] = ['SRDI', 'PROVINCIAL_LITTLE_GIANT', 'NATIONAL_LITTLE_GIANT'];

const on = (...tiers: readonly SyntheticTier[]): readonly SyntheticEnterprise[] =>
  population.filter(({ tier }) => tiers.includes(tier));
const yearOf = ({ years }: SyntheticEnterprise, year = 2025): SyntheticYear => {
  const found = years.find((candidate) => candidate.year === year);
  if (found === undefined) throw new Error(`no year ${year}`);
  return found;
};
const share = <T>(items: readonly T[], is: (item: T) => boolean): number =>
  items.filter(is).length / items.length;
const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;
const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

function correlation(pairs: readonly (readonly [number, number])[]): number {
  const [meanX, meanY] = [mean(pairs.map(([x]) => x)), mean(pairs.map(([, y]) => y))];
  const spread = (of: (pair: readonly [number, number]) => number): number => mean(pairs.map(of));
  return (
    spread(([x, y]) => (x - meanX) * (y - meanY)) /
    Math.sqrt(spread(([x]) => (x - meanX) ** 2) * spread(([, y]) => (y - meanY) ** 2))
  );
}

describe('a synthetic population', () => {
  test('lives in cities by their size, and in every county', () => {
    const inCity = (code: string): number => share(population, ({ division }) => division.startsWith(code));
    expect(inCity('1401')).toBeGreaterThan(0.25);
    expect(inCity('1401')).toBeLessThan(0.4);
    for (const city of ['1403', '1406']) expect(inCity(city)).toBeLessThan(0.08);
    expect(new Set(population.map(({ division }) => division)).size).toBe(117);
  });

  test('gathers its clusters where they are known to be', () => {
    const flanges = population.filter(({ product }) => product === '法兰');
    expect(share(flanges, ({ division }) => division === '140921')).toBeGreaterThan(0.5);
    const vinegar = population.filter(({ product }) => product === '老陈醋');
    expect(share(vinegar, ({ division }) => division === '140121')).toBeGreaterThan(0.5);
  });

  test('makes things where it is titled, and mostly trades and serves where it is not', () => {
    const makes = ({ industry }: SyntheticEnterprise): boolean => industry.startsWith('C');
    expect(share(on(...titles), makes)).toBeGreaterThan(0.6);
    expect(share(on('NONE'), makes)).toBeLessThan(0.4);
    expect(new Set(population.map(({ industry }) => industry.charAt(0))).size).toBeGreaterThanOrEqual(13);
  });

  test('is micro and small below, small and medium on top, and hardly ever large', () => {
    expect(share(on('NONE'), ({ sizeClass }) => sizeClass === 'MICRO')).toBeGreaterThan(0.6);
    expect(share(on('NATIONAL_LITTLE_GIANT'), ({ sizeClass }) => sizeClass === 'MEDIUM')).toBeGreaterThan(
      0.4,
    );
    expect(share(on(...titles), ({ sizeClass }) => sizeClass === 'LARGE')).toBeLessThan(0.01);
  });

  test('earns, spends on research and reforms its shares the more, the higher it stands', () => {
    const ladder: readonly SyntheticTier[] = ['NONE', 'POOL', 'INNOVATIVE', ...titles];
    const rising = (of: (enterprise: SyntheticEnterprise) => number, tiers = ladder): void => {
      const medians = tiers.map((tier) => median(on(tier).map(of)));
      expect(medians).toEqual(medians.toSorted((a, b) => a - b));
    };
    rising((enterprise) => yearOf(enterprise).revenueYuan);
    rising((enterprise) => yearOf(enterprise).rdYuan);
    const reformed = ladder.map((tier) => share(on(tier), ({ isJointStock }) => isJointStock));
    expect(reformed).toEqual(reformed.toSorted((a, b) => a - b));
  });

  test.each<[string, SyntheticTier, (year: SyntheticYear) => boolean, number, number]>([
    ['pool: revenue of 5 million', 'POOL', (y) => y.revenueYuan >= 5e6, 0.88, 0.99],
    ['SRDI: revenue of 15 million', 'SRDI', (y) => y.revenueYuan >= 1.5e7, 0.9, 0.99],
    ['SRDI: research of 3 %', 'SRDI', (y) => y.rdYuan >= 0.03 * y.revenueYuan, 0.88, 0.99],
    ['SRDI: research of 1 million', 'SRDI', (y) => y.rdYuan >= 1e6, 0.84, 0.97],
    ['SRDI: main business of 80 %', 'SRDI', (y) => y.mainRevenueYuan >= 0.8 * y.revenueYuan, 0.95, 0.999],
    ['SRDI: debts of at most 80 %', 'SRDI', (y) => y.debtYuan <= 0.8 * y.assetsYuan, 0.96, 0.9999],
    ['national: revenue of 50 million', 'NATIONAL_LITTLE_GIANT', (y) => y.revenueYuan >= 5e7, 0.97, 1],
    [
      'national: main business of 90 %',
      'NATIONAL_LITTLE_GIANT',
      (y) => y.mainRevenueYuan >= 0.9 * y.revenueYuan,
      0.88,
      1,
    ],
  ])('meets a criterion mostly, not always — %s', (_name, tier, meets, least, most) => {
    const met = share(on(tier), (enterprise) => meets(yearOf(enterprise)));
    expect(met).toBeGreaterThanOrEqual(least);
    expect(met).toBeLessThanOrEqual(most);
  });

  test('has years that follow one another: who grew last year tends to grow this year', () => {
    const grown = population.filter(({ years }) => years.length === 5);
    const growth = (enterprise: SyntheticEnterprise, year: number): number =>
      Math.log(yearOf(enterprise, year).revenueYuan / yearOf(enterprise, year - 1).revenueYuan);
    const old = grown.filter(({ establishedOn }) => establishedOn < '2021');
    expect(
      correlation(old.map((enterprise) => [growth(enterprise, 2024), growth(enterprise, 2025)])),
    ).toBeGreaterThan(0.3);
  });

  test('uses power, pays taxes and holds assets in step with its revenue', () => {
    const against = (of: (year: SyntheticYear) => number): number =>
      correlation(population.map((e) => [Math.log(yearOf(e).revenueYuan), Math.log(of(yearOf(e)) + 1)]));
    expect(against(({ electricityKwh }) => electricityKwh)).toBeGreaterThan(0.5);
    expect(against(({ taxPaidYuan }) => taxPaidYuan)).toBeGreaterThan(0.8);
    expect(against(({ assetsYuan }) => assetsYuan)).toBeGreaterThan(0.8);
  });

  test('loses money sometimes, and is insolvent rarely', () => {
    const losing = share(population, (enterprise) => yearOf(enterprise).profitYuan < 0);
    expect(losing).toBeGreaterThan(0.03);
    expect(losing).toBeLessThan(0.3);
    const insolvent = share(population, (e) => yearOf(e).debtYuan > yearOf(e).assetsYuan);
    expect(insolvent).toBeGreaterThan(0);
    expect(insolvent).toBeLessThan(0.03);
  });
});
