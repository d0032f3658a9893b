/** c5: an aggregate over fewer enterprises would tell of single ones. */
const SMALLEST_CELL = 3;

/** One cell of an aggregate as it may be told; `value` is null where too few enterprises stand behind it. */
export interface Cell<Value> {
  readonly value: Value | null;
  readonly suppressed: boolean;
}

/** Hides a cell that rests on one or two enterprises; none at all is no one's secret. */
export function cellOf<Value>(enterprises: number, value: Value): Cell<Value> {
  const suppressed = enterprises > 0 && enterprises < SMALLEST_CELL;
  return { value: suppressed ? null : value, suppressed };
}
