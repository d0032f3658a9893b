import { Arg, Ctx, Resolver } from 'type-graphql';
import { Operation } from '../../kit/operation';
import type { OwnerContext } from '../../kit/owner';
import { DivisionCode } from '../../kit/scalars';
import { open } from '../../kit/share';
import { loanStatistic, LoanStatistic, type CountyFigures } from './loan-statistic';
import { endsOf } from './quarter';

const DIVISION = { nullable: true, description: '行政区划；不填为全省' } as const;
const QUARTER = { description: '已结束的季度，例如 2025Q4' } as const;

const OF_LOANS = { of: ['Credit.hasCreditRecord', 'Credit.creditOverview'], told: 'IN_BLOCKS' } as const;

@Resolver()
export class CreditOperations {
  /** 方案 第14条. */
  @Operation(() => LoanStatistic, {
    zh: '知识产权质押贷款统计',
    level: 1,
    share: open('方案 第14条；政府信息公开条例 第20条'),
    nullable: true,
    sum: OF_LOANS,
  })
  pledgeLoanStat(
    @Arg('division', () => DivisionCode, DIVISION) division: string | null,
    @Arg('quarter', () => String, QUARTER) quarter: string,
    @Ctx() owner: OwnerContext,
  ): Promise<LoanStatistic> {
    return statisticOf(owner, 'is_ip_pledge', division, quarter);
  }

  /** 方案 第9条. */
  @Operation(() => LoanStatistic, {
    zh: '普惠小微贷款统计',
    level: 1,
    share: open('方案 第9条；政府信息公开条例 第20条'),
    nullable: true,
    sum: OF_LOANS,
  })
  inclusiveLoanStat(
    @Arg('division', () => DivisionCode, DIVISION) division: string | null,
    @Arg('quarter', () => String, QUARTER) quarter: string,
    @Ctx() owner: OwnerContext,
  ): Promise<LoanStatistic> {
    return statisticOf(owner, 'is_inclusive', division, quarter);
  }
}

/** Of whom no other statistic tells in the quarter: the statistic of pledges comes first, and only it tells of pledges. */
const RESTS_ON = {
  is_ip_pledge: 'true',
  is_inclusive: `uscc NOT IN (SELECT uscc FROM loan WHERE is_ip_pledge AND disbursed_on > $2::date AND disbursed_on <= $1::date)`,
} as const;

/** All counties are read whichever division is asked for: what must be hidden depends on the neighbours. */
async function statisticOf(
  owner: OwnerContext,
  kind: keyof typeof RESTS_ON,
  division: string | null,
  quarter: string,
): Promise<LoanStatistic> {
  const { asOf, before } = endsOf(quarter, owner.today);
  const { rows } = await owner.pool.query<CountyFigures>({
    name: `loan_statistic_${kind}`,
    text: `SELECT borrower_division AS division, count(*)::int AS loans, sum(amount)::float8 AS fen,
                  count(DISTINCT uscc) FILTER (WHERE disbursed_on > $2::date)::int AS enterprises,
                  count(DISTINCT uscc) FILTER (WHERE disbursed_on > $2::date AND ${RESTS_ON[kind]})::int AS "restsOn"
             FROM loan
            WHERE ${kind} AND disbursed_on <= $1::date AND (repaid_on IS NULL OR repaid_on > $1::date)
            GROUP BY borrower_division`,
    values: [asOf, before],
  });
  return loanStatistic(rows, { division: division ?? '14', quarter, asOf });
}
