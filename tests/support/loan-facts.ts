import type { CountyFigures } from '../../src/units/pbc/loan-statistic';
import type { Told } from './rests-on-few';

export interface LoanFact {
  readonly id: string;
  readonly uscc: string;
  readonly division: string;
  readonly disbursedOn: string;
  readonly repaidOn: string | null;
  readonly isIpPledge: boolean;
  readonly isInclusive: boolean;
}

export type LoanKind = 'isIpPledge' | 'isInclusive';

export interface QuarterEnds {
  readonly asOf: string;
  readonly before: string;
}

/** A cell as it was told, or as it was hidden. */
export interface LoanCellTold {
  readonly division: string;
  readonly enterprises: number | null;
  readonly loans: number | null;
}

const outstanding = (loans: readonly LoanFact[], kind: LoanKind, { asOf }: QuarterEnds): LoanFact[] =>
  loans.filter(
    (loan) => loan[kind] && loan.disbursedOn <= asOf && (loan.repaidOn === null || loan.repaidOn > asOf),
  );

const borrowersOf = (loans: readonly LoanFact[]): string[] => [...new Set(loans.map(({ uscc }) => uscc))];

/** What the owner's statement gives, worked out anew. */
export function countyFigures(
  loans: readonly LoanFact[],
  kind: LoanKind,
  ends: QuarterEnds,
): CountyFigures[] {
  const isNew = ({ disbursedOn }: LoanFact): boolean => disbursedOn > ends.before && disbursedOn <= ends.asOf;
  const pledged = new Set(borrowersOf(loans.filter((loan) => loan.isIpPledge && isNew(loan))));
  const counted = outstanding(loans, kind, ends);
  return [...new Set(counted.map(({ division }) => division))].map((division) => {
    const own = counted.filter((loan) => loan.division === division);
    const borrowers = borrowersOf(own.filter(isNew));
    const elsewhere = kind === 'isInclusive' ? borrowers.filter((uscc) => pledged.has(uscc)) : [];
    return {
      division,
      enterprises: borrowers.length,
      restsOn: borrowers.length - elsewhere.length,
      loans: own.length,
      fen: own.length * 100,
    };
  });
}

/** The facts behind every cell that is told, by measure; a loan's amount goes the same way as the loan. */
export function toldFacts(
  cells: readonly LoanCellTold[],
  loans: readonly LoanFact[],
  kind: LoanKind,
  ends: QuarterEnds,
): { readonly loans: Told[]; readonly enterprises: Told[] } {
  const counted = outstanding(loans, kind, ends);
  const told = cells.flatMap(({ division, loans: count, enterprises }) => {
    if (count === null || enterprises === null) return [];
    const own = counted.filter((loan) => loan.division.startsWith(division));
    const borrowers = own
      .filter(({ disbursedOn }) => disbursedOn > ends.before)
      .map((loan) => `${loan.uscc} ${ends.asOf} ${loan.division}`);
    const facts = { loans: new Set(own.map(({ id }) => id)), enterprises: new Set(borrowers) };
    // The numbers are those of these facts, or the search would be about something else.
    expect([division, count, enterprises]).toEqual([division, facts.loans.size, facts.enterprises.size]);
    return [facts];
  });
  return { loans: told.map((facts) => facts.loans), enterprises: told.map((facts) => facts.enterprises) };
}

/** Hidden cells whose number nonnegativity alone gives away: what the told ones leave is nothing, or one cell's. */
export function pinnedCells(total: LoanCellTold, cells: readonly LoanCellTold[]): readonly string[] {
  if (total.loans === null) return [];
  const rest = total.loans - cells.reduce((sum, cell) => sum + (cell.loans ?? 0), 0);
  const hidden = cells.filter(({ loans }) => loans === null);
  return hidden.length === 1 || rest === 0 ? hidden.map(({ division }) => division) : [];
}

/** Every ended quarter from a year on. */
export function quartersFrom(year: number, today: string): readonly (QuarterEnds & { quarter: string })[] {
  const ends = ['03-31', '06-30', '09-30', '12-31'];
  const all: (QuarterEnds & { quarter: string })[] = [];
  let before = `${year - 1}-12-31`;
  for (let number = 0; ; number += 1) {
    const asOf = `${year + Math.floor(number / 4)}-${ends[number % 4]}`;
    if (asOf >= today) return all;
    all.push({ quarter: `${asOf.slice(0, 4)}Q${(number % 4) + 1}`, asOf, before });
    before = asOf;
  }
}
