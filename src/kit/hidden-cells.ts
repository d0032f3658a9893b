import { cellOf } from './small-cell';

/**
 * Which of the cells that add up to a told sum must be hidden: those of too few enterprises, and, smallest first, as many
 * more as it takes for sum minus told cells to give no single cell and no too few enterprises away.
 */
export function hiddenCells(enterprisesByCell: ReadonlyMap<string, number>): ReadonlySet<string> {
  const smallestFirst = [...enterprisesByCell]
    .filter(([, enterprises]) => enterprises > 0)
    .sort(([a, few], [b, more]) => few - more || (a < b ? -1 : 1));
  const hidden = new Set<string>();
  let hiddenEnterprises = 0;
  for (const [cell, enterprises] of smallestFirst) {
    const givesAway = hidden.size === 1 || isTooSmall(hiddenEnterprises);
    if (!isTooSmall(enterprises) && !givesAway) break;
    hidden.add(cell);
    hiddenEnterprises += enterprises;
  }
  return hidden;
}

/** One or two enterprises. */
export function isTooSmall(enterprises: number): boolean {
  return cellOf(enterprises, null).suppressed;
}

/** One cell of a told sum: its value, and how many enterprises stand behind it. */
export interface CountedCell {
  readonly enterprises: number;
  readonly value: number;
}

/** The cells of one told sum as they may be told: null where hidden. */
export function toldCells(cells: ReadonlyMap<string, CountedCell>): ReadonlyMap<string, number | null> {
  const hidden = hiddenCells(new Map([...cells].map(([cell, { enterprises }]) => [cell, enterprises])));
  return new Map([...cells].map(([cell, { value }]) => [cell, hidden.has(cell) ? null : value]));
}
