import type { Queryable } from '../kit/connections';
import type { RefusalCode } from '../kit/refusal';

/** How often one rule refused a field of one owner. */
export interface RefusalCount {
  readonly code: RefusalCode;
  readonly count: number;
}

/**
 * Refusals that an owner's own record holds since a day of China, most frequent first: a field that was refused whole
 * counts once, one that was refused for some rows counts those rows. Neither who asked nor about whom is read.
 */
export async function refusalCounts(pool: Queryable, since: string): Promise<readonly RefusalCount[]> {
  const { rows } = await pool.query(pool.dialect.record.refusalCounts, [since]);
  return rows.filter(isRefusalCount);
}

function isRefusalCount(row: unknown): row is RefusalCount {
  return typeof row === 'object' && row !== null && 'code' in row && 'count' in row;
}
