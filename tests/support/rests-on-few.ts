/** One number that was told: which facts it adds up, by name. */
export type Told = ReadonlySet<string>;

/** Below 2^26, so that products stay exact. What adds up in fractions also does modulo a prime: nothing is overlooked. */
const PRIME = 67_108_859;

/**
 * Enterprises, at most two, of which some sum and difference of told numbers tells and of no others; undefined where there
 * is none. The search is complete: a combination of rows in reduced form has its pivots' columns for coefficients, so one
 * that is about these enterprises only combines rows whose pivots are facts of theirs.
 */
export function restsOnFew(
  told: readonly Told[],
  enterpriseOf: (fact: string) => string,
): readonly string[] | undefined {
  const facts = [...new Set(told.flatMap((row) => [...row]))];
  const owners = facts.map(enterpriseOf);
  const { rows, pivots } = reduced(told.map((row) => facts.map((fact) => (row.has(fact) ? 1 : 0))));
  const rowsOf = new Map<string, number[][]>();
  rows.forEach((row, at) => {
    const owner = owners[pivots[at] ?? -1] ?? '';
    rowsOf.set(owner, [...(rowsOf.get(owner) ?? []), row]);
  });
  const isOnly = (some: readonly string[]): boolean => {
    const own = some.flatMap((enterprise) => rowsOf.get(enterprise) ?? []);
    const others = own.map((row) => row.filter((_, fact) => !some.includes(owners[fact] ?? '')));
    return reduced(others).rows.length < own.length;
  };
  for (const one of rowsOf.keys()) if (isOnly([one])) return [one];
  for (const one of rowsOf.keys())
    for (const other of new Set([...partnersOf(one), ...rowsOf.keys()]))
      if (other !== one && isOnly([one, other])) return [one, other];
  return undefined;

  /** Who may help without a row of its own: whoever owns the other facts, and a single row leaves only one choice. */
  function partnersOf(enterprise: string): readonly string[] {
    const [row = [], ...more] = rowsOf.get(enterprise) ?? [];
    if (more.length > 0) return owners;
    return owners.filter((owner, fact) => row[fact] !== 0 && owner !== enterprise).slice(0, 1);
  }
}

/** Reduced row echelon form modulo the prime; rows of nothing are left out. */
function reduced(matrix: readonly (readonly number[])[]): {
  readonly rows: number[][];
  readonly pivots: number[];
} {
  const rows: number[][] = [];
  const pivots: number[] = [];
  for (const given of matrix) {
    const row = [...given];
    rows.forEach((known, at) => subtract(row, known, row[pivots[at] ?? -1] ?? 0));
    const pivot = row.findIndex((number) => number !== 0);
    if (pivot < 0) continue;
    const scale = inverse(row[pivot] ?? 0);
    row.forEach((number, at) => (row[at] = (number * scale) % PRIME));
    for (const known of rows) subtract(known, row, known[pivot] ?? 0);
    rows.push(row);
    pivots.push(pivot);
  }
  return { rows, pivots };
}

function subtract(row: number[], other: readonly number[], times: number): void {
  if (times === 0) return;
  for (let at = 0; at < row.length; at += 1) {
    const number = other[at] ?? 0;
    if (number !== 0) row[at] = ((((row[at] ?? 0) - times * number) % PRIME) + PRIME) % PRIME;
  }
}

/** By Fermat: number^(p-2). */
function inverse(number: number): number {
  let result = 1;
  let base = number;
  for (let exponent = PRIME - 2; exponent > 0; exponent = Math.floor(exponent / 2)) {
    if (exponent % 2 === 1) result = (result * base) % PRIME;
    base = (base * base) % PRIME;
  }
  return result;
}
