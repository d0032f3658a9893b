import { Ctx, Resolver } from 'type-graphql';
import { Operation } from '../../kit/operation';
import type { OwnerContext } from '../../kit/owner';
import { open } from '../../kit/share';
import { FundSummary, fundSummaryOf, type InstrumentFigures } from './fund-summary';

@Resolver()
export class FundOperations {
  /** R6: how much of the fund is committed, and how much may still be. */
  @Operation(() => FundSummary, {
    zh: '专项引导基金总览',
    level: 1,
    share: open('方案 第6条'),
    nullable: true,
  })
  async fundSummary(@Ctx() owner: OwnerContext): Promise<FundSummary> {
    const { rows } = await owner.pool.query<InstrumentFigures>({
      name: 'fund_summary',
      text: `SELECT instrument, count(*)::int AS enterprises, sum(committed)::float8 AS committed,
                    count(*) FILTER (WHERE disbursed > 0)::int AS paid, coalesce(sum(disbursed), 0)::float8 AS disbursed,
                    count(*) FILTER (WHERE exited_on <= $1::date)::int AS exited
               FROM guidance_fund WHERE committed IS NOT NULL GROUP BY instrument`,
      values: [owner.today],
    });
    return fundSummaryOf(rows);
  }
}
