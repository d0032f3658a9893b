import 'reflect-metadata';
import { cities, counties } from '../../src/kit/codes/divisions';
import { COUNT_STEP, countInSteps, inSteps } from '../../src/kit/in-steps';
import { hiddenCells } from '../../src/kit/hidden-cells';
import { isTooFew } from '../../src/kit/small-cell';
import { seededRandom } from '../../src/synthetic/random';
import { loanStatistic } from '../../src/units/pbc/loan-statistic';
import { restsOnFew, type Told } from '../support/rests-on-few';
import {
  countyFigures,
  pinnedCells,
  quartersFrom,
  toldFacts,
  type LoanFact,
  type LoanKind,
} from '../support/loan-facts';

describe('the search', () => {
  const told = (...rows: string[]): Told[] => rows.map((row) => new Set(row.split(' ')));
  const found = (...rows: string[]): readonly string[] =>
    [...(restsOnFew(told(...rows), (fact) => fact[0] ?? '') ?? [])].sort();

  it.each([
    ['a sum and all of it but one', ['a b c d', 'a b c'], ['d']],
    ['a sum and all of it but two', ['a b c d e', 'a b c'], ['d', 'e']],
    ['three sums of which no two say it', ['a b c d e f', 'a b c', 'd e f g'], ['g']],
    ['two facts of one enterprise', ['a1 a2 b c d', 'b c d'], ['a']],
    ['a ring that has an odd length', ['a b c d', 'c d e f', 'e f a b', 'g h i', 'a b g h i'], ['a', 'b']],
    ['sums of blocks of three', ['a b c d e f', 'a b c', 'a b c g h i', 'd e f g h i'], []],
    ['nothing', [''], []],
  ])('finds in %s', (_name, rows, enterprises) => {
    expect(found(...rows.filter((row) => row !== ''))).toEqual(enterprises);
  });
});

const QUARTERS = quartersFrom(2024, '2026-01-01');
const DIVISIONS = cities.slice(0, 3).map(({ code }) => code);
const KINDS: readonly LoanKind[] = ['isIpPledge', 'isInclusive'];

/** Loans of an invented world: some borrow again and again, some once. */
function invented(round: number): LoanFact[] {
  const random = seededRandom(round, 3, 1);
  const places = counties.filter(({ code }) => DIVISIONS.includes(code.slice(0, 4))).slice(0, 8);
  return Array.from({ length: random.int(20, 150) }, (_, enterprise) => {
    const division = random.pick(places).code;
    return Array.from({ length: random.int(1, 3) }, (__, loan) => {
      const disbursedOn = random.date('2023-10-01', '2025-12-31');
      const isInclusive = random.chance(0.6);
      return {
        id: `${enterprise}-${loan}`,
        uscc: `${enterprise}`,
        division,
        disbursedOn,
        repaidOn: random.chance(0.7) ? `${Number(disbursedOn.slice(0, 4)) + 1}${disbursedOn.slice(4)}` : null,
        isIpPledge: !isInclusive || random.chance(0.3),
        isInclusive,
      };
    });
  }).flat();
}

interface Rules {
  readonly hide?: typeof hiddenCells;
  /** On whom a cell is taken to rest. */
  readonly restsOn?: 'everybody' | 'this quarter';
}

/** What a caller finds who asks both statistics of every quarter and division. */
function searched(
  loans: readonly LoanFact[],
  { hide = hiddenCells, restsOn }: Rules = {},
): string | undefined {
  const told: { loans: Told[]; enterprises: Told[] } = { loans: [], enterprises: [] };
  for (const ends of QUARTERS)
    for (const kind of KINDS) {
      const figures = countyFigures(loans, kind, ends).map((county) => {
        if (restsOn === 'everybody') return { ...county, restsOn: county.loans };
        return restsOn === 'this quarter' ? { ...county, restsOn: county.enterprises } : county;
      });
      for (const division of ['14', ...DIVISIONS]) {
        const { total, cells } = loanStatistic(figures, { ...ends, division }, hide);
        const pinned = pinnedCells(total, cells);
        if (pinned.length > 0) return `${ends.quarter} ${kind} ${pinned.join()} by bounds`;
        const facts = toldFacts([total, ...cells], loans, kind, ends);
        told.loans.push(...facts.loans);
        told.enterprises.push(...facts.enterprises);
      }
    }
  const few =
    restsOnFew(told.loans, (fact) => fact.split('-')[0] ?? '') ??
    restsOnFew(told.enterprises, (fact) => fact.split(' ')[0] ?? '');
  return few === undefined ? undefined : `enterprises ${few.join()}`;
}

describe('loan statistics of two kinds, eight quarters and three levels', () => {
  const worlds = Array.from({ length: 30 }, (_, round) => invented(round));

  it('tell in no combination of one or two enterprises', () => {
    expect(worlds.map((loans) => searched(loans)).filter((found) => found !== undefined)).toEqual([]);
  });

  it('tell something', () => {
    const counted = worlds.flatMap((loans) =>
      QUARTERS.map((ends) =>
        loanStatistic(countyFigures(loans, 'isInclusive', ends), { ...ends, division: '14' }),
      ),
    );
    const cells = counted.flatMap((statistic) => statistic.cells).filter(({ loans }) => (loans ?? 0) > 0);
    expect(cells.length).toBeGreaterThan(100);
  });

  it.each<[string, Rules]>([
    ['cells are hidden by themselves only', { hide: smallOnly }],
    ['nothing is hidden', { hide: () => new Set() }],
    ['quarters are judged one by one', { restsOn: 'everybody' }],
    ['the two statistics are judged one by one', { restsOn: 'this quarter' }],
  ])('and the same search finds somebody where %s', (_name, rules) => {
    expect(worlds.some((loans) => searched(loans, rules) !== undefined)).toBe(true);
  });
});

/** Without hiding a second cell beside the first. */
function smallOnly(cells: ReadonlyMap<string, number>): ReadonlySet<string> {
  return new Set([...cells].filter(([, enterprises]) => isTooFew(enterprises)).map(([cell]) => cell));
}

describe('a sum in steps', () => {
  const STEP = 1000;
  type Tell = (parts: readonly number[]) => number | null;

  const inThousands: Tell = (parts) => {
    const filled = parts.filter((part) => part > 0);
    const value = filled.reduce((sum, part) => sum + part, 0);
    return inSteps({ value, enterprises: filled.length, largest: Math.max(0, ...filled) }, STEP);
  };

  /** Least and most that an answer leaves open; where there is none, up to two parts or less than a step. */
  const openAfter = (told: number | null, step: number): readonly [number, number] =>
    told === null ? [1, 2 * STEP - 2] : told === 0 ? [0, 0] : [told, told + step - 1];

  /** What two answers, with an enterprise and without it, leave open of its part. */
  function partAfter(tell: Tell, parts: readonly number[], step: number): readonly [number, number] {
    const [least, most] = openAfter(tell(parts), step);
    const [leastOthers, mostOthers] = openAfter(tell(parts.slice(1)), step);
    return [Math.max(1, least - mostOthers), Math.min(STEP - 1, most - leastOthers)];
  }

  const random = seededRandom(11, 1, 1);
  const worlds = Array.from({ length: 3000 }, () =>
    Array.from({ length: random.int(1, 30) }, () => random.int(1, STEP - 1)),
  );

  it('says of a part, whichever others it is told with, only that it is less than a step', () => {
    for (const parts of worlds) {
      const [least, most] = partAfter(inThousands, parts, STEP);
      // Two whose sum is not told have 1998 at most: of 2000 with a third, that leaves 2.
      expect([least <= 2, most]).toEqual([true, STEP - 1]);
    }
  });

  it('and the same search narrows parts down where the step is smaller than they are', () => {
    const inHundreds: Tell = (parts) => {
      const value = parts.reduce((sum, part) => sum + part, 0);
      return value - (value % 100);
    };
    const narrowed = worlds.filter((parts) => {
      const [least, most] = partAfter(inHundreds, parts, 100);
      return most - least < 200;
    });
    expect(narrowed.length).toBeGreaterThan(2000);
  });

  it('of counts never shows that one or two have come or gone', () => {
    for (let count = 0; count < 60; count += 1)
      for (const change of [1, 2]) {
        const [least, most] = openAfter(countInSteps(count + change), COUNT_STEP);
        const [leastBefore, mostBefore] = openAfter(countInSteps(count), COUNT_STEP);
        expect(least - mostBefore <= 0 || most - leastBefore >= 3).toBe(true);
      }
  });

  it.each([
    ['nothing', [], 0],
    ['one', [900], null],
    ['two', [900, 900], null],
    ['three that come to a step', [400, 300, 300], 1000],
    ['three that do not', [400, 300, 299], null],
    ['one that is a step by itself', [1000, 300, 300, 300], null],
    ['many', [900, 900, 900, 900], 3000],
  ])('is told of %s', (_name, parts, expected) => {
    expect(inThousands(parts)).toBe(expected);
  });
});
