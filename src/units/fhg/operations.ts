import { Ctx, Resolver } from 'type-graphql';
import { Operation } from '../../kit/operation';
import type { OwnerContext } from '../../kit/owner';
import { open } from '../../kit/share';
import { FundSummary, fundSummaryOf, type Investment } from './fund-summary';

@Resolver()
export class FundOperations {
  /** R6: how much of the fund is committed, and how much may still be. */
  @Operation(() => FundSummary, {
    zh: '专项引导基金总览',
    level: 1,
    share: open('方案 第6条'),
    nullable: true,
    sum: {
      of: ['GuidanceFund.committed', 'GuidanceFund.disbursed', 'GuidanceFund.exitedOn'],
      told: 'IN_STEPS',
    },
  })
  async fundSummary(@Ctx() owner: OwnerContext): Promise<FundSummary> {
    const { rows } = await owner.pool.query<Investment>({
      name: 'fund_summary',
      text: `SELECT instrument, committed::float8, coalesce(disbursed, 0)::float8 AS disbursed,
                    coalesce(exited_on <= $1::date, false) AS "isExited"
               FROM guidance_fund WHERE committed IS NOT NULL`,
      values: [owner.today],
    });
    return fundSummaryOf(rows);
  }
}
