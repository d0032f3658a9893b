import { Arg, Ctx, Directive, Field, Int, ObjectType, Resolver } from 'type-graphql';
import { cityOf } from '../../kit/codes/divisions';
import { conditionSql, scopeConditions } from '../../kit/enterprise-list';
import { Operation } from '../../kit/operation';
import type { OwnerContext } from '../../kit/owner';
import { DateScalar, DivisionCode, Money } from '../../kit/scalars';
import { conditional, open } from '../../kit/share';
import { FEWEST } from '../../kit/small-cell';
import { BudgetLine } from './budget-line';
import { PUBLISHED_AWARDS } from './fin';

@ObjectType({ description: '一个市的奖励资金合计' })
export class AwardTotal {
  @Field(() => DivisionCode, { description: '市' })
  city!: string;

  @Field(() => String, { description: '市名' })
  cityName!: string;

  @Field(() => Int, { description: '获奖企业数' })
  enterprises!: number;

  @Field(() => Money, { description: '金额' })
  amount!: Money;
}

/** What has been paid to all enterprises together, for the scorecard. */
@ObjectType({ description: '已拨付资金合计' })
@Directive('@inaccessible')
export class PaidFunds {
  @Field(() => Money, { description: '已公示、至今日已拨付的奖励资金' })
  awards!: Money;

  @Field(() => Money, {
    nullable: true,
    description: '至某个季度末已支付的知识产权交易补助；尚无一个季度有 3 家以上企业获支付时为空',
  })
  ipSubsidies!: Money | null;

  @Field(() => DateScalar, { nullable: true, description: '知识产权交易补助截至的季度末' })
  ipSubsidiesUntil!: string | null;
}

interface PaidRow {
  readonly awards: string;
  readonly ipSubsidies: string | null;
  readonly ipSubsidiesUntil: string | null;
}

interface AwardTotalRow {
  readonly city: string;
  readonly enterprises: number;
  readonly fen: string;
}

interface BudgetLineRow extends Pick<BudgetLine, 'year' | 'division' | 'office' | 'item'> {
  readonly budgeted: string;
  readonly released: string;
}

interface ToldBudgetLine extends Pick<BudgetLine, 'year' | 'division' | 'office' | 'item'> {
  readonly budgeted: Money;
  readonly released: Money;
}

@Resolver()
export class FiscalOperations {
  /** 方案 第5条: published awards; each year counts an enterprise once, all years together too. */
  @Operation(() => [AwardTotal], {
    zh: '各市奖励资金合计',
    level: 1,
    share: open('方案 第5条；政府信息公开条例 第20条'),
    sum: { of: ['Fiscal.awards'], told: 'EXACTLY' },
  })
  async awardTotals(
    @Arg('year', () => Int, { nullable: true, description: '年度；不填为历年合计' }) year: number | null,
    @Ctx() owner: OwnerContext,
  ): Promise<AwardTotal[]> {
    const result = await owner.pool.query<AwardTotalRow>(
      // Awards are few beside enterprises: each looks its city up, since a join would read them all.
      `SELECT city, count(DISTINCT uscc)::int AS enterprises, sum(amount)::text AS fen FROM (
         SELECT (SELECT left(e.division, 4) FROM fiscal e WHERE e.uscc = p.uscc) AS city, p.uscc, p.amount
           FROM award p WHERE ${PUBLISHED_AWARDS} AND ($1::int IS NULL OR p.year = $1)) a
        GROUP BY city HAVING city IS NOT NULL ORDER BY city`,
      [year ?? null],
    );
    return result.rows.map(awardTotalOf);
  }

  /**
   * All years together. Awards are published one by one; subsidies are not, so their sum goes on only with quarters in
   * which at least three enterprises were paid: what it grows by is never one enterprise's.
   */
  @Operation(() => PaidFunds, {
    zh: '已拨付的奖励与知识产权补助合计（领导小组办公室用）',
    level: 1,
    share: open('方案 第5条、第14条'),
    inaccessible: true,
    sum: { of: ['Fiscal.awards', 'Fiscal.ipSubsidyPaid'], told: 'IN_BLOCKS' },
  })
  async paidFunds(@Ctx() owner: OwnerContext): Promise<PaidFunds> {
    const { rows } = await owner.pool.query<PaidRow>(
      `SELECT until::text AS "ipSubsidiesUntil",
              (SELECT coalesce(sum(p.amount), 0) FROM award p WHERE p.paid_on <= $1::date AND ${PUBLISHED_AWARDS})::text AS awards,
              (SELECT sum(granted) FROM ip_subsidy WHERE paid_on <= until)::text AS "ipSubsidies"
         FROM (SELECT max(ends_on) AS until FROM (
                SELECT (date_trunc('quarter', paid_on) + interval '3 months' - interval '1 day')::date AS ends_on
                  FROM ip_subsidy WHERE paid_on < date_trunc('quarter', $1::date)
                 GROUP BY 1 HAVING count(DISTINCT uscc) >= ${FEWEST}) told) last`,
      [owner.today],
    );
    const { awards = '0', ipSubsidies = null, ipSubsidiesUntil = null } = rows[0] ?? {};
    return {
      awards: money(awards),
      ipSubsidies: ipSubsidies === null ? null : money(ipSubsidies),
      ipSubsidiesUntil,
    };
  }

  /** 保障措施（一）; the lines of one year, of the division and all that lie in it. */
  @Operation(() => [BudgetLine], {
    zh: '专项预算',
    level: 2,
    share: conditional('方案 保障措施（一）', { readers: 'LSG' }),
    nullable: true,
  })
  async budgetLines(
    @Arg('division', () => DivisionCode, { nullable: true, description: '行政区划，含其下各级；不填为全省' })
    division: string | null,
    @Arg('year', () => Int, { nullable: true, description: '预算年度；不填为最近一个年度' })
    year: number | null,
    @Ctx() owner: OwnerContext,
  ): Promise<ToldBudgetLine[]> {
    const values: unknown[] = [`${division ?? ''}%`, year ?? null];
    const scope = scopeConditions(owner, 'Query.budgetLines').map((condition) =>
      conditionSql(condition, (value) => `$${values.push(value)}`),
    );
    const conditions = [
      'e.division LIKE $1',
      `e.year = coalesce($2::int, (SELECT max(year) FROM budget_line))`,
      ...scope,
    ];
    const result = await owner.pool.query<BudgetLineRow>(
      `SELECT e.year, e.division, e.office, e.item, e.budgeted, e.released FROM budget_line e
        WHERE ${conditions.join(' AND ')} ORDER BY e.division, e.item`,
      values,
    );
    return result.rows.map((row) => ({
      ...row,
      budgeted: money(row.budgeted),
      released: money(row.released),
    }));
  }
}

function awardTotalOf({ city, enterprises, fen }: AwardTotalRow): AwardTotal {
  return { city, cityName: cityOf(city)?.fullName ?? city, enterprises, amount: money(fen) };
}

function money(fen: string): Money {
  return { fen: Number(fen), currency: 'CNY' };
}
