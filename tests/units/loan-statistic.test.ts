import 'reflect-metadata';
import { cities, counties } from '../../src/kit/codes/divisions';
import { hiddenCells } from '../../src/kit/hidden-cells';
import { loanStatistic, type CountyFigures, type LoanStatistic } from '../../src/units/pbc/loan-statistic';
import { lastDayOf } from '../../src/units/pbc/quarter';
import { seededRandom } from '../../src/synthetic/random';

const hiddenOf = (cells: Readonly<Record<string, number>>): string[] =>
  [...hiddenCells(new Map(Object.entries(cells)))].sort();

describe('cells beside their sum', () => {
  test.each([
    ['nothing is hidden where every cell has three', { a: 3, b: 9 }, []],
    ['an empty cell is no secret', { a: 0, b: 3 }, []],
    ['a small cell takes the smallest other with it', { a: 2, b: 9, c: 5 }, ['a', 'c']],
    ['two small cells of three enterprises protect each other', { a: 1, b: 2, c: 5 }, ['a', 'b']],
    ['two small cells of two enterprises take a third', { a: 1, b: 1, c: 5, d: 4 }, ['a', 'b', 'd']],
    ['the only cell that is filled is hidden alone', { a: 2, b: 0 }, ['a']],
  ])('%s', (_name, cells, hidden) => {
    expect(hiddenOf(cells)).toEqual(hidden);
  });
});

const asked = { quarter: '2025Q4', asOf: '2025-12-31' };
const county = (division: string, enterprises: number): CountyFigures => ({
  division,
  enterprises,
  loans: enterprises,
  fen: enterprises * 100,
});

describe('a loan statistic', () => {
  test('adds counties up to cities and the province', () => {
    const figures = [county('140105', 5), county('140106', 4), county('140213', 7)];
    const { total, cells } = loanStatistic(figures, { ...asked, division: '14' });
    expect(total).toMatchObject({ enterprises: 16, loans: 16, balance: { fen: 1600 }, suppressed: false });
    expect(cells).toHaveLength(11);
    expect(cells[0]).toMatchObject({ division: '1401', divisionName: '太原市', enterprises: 9 });
  });

  test('hides the counties of a hidden city, however many enterprises they have', () => {
    const figures = [county('140105', 2), county('140213', 7), county('140303', 9)];
    expect(loanStatistic(figures, { ...asked, division: '140213' }).total).toMatchObject({
      enterprises: null,
      balance: null,
      suppressed: true,
    });
    expect(loanStatistic(figures, { ...asked, division: '140303' }).total.enterprises).toBe(9);
  });

  test('never lets the sum of a division and its told parts give one or two enterprises away', () => {
    const random = seededRandom(7, 1, 1);
    for (let round = 0; round < 100; round++) {
      const figures = counties
        .filter(() => random.chance(0.3))
        .map(({ code }) => county(code, random.int(1, random.pick([2, 4, 12]))));
      for (const division of ['14', ...cities.map(({ code }) => code)]) {
        const rest = restOf(loanStatistic(figures, { ...asked, division }));
        expect(rest === undefined || rest === 0 || rest >= 3).toBe(true);
      }
    }
  });
});

/** What a reader learns of the hidden parts together; undefined where the sum itself is hidden. */
function restOf({ total, cells }: LoanStatistic): number | undefined {
  if (total.enterprises === null) return undefined;
  return total.enterprises - cells.reduce((sum, cell) => sum + (cell.enterprises ?? 0), 0);
}

describe('a quarter', () => {
  test('ends on its last day', () => {
    expect(lastDayOf('2025Q2', '2026-04-01')).toBe('2025-06-30');
  });

  test.each([
    ['2025Q5', '例如 2025Q4'],
    ['2025-Q1', '例如 2025Q4'],
    ['2026Q2', '尚未结束'],
    ['2026Q1', '尚未结束'],
  ])('%s is refused', (quarter, message) => {
    expect(() => lastDayOf(quarter, '2026-03-31')).toThrow(message);
  });
});
