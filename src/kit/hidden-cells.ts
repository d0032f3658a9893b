import { isTooFew } from './small-cell';

/**
 * Which of the filled cells that add up to a told sum must be hidden: those that rest on too few enterprises, and, smallest
 * first, as many more as it takes for sum minus told cells to rest on enough. What is left over is then a block like every
 * told cell, and nothing but sums of blocks can be worked out.
 */
export function hiddenCells(enterprisesByCell: ReadonlyMap<string, number>): ReadonlySet<string> {
  const smallestFirst = [...enterprisesByCell].sort(([a, few], [b, more]) => few - more || (a < b ? -1 : 1));
  const hidden = new Set<string>();
  let restsOn = 0;
  for (const [cell, enterprises] of smallestFirst) {
    if (!isTooFew(enterprises) && (hidden.size === 0 || !isTooFew(restsOn))) break;
    hidden.add(cell);
    restsOn += enterprises;
  }
  return hidden;
}
