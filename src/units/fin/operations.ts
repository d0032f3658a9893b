import { Arg, Ctx, Directive, Field, Int, ObjectType, Resolver } from 'type-graphql';
import { cityOf } from '../../kit/codes/divisions';
import { scopeConditions } from '../../kit/enterprise-list';
import { Operation } from '../../kit/operation';
import type { OwnerContext } from '../../kit/owner';
import { DivisionCode, Money } from '../../kit/scalars';
import { conditional, open } from '../../kit/share';
import { cellOf } from '../../kit/small-cell';
import { BudgetLine } from './budget-line';
import { PUBLISHED_AWARDS } from './fin';

@ObjectType({ description: '一个市的奖励资金合计' })
export class AwardTotal {
  @Field(() => DivisionCode, { description: '市' })
  city!: string;

  @Field(() => String, { description: '市名' })
  cityName!: string;

  @Field(() => Int, { nullable: true, description: '获奖企业数；少于 3 家不显示' })
  enterprises!: number | null;

  @Field(() => Money, { nullable: true, description: '金额；少于 3 家不显示' })
  amount!: Money | null;

  @Field(() => Boolean, { description: '因少于 3 家而不显示' })
  suppressed!: boolean;
}

/** What has been paid to all enterprises together, for the scorecard. */
@ObjectType({ description: '已拨付资金合计' })
@Directive('@inaccessible')
export class PaidFunds {
  @Field(() => Money, { nullable: true, description: '奖励资金；来自 1 至 2 家企业时不显示' })
  awards!: Money | null;

  @Field(() => Money, { nullable: true, description: '知识产权交易补助；来自 1 至 2 家企业时不显示' })
  ipSubsidies!: Money | null;
}

interface PaidRow {
  readonly enterprises: number;
  readonly fen: string;
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

  /** Paid up to today, all years together. */
  @Operation(() => PaidFunds, {
    zh: '已拨付的奖励与知识产权补助合计（领导小组办公室用）',
    level: 1,
    share: open('方案 第5条、第14条'),
    inaccessible: true,
  })
  async paidFunds(@Ctx() owner: OwnerContext): Promise<PaidFunds> {
    const paid = async (table: string, amount: string): Promise<Money | null> => {
      const { rows } = await owner.pool.query<PaidRow>(
        `SELECT count(DISTINCT uscc)::int AS enterprises, coalesce(sum(${amount}), 0)::text AS fen
           FROM ${table} WHERE paid_on <= $1::date`,
        [owner.today],
      );
      const { enterprises, fen } = rows[0] ?? { enterprises: 0, fen: '0' };
      return cellOf(enterprises, money(fen)).value;
    };
    const [awards, ipSubsidies] = await Promise.all([paid('award', 'amount'), paid('ip_subsidy', 'granted')]);
    return { awards, ipSubsidies };
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
    const scope = scopeConditions(owner, 'Query.budgetLines').map((condition) => {
      if (typeof condition === 'string') return condition;
      return condition[0].replace('?', () => `$${values.push(condition[1])}`);
    });
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
  const cell = cellOf(enterprises, { enterprises, amount: money(fen) });
  return {
    city,
    cityName: cityOf(city)?.fullName ?? city,
    enterprises: cell.value?.enterprises ?? null,
    amount: cell.value?.amount ?? null,
    suppressed: cell.suppressed,
  };
}

function money(fen: string): Money {
  return { fen: Number(fen), currency: 'CNY' };
}
