import { hashText, seededRandom } from '../../src/synthetic/random';
import { weighted } from '../../src/synthetic/weighted';

const draw = <T>(count: number, one: () => T): readonly T[] => Array.from({ length: count }, one);
const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

describe('seeded chance', () => {
  test('gives the same stream for the same words, and another for any other word', () => {
    const stream = (a: number, b: number, c: number): string => draw(8, seededRandom(a, b, c).next).join();
    expect(stream(1, 2, 3)).toBe(stream(1, 2, 3));
    expect(
      new Set([stream(1, 2, 3), stream(2, 2, 3), stream(1, 3, 3), stream(1, 2, 4), stream(3, 2, 1)]).size,
    ).toBe(5);
  });

  test('agrees with the published FNV-1a values', () => {
    expect(hashText('')).toBe(0x811c9dc5);
    expect(hashText('a')).toBe(0xe40c292c);
    expect(hashText('foobar')).toBe(0xbf9cf968);
  });

  test('spreads evenly over [0, 1)', () => {
    const random = seededRandom(7, 0, 0);
    const tenths = new Array<number>(10).fill(0);
    for (const value of draw(20_000, random.next)) {
      expect(value).toBeGreaterThanOrEqual(0);
      expect(value).toBeLessThan(1);
      const tenth = Math.floor(value * 10);
      tenths[tenth] = (tenths[tenth] ?? 0) + 1;
    }
    for (const count of tenths) expect(Math.abs(count - 2000)).toBeLessThan(200);
  });

  test('draws whole numbers and days with both ends included', () => {
    const random = seededRandom(1, 1, 1);
    expect(new Set(draw(200, () => random.int(-1, 2)))).toEqual(new Set([-1, 0, 1, 2]));
    const days = new Set(draw(200, () => random.date('2024-02-28', '2024-03-01')));
    expect(days).toEqual(new Set(['2024-02-28', '2024-02-29', '2024-03-01']));
  });

  test('draws normal values of the asked mean and spread', () => {
    const random = seededRandom(5, 5, 5);
    const values = draw(20_000, () => random.normal(10, 2));
    expect(mean(values)).toBeCloseTo(10, 1);
    expect(Math.sqrt(mean(values.map((value) => (value - 10) ** 2)))).toBeCloseTo(2, 1);
  });

  test('says yes as often as asked', () => {
    const random = seededRandom(9, 9, 9);
    expect(mean(draw(20_000, () => Number(random.chance(0.3))))).toBeCloseTo(0.3, 1);
    expect(random.chance(0)).toBe(false);
    expect(random.chance(1)).toBe(true);
  });

  test('cannot pick from nothing', () => {
    expect(() => seededRandom(1, 2, 3).pick([])).toThrow(RangeError);
  });
});

describe('a weighted choice', () => {
  test('draws each item as often as its weight says, and never one without weight', () => {
    const random = seededRandom(3, 3, 3);
    const weights: Readonly<Record<string, number>> = { a: 1, never: 0, b: 3 };
    const choose = weighted(Object.keys(weights), (item) => weights[item] ?? 0);
    const drawn = draw(20_000, () => choose(random));
    expect(new Set(drawn)).toEqual(new Set(['a', 'b']));
    expect(drawn.filter((item) => item === 'b').length / drawn.length).toBeCloseTo(0.75, 1);
  });

  test('needs at least one weight', () => {
    expect(() => weighted(['a'], () => 0)).toThrow(RangeError);
  });
});
