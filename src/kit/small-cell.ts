/** c5: a number that rests on fewer enterprises would tell of single ones. */
export const FEWEST = 3;

/** One cell of a statistic as it may be told; `value` is null where too few enterprises stand behind it. */
export interface Cell<Value> {
  readonly value: Value | null;
  readonly suppressed: boolean;
}

/** Hides a cell that rests on one or two enterprises; none at all is no one's secret. */
export function cellOf<Value>(enterprises: number, value: Value): Cell<Value> {
  const suppressed = enterprises > 0 && isTooFew(enterprises);
  return { value: suppressed ? null : value, suppressed };
}

export function isTooFew(enterprises: number): boolean {
  return enterprises < FEWEST;
}
