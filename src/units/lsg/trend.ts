import { GraphQLError } from 'graphql';
import { Field, Float, ObjectType } from 'type-graphql';
import type { OwnerContext } from '../../kit/owner';
import { DateScalar } from '../../kit/scalars';
import { ScorecardFigureCode, ScorecardFigureState } from './scorecard-figure';
import { keptPoints } from './snapshot';

@ObjectType({ description: '一项指标在一天的数值' })
export class ScorecardPoint {
  @Field(() => DateScalar, { description: '日期' })
  day!: string;

  @Field(() => Float, { nullable: true, description: '数值；为空时见 state 与 reason' })
  value!: number | null;

  @Field(() => ScorecardFigureState, { description: '状态' })
  state!: ScorecardFigureState;

  @Field(() => String, { nullable: true, description: '没有数值的原因' })
  reason!: string | null;

  @Field(() => Boolean, { description: '按有日期的记录事后推算' })
  isReconstructed!: boolean;
}

@ObjectType({ description: '一项指标的走势，只有保存了快照的日子' })
export class ScorecardTrend {
  @Field(() => ScorecardFigureCode, { description: '指标' })
  figure!: ScorecardFigureCode;

  @Field(() => [ScorecardPoint], { description: '按日期先后' })
  points!: readonly ScorecardPoint[];
}

const DAY_MS = 86_400_000;
/** Five years and a leap day: the plan's own term. */
const MAX_DAYS = 1_827;

/** What was kept between two days, both included; throws BAD_USER_INPUT where they are no term of at most five years. */
export async function trendOf(
  owner: OwnerContext,
  figure: ScorecardFigureCode,
  from: string,
  to: string,
): Promise<ScorecardTrend> {
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;
  if (days < 1) throw badTerm('from 不能晚于 to');
  if (days > MAX_DAYS) throw badTerm('from 与 to 至多相隔五年，请分段查询');
  return { figure, points: await keptPoints(owner.pool, figure, from, to) };
}

function badTerm(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
}
