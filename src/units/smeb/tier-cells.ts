import { GraphQLError } from 'graphql';
import type { OwnerContext } from '../../kit/owner';
import { SrdiTier } from './recognition';
import type { TierCell } from './statistics';

/** Enterprises by title and city: the titles held now, or on a past day those whose recognition was in force. */
export async function tierCells(owner: OwnerContext, asOf: string | undefined): Promise<TierCell[]> {
  if (asOf === undefined || asOf === owner.today) {
    const { rows } = await owner.pool.query<TierCell>(
      `SELECT e.tier, left(e.division, 4) AS city, count(*)::int AS enterprises
         FROM cultivation e WHERE e.tier IS NOT NULL GROUP BY 1, 2`,
    );
    return rows;
  }
  if (asOf > owner.today)
    throw new GraphQLError(`asOf 不能晚于今日（${owner.today}）`, { extensions: { code: 'BAD_USER_INPUT' } });
  const { rows } = await owner.pool.query<TierCell>(
    `SELECT held.tier, left(e.division, 4) AS city, count(*)::int AS enterprises
       FROM (SELECT DISTINCT ON (p.uscc) p.uscc, p.tier FROM recognition p
              WHERE $1::date BETWEEN p.valid_from AND p.valid_until
              ORDER BY p.uscc, array_position($2::text[], p.tier::text) DESC) held
       JOIN cultivation e ON e.uscc = held.uscc GROUP BY 1, 2`,
    [asOf, Object.values(SrdiTier)],
  );
  return rows;
}
