import { all, any, growth, is, ratio, reached, type State } from './eligibility-figures';
import type { Read } from './performing';

/** What a standard says of one enterprise, written down a second time. */
export interface Judged {
  readonly states: Record<string, State>;
  /** Least and most points, for standards that score. */
  readonly points?: Readonly<Record<string, Points>>;
}

/** Alternatives, by the letters with which their codes begin. */
const alternatives = {
  INNOVATIVE: ['I'],
  SRDI_2022: ['A3', 'A4'],
  LITTLE_GIANT_2022: ['B2', 'B10'],
  SRDI_2026: ['S4a', 'S6'],
  LITTLE_GIANT_2026: ['G7'],
} as const;
export type Standard = keyof typeof alternatives;

export const standards: Readonly<Record<Standard, (figures: Read) => Judged>> = {
  INNOVATIVE: innovative,
  SRDI_2022: srdi2022,
  LITTLE_GIANT_2022: littleGiant2022,
  SRDI_2026: (figures) => ({ states: srdi2026(figures) }),
  LITTLE_GIANT_2026: (figures) => ({ states: littleGiant2026(figures) }),
};

export function verdictOf(standard: Standard, states: Record<string, State>): State {
  const groups: readonly string[] = alternatives[standard];
  const groupOf = (code: string): string => groups.find((group) => code.startsWith(group)) ?? code;
  const grouped = new Map<string, State[]>();
  for (const [code, state] of Object.entries(states))
    grouped.set(groupOf(code), [...(grouped.get(groupOf(code)) ?? []), state]);
  return all(...[...grouped.values()].map((own) => any(...own)));
}

const isAwarded = ({ awards }: Read): boolean => awards.some(({ rank }: Read) => rank <= 3);
const isPlatform = ({ platforms }: Read, levels: readonly string[]): boolean =>
  platforms.some(({ level }: Read) => levels.includes(level));

/** Least and most; what is open because nobody knows is open in another way than what a person must see. */
type Points = readonly [least: number, most: number, isUnknown?: boolean];

/** Points of the highest step that a figure reaches; of a figure that nobody knows any. */
function steps(
  figure: number | null | undefined,
  table: readonly (readonly [at: number, points: number])[],
): Points {
  if (typeof figure !== 'number') return [0, table[0]?.[1] ?? 0, true];
  const points = table.find(([at]) => figure >= at)?.[1] ?? 0;
  return [points, points];
}

const quotient = (part: number | null | undefined, whole: number | null | undefined): number | null =>
  typeof part === 'number' && typeof whole === 'number' && whole > 0 ? part / whole : null;
const known = (figure: number | null | undefined): State => (typeof figure === 'number' ? 'MET' : 'UNKNOWN');
const negative = (figure: number | null): number | null => (figure === null ? null : -figure);

/** At least so many points of these indicators. */
function scored(points: readonly Points[], needed: number): State {
  const total = (at: 0 | 1): number => points.reduce((sum, range) => sum + range[at], 0);
  if (total(0) >= needed) return 'MET';
  if (total(1) < needed) return 'NOT_MET';
  return points.some(([, , isUnknown]) => isUnknown) ? 'UNKNOWN' : 'MANUAL';
}

function rightsPoints(
  { class1, class2 }: Read,
  [seen, least, other]: readonly [number, number, number],
): Points {
  if (class1 >= 1) return [least, seen];
  return class2 >= 1 ? [other, other] : [0, 0];
}

function innovative(f: Read): Judged {
  const { last, before } = f;
  const points = {
    C1: rightsPoints(f.rights, [20, 10, 5]),
    C2: steps(quotient(last.rd_expense, last.revenue), [
      [0.05, 20],
      [0.03, 15],
      [0.02, 10],
      [0.01, 5],
    ]),
    C3: steps(growth(last.main_revenue, before.main_revenue, 1), [
      [0.15, 20],
      [0.1, 15],
      [0.05, 10],
      [0, 5],
    ]),
    C4: steps(negative(quotient(last.debt, last.assets)), [
      [-0.55, 10],
      [-0.75, 5],
    ]),
    C5: [5, 10] as const,
    C6: steps(quotient(last.main_revenue, last.revenue), [
      [0.7, 20],
      [0.6, 15],
      [0.55, 10],
      [0.5, 5],
    ]),
  };
  const { C1, C2, C3, C4, C5, C6 } = points;
  return {
    points,
    states: {
      I1: all(
        scored([C1, C2, C3, C4, C5, C6], 60),
        scored([C1, C2], 20),
        scored([C3, C4], 15),
        scored([C5, C6], 15),
      ),
      I2: is(f.awards.length > 0),
      I3: f.science?.is_high_tech === true ? 'MET' : 'MANUAL',
      I4: is(isPlatform(f, ['NATIONAL', 'PROVINCIAL'])),
      I5: 'MANUAL',
    },
  };
}

/** By amount or by share of revenue, whichever brings more; the amount decides alone where there is no revenue. */
function researchPoints({ rd_expense, revenue }: Read): Points {
  const table = [
    [500, 0.1, 10],
    [400, 0.08, 8],
    [300, 0.06, 6],
    [200, 0.04, 4],
    [100, 0.03, 2],
  ] as const;
  const byAmount = steps(
    rd_expense,
    table.map(([wan, , points]) => [wan * 1_000_000, points]),
  );
  const byShare = steps(
    quotient(rd_expense, revenue),
    table.map(([, share, points]) => [share, points]),
  );
  const [least, most] = [Math.max(byAmount[0], byShare[0]), Math.max(byAmount[1], byShare[1])];
  return [least, most, least < most];
}

function platformPoints(f: Read): Points {
  const table = { NATIONAL: 10, PROVINCIAL: 8, CITY: 4, BELOW_CITY: 2 };
  const points = Object.entries(table).find(([level]) => isPlatform(f, [level]))?.[1] ?? 0;
  return [points, points];
}

function qualityPoints({ quality_awards, standards_joined }: Read): Points {
  const least = (quality_awards >= 1 ? 3 : 0) + (standards_joined >= 1 ? 3 : 0);
  return [Math.min(5, least), 5];
}

function srdi2022(f: Read): Judged {
  const { last, before, base, bureau } = f;
  const points: Record<string, Points> = {
    P1: steps(quotient(last.main_revenue, last.revenue), [
      [0.8, 5],
      [0.7, 3],
      [0.6, 1],
    ]),
    P2: steps(growth(last.main_revenue, base.main_revenue, 2), [
      [0.1, 10],
      [0.08, 8],
      [0.06, 6],
      [0.04, 4],
      [0, 2],
    ]),
    P3: steps(bureau.niche, [
      [10, 5],
      [8, 4],
      [6, 3],
      [4, 2],
      [2, 1],
    ]),
    P4: [0, 5],
    R1: steps(f.digitalLevel, [
      [3, 5],
      [2, 3],
    ]),
    R2: qualityPoints(f.rights),
    R3: steps(quotient(last.net_profit, last.revenue), [
      [0.1, 10],
      [0.08, 8],
      [0.06, 6],
      [0.04, 4],
      [0.02, 2],
    ]),
    R4: steps(negative(quotient(last.debt, last.assets)), [
      [-0.5, 5],
      [-0.6, 3],
      [-0.7, 1],
    ]),
    D1: [0, 15],
    N1: rightsPoints(f.rights, [10, 6, 2]),
    N2: researchPoints(last),
    N3: steps(f.science?.rd_staff_share, [
      [0.2, 5],
      [0.1, 3],
      [0.05, 1],
    ]),
    N4: platformPoints(f),
  };
  return {
    points,
    states: {
      A1: is(bureau.niche === null ? null : bureau.niche >= 2),
      'A2.1': reached(last.rd_expense, 100),
      'A2.2': is(ratio(last.rd_expense, last.revenue, 0.03)),
      'A3.1': reached(last.revenue, 1000),
      'A3.2': 'MANUAL',
      'A4.1': scored(Object.values(points), 60),
      'A4.2': is(isAwarded(f)),
      'A4.3': all(
        known(last.rd_expense),
        known(before.rd_expense),
        reached(Number(last.rd_expense) + Number(before.rd_expense), 2000),
      ),
      'A4.4': 'MANUAL',
      'A4.5': 'MANUAL',
    },
  };
}

function littleGiant2022(f: Read): Judged {
  const { last, before, base, bureau } = f;
  const grown = growth(last.main_revenue, base.main_revenue, 2);
  const indebted = quotient(last.debt, last.assets);
  const share = f.science?.rd_staff_share;
  const staff = is(typeof share === 'number' ? share >= 0.5 : null);
  const niche = (least: number): State => is(bureau.niche === null ? null : bureau.niche >= least);
  const researched = (least: number): State =>
    all(is(ratio(last.rd_expense, last.revenue, least)), is(ratio(before.rd_expense, before.revenue, least)));
  return {
    states: {
      B1: is(bureau.titled),
      'B2.1': niche(3),
      'B2.2': all(niche(2), 'MANUAL'),
      B3: is(ratio(last.main_revenue, last.revenue, 0.7)),
      B4: is(grown === null ? null : grown >= 0.05),
      B5: 'MANUAL',
      B6: is(indebted === null ? null : indebted <= 0.7),
      B7: 'MANUAL',
      B8: 'MANUAL',
      B9: f.rights.class1 >= 2 ? 'MANUAL' : 'NOT_MET',
      'B10.1': staff,
      'B10.2': f.platforms.length > 0 ? 'MET' : 'MANUAL',
      B11: any(
        all(reached(last.revenue, 10_000), researched(0.03)),
        all(reached(last.revenue, 5000), researched(0.06)),
        all(
          is(typeof last.revenue === 'number' ? last.revenue < 5_000_000_000 : null),
          'MANUAL',
          reached(last.rd_expense, 3000),
          staff,
        ),
      ),
    },
  };
}

function srdi2026(f: Read): Record<string, State> {
  const { last, before, bureau } = f;
  const score = [bureau.score, ...(bureau.titled === true ? [bureau.former] : [])];
  const known = score.filter((item: unknown) => typeof item === 'number');
  const isScored = known.some((item: number) => item >= 50);
  return {
    'S1.1': is(f.size_class === null ? null : f.size_class !== 'LARGE'),
    'S1.2': is(f.listed.abnormal_listed === false && f.listed.seriously_dishonest === false),
    'S1.3': is(f.incidents.length === 0),
    S2: is(bureau.innovative),
    S3: is(bureau.niche === null ? null : bureau.niche >= 3),
    'S4a.1': reached(last.revenue, 1500),
    'S4a.2': 'MANUAL',
    S4b: is(ratio(last.main_revenue, last.revenue, 0.8)),
    S4c: is(typeof last.debt === 'number' && last.assets > 0 ? last.debt / last.assets <= 0.8 : null),
    'S5.1': all(reached(last.rd_expense, 100), reached(before.rd_expense, 100)),
    'S5.2': all(
      is(ratio(last.rd_expense, last.revenue, 0.03)),
      is(ratio(before.rd_expense, before.revenue, 0.03)),
    ),
    'S6.1': f.rights.class1 >= 1 ? 'MANUAL' : 'NOT_MET',
    'S6.2': is(isAwarded(f)),
    'S6.3': is(isPlatform(f, ['NATIONAL', 'PROVINCIAL'])),
    S7: 'MANUAL',
    S8: isScored ? 'MET' : known.length < score.length ? 'UNKNOWN' : 'NOT_MET',
  };
}

function littleGiant2026(f: Read): Record<string, State> {
  const { last, before, base, bureau } = f;
  const grown = growth(last.revenue, base.revenue, 2);
  return {
    'G1.1': is(bureau.titled),
    'G1.2': is(bureau.niche === null ? null : bureau.niche >= 3),
    G2: reached(last.revenue, 5000),
    G3: is(ratio(last.main_revenue, last.revenue, 0.9)),
    ...(bureau.giant === true ? {} : { G4: is(grown === null ? null : grown >= 0.05) }),
    G5: is(typeof last.debt === 'number' && last.assets > 0 ? last.debt / last.assets <= 0.75 : null),
    'G6.1': reached(
      typeof last.rd_expense === 'number' && typeof before.rd_expense === 'number'
        ? Number(last.rd_expense) + Number(before.rd_expense)
        : null,
      1200,
    ),
    'G6.2': all(
      is(ratio(last.rd_expense, last.revenue, 0.03)),
      is(ratio(before.rd_expense, before.revenue, 0.03)),
    ),
    'G7.1': f.rights.class1 >= 4 ? 'MANUAL' : 'NOT_MET',
    'G7.2': is(f.awards.some(({ level, rank }: Read) => level === 'NATIONAL' && rank <= 3)),
    G8: 'MANUAL',
    G9: 'MANUAL',
    G10: is(typeof bureau.score === 'number' ? bureau.score >= 60 : null),
    N1: 'MANUAL',
    N2: 'MANUAL',
    N3: 'MANUAL',
  };
}
