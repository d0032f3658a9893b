import type { RefusalCode } from '../kit/refusal';
import type { Queryable } from './carry';

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
  const { rows } = await pool.query({ text: REFUSAL_COUNTS, values: [since] });
  return rows.filter(isRefusalCount);
}

const REFUSAL_COUNTS = `
  WITH recent AS (SELECT fields, refused FROM access_record WHERE time >= $1::date::timestamp AT TIME ZONE 'Asia/Shanghai'),
  refusal AS (
    SELECT field->>'outcome' AS code, 1 AS times FROM recent, json_array_elements(fields) AS field
     WHERE field->>'outcome' NOT IN ('clear', 'masked', 'predicate')
    UNION ALL
    SELECT rows->>'code', (rows->>'count')::int FROM recent, json_array_elements(coalesce(refused, '[]')) AS rows
  )
  SELECT code, sum(times)::int AS count FROM refusal GROUP BY code ORDER BY count DESC, code`;

function isRefusalCount(row: unknown): row is RefusalCount {
  return typeof row === 'object' && row !== null && 'code' in row && 'count' in row;
}
