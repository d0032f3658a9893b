import { GraphQLError } from 'graphql';
import { Arg, Ctx, Field, ObjectType, Resolver } from 'type-graphql';
import { Operation } from '../../kit/operation';
import type { OwnerContext } from '../../kit/owner';
import { purposes } from '../../kit/purposes';
import { DateScalar } from '../../kit/scalars';
import { open } from '../../kit/share';
import { consumerUnits } from '../../kit/unit-directory';
import { askingOf } from './asking';
import { CityRanking, cityRanking } from './city-ranking';
import { figureRules, OF_FIGURES } from './figures';
import { liveFigure } from './scorecard';
import { Scorecard, ScorecardFigure, ScorecardFigureCode } from './scorecard-figure';
import { snapshotOf } from './snapshot';
import { ScorecardTrend, trendOf } from './trend';

@ObjectType({ description: '承担或参与一条措施的单位' })
export class MeasureUnit {
  @Field(() => String, { description: '单位代码' })
  code!: string;

  @Field(() => String, { description: '单位' })
  name!: string;
}

@ObjectType({ description: '一条措施的进展' })
export class MeasureProgress {
  @Field(() => String, { description: '措施 M01…M22，保障措施 G1…G3' })
  no!: string;

  @Field(() => String, { description: '名称' })
  zh!: string;

  @Field(() => [MeasureUnit], { description: '承担或参与的单位' })
  units!: readonly MeasureUnit[];

  @Field(() => [ScorecardFigure], { description: '属于本条的指标' })
  figures!: readonly ScorecardFigure[];

  @Field(() => String, { nullable: true, description: '没有指标时说明原因' })
  note!: string | null;
}

const ASSESSMENT = open('方案 保障措施（三）；政府信息公开条例 第20条');

@Resolver()
export class ScorecardOperations {
  /** The targets of the plan and how far they are reached, from the sums that each owner tells. */
  @Operation(() => Scorecard, {
    zh: '方案落实计分卡',
    level: 1,
    share: ASSESSMENT,
    nullable: true,
    sum: OF_FIGURES,
  })
  async planScorecard(
    @Arg('asOf', () => DateScalar, {
      nullable: true,
      description: '今日或不填：此刻向各提供方询问；过去的日期：取当日的快照',
    })
    asOf: string | null,
    @Ctx() owner: OwnerContext,
  ): Promise<Scorecard> {
    const day = asOf ?? owner.today;
    if (day > owner.today)
      throw new GraphQLError(`asOf 不能晚于今日（${owner.today}）`, {
        extensions: { code: 'BAD_USER_INPUT' },
      });
    if (day < owner.today) return snapshotOf(owner.pool, day);
    const ask = askingOf(owner);
    const figures = await Promise.all(figureRules.map((rule) => liveFigure(rule, ask)));
    return { asOf: day, isSnapshot: false, isReconstructed: false, figures };
  }

  @Operation(() => ScorecardTrend, {
    zh: '计分卡指标走势',
    level: 1,
    share: ASSESSMENT,
    nullable: true,
    sum: OF_FIGURES,
  })
  scorecardTrend(
    @Arg('figure', () => ScorecardFigureCode, { description: '指标' }) figure: ScorecardFigureCode,
    @Arg('from', () => DateScalar, { description: '自（含当日）' }) from: string,
    @Arg('to', () => DateScalar, { description: '至（含当日）；与 from 至多相隔五年' }) to: string,
    @Ctx() owner: OwnerContext,
  ): Promise<ScorecardTrend> {
    return trendOf(owner, figure, from, to);
  }

  @Operation(() => CityRanking, {
    zh: '各市排名',
    level: 1,
    share: ASSESSMENT,
    nullable: true,
    sum: { of: ['Query.titledByCity'], told: 'EXACTLY' },
  })
  cityRanking(
    @Arg('period', () => String, { description: '年份或季度，例如 2025、2025Q4' }) period: string,
    @Ctx() owner: OwnerContext,
  ): Promise<CityRanking> {
    return cityRanking(owner, period);
  }

  /** One measure: who carries it and the figures that measure it. */
  @Operation(() => MeasureProgress, {
    zh: '措施进展',
    level: 1,
    share: ASSESSMENT,
    nullable: true,
    sum: OF_FIGURES,
  })
  async measureProgress(
    @Arg('no', () => String, { description: '措施 M01…M22，保障措施 G1…G3' }) no: string,
    @Ctx() owner: OwnerContext,
  ): Promise<MeasureProgress> {
    const zh = purposes.get(no);
    if (zh === undefined)
      throw new GraphQLError('没有这条措施：应为 M01…M22 或 G1…G3', {
        extensions: { code: 'BAD_USER_INPUT' },
      });
    const ask = askingOf(owner);
    const rules = figureRules.filter(({ measure }) => measure === no);
    return {
      no,
      zh,
      units: consumerUnits
        .filter((unit) => unit.purposes.includes(no))
        .map(({ code, name }) => ({ code, name })),
      figures: await Promise.all(rules.map((rule) => liveFigure(rule, ask))),
      note: rules.length === 0 ? '方案未给出可由各提供方汇总数得出的指标' : null,
    };
  }
}
