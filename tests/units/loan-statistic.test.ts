import 'reflect-metadata';
import { hiddenCells } from '../../src/kit/hidden-cells';
import { loanStatistic, type CountyFigures } from '../../src/units/pbc/loan-statistic';
import { endsOf } from '../../src/units/pbc/quarter';

const hiddenOf = (cells: Readonly<Record<string, number>>): string[] =>
  [...hiddenCells(new Map(Object.entries(cells)))].sort();

describe('cells beside their sum', () => {
  test.each([
    ['nothing is hidden where every cell has three', { a: 3, b: 9 }, []],
    ['a cell that rests on nobody new is a small one', { a: 0, b: 3, c: 4 }, ['a', 'b']],
    ['a small cell takes the smallest other with it', { a: 2, b: 9, c: 5 }, ['a', 'c']],
    ['two small cells of three enterprises protect each other', { a: 1, b: 2, c: 5 }, ['a', 'b']],
    ['two small cells of two enterprises take a third', { a: 1, b: 1, c: 5, d: 4 }, ['a', 'b', 'd']],
    ['the only cell is hidden alone', { a: 2 }, ['a']],
  ])('%s', (_name, cells, hidden) => {
    expect(hiddenOf(cells)).toEqual(hidden);
  });
});

const asked = { quarter: '2025Q4', asOf: '2025-12-31' };
const county = (division: string, enterprises: number): CountyFigures => ({
  division,
  enterprises,
  restsOn: enterprises,
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

  test('tells of a division without loans that it has none, unless another beside it is hidden', () => {
    const figures = [county('140105', 5), county('140106', 1), county('140107', 3), county('140213', 7)];
    const whole = loanStatistic(figures, { ...asked, division: '14' });
    expect(whole.cells.find(({ division }) => division === '1403')).toMatchObject({ loans: 0 });
    const city = loanStatistic(figures, { ...asked, division: '1401' });
    expect(city.cells.filter(({ suppressed }) => !suppressed).map(({ division }) => division)).toEqual([
      '140105',
    ]);
  });

  test('hides what has no three borrowers of its own quarter, however many there are', () => {
    const figures = [{ ...county('140105', 2), loans: 90 }];
    expect(loanStatistic(figures, { ...asked, division: '14' }).total).toMatchObject({ loans: null });
  });
});

describe('a quarter', () => {
  test('ends on its last day, and follows the one before', () => {
    expect(endsOf('2025Q2', '2026-04-01')).toEqual({ asOf: '2025-06-30', before: '2025-03-31' });
    expect(endsOf('2025Q1', '2026-04-01')).toEqual({ asOf: '2025-03-31', before: '2024-12-31' });
  });

  test.each([
    ['2025Q5', '例如 2025Q4'],
    ['2025-Q1', '例如 2025Q4'],
    ['2026Q2', '尚未结束'],
    ['2026Q1', '尚未结束'],
  ])('%s is refused', (quarter, message) => {
    expect(() => endsOf(quarter, '2026-03-31')).toThrow(message);
  });
});
