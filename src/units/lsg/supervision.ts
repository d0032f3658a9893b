import { Ctx, Field, Float, Int, ObjectType, Resolver } from 'type-graphql';
import { COUNT_STEP } from '../../kit/in-steps';
import { Operation } from '../../kit/operation';
import type { OwnerContext } from '../../kit/owner';
import { DateScalar, DateTime } from '../../kit/scalars';
import { unconditional } from '../../kit/share';
import { partyName } from '../../kit/unit-directory';
import { askingOf, at, listAt, numberAt, type Asked } from './asking';
import { figureRules, OF_FIGURES } from './figures';
import { liveFigure } from './scorecard';
import { ScorecardFigureCode, type ScorecardFigure } from './scorecard-figure';

@ObjectType({ description: '一个责任单位未办结的事项' })
export class OverdueUnit {
  @Field(() => String, { description: '登记事项的单位：CITY 或 ZONE' })
  keeper!: string;

  @Field(() => String, { nullable: true, description: '责任单位代码；登记单位未答复时为空' })
  unit!: string | null;

  @Field(() => String, { nullable: true, description: '责任单位' })
  unitName!: string | null;

  @Field(() => Int, {
    nullable: true,
    description: `未办结件数；按 ${COUNT_STEP} 件取整，舍去尾数，过小的不显示`,
  })
  open!: number | null;

  @Field(() => Int, { nullable: true, description: '其中尚未认领' })
  waiting!: number | null;

  @Field(() => Int, { nullable: true, description: '其中超期' })
  overdue!: number | null;

  @Field(() => Boolean, { description: '有数字因过小而不显示' })
  suppressed!: boolean;

  @Field(() => DateTime, { description: '登记单位答复的时刻' })
  answeredAt!: string;

  @Field(() => String, { nullable: true, description: '登记单位未答复的原因' })
  reason!: string | null;
}

@ObjectType({ description: '一项逾期' })
export class DeadlineBreach {
  @Field(() => ScorecardFigureCode, { description: '指标' })
  figure!: ScorecardFigureCode;

  @Field(() => String, { description: '名称' })
  zh!: string;

  @Field(() => String, { description: '所属措施' })
  measure!: string;

  @Field(() => DateScalar, { nullable: true, description: '方案的截止日；逐件有期限的为空' })
  dueOn!: string | null;

  @Field(() => Float, { description: '现值' })
  value!: number;

  @Field(() => Float, { description: '目标或上限' })
  target!: number;

  @Field(() => String, { description: '出处与标记' })
  provenance!: string;

  @Field(() => String, { nullable: true, description: '口径' })
  reading!: string | null;
}

@ObjectType({ description: '逾期情况' })
export class DeadlineReport {
  @Field(() => DateScalar, { description: '截至' })
  asOf!: string;

  @Field(() => [DeadlineBreach], { description: '已过截止日而未达到的目标，与逐件超期' })
  breaches!: readonly DeadlineBreach[];

  @Field(() => [String], { description: '此刻不能判断的指标与原因' })
  undecided!: readonly string[];
}

const SUPERVISION = unconditional('方案 保障措施（二）、（三）', { readers: '成员单位' });

@Resolver()
export class SupervisionOperations {
  /** R19, asked of the cities and of the zone at this moment, each under the caller's own agreements. */
  @Operation(() => [OverdueUnit], {
    zh: '各责任单位未办结与超期事项',
    level: 2,
    share: SUPERVISION,
    nullable: true,
    sum: { of: ['Query.cityTasksByUnit', 'Query.zoneTaskTotals'], told: 'EXACTLY' },
  })
  async overdueByUnit(@Ctx() owner: OwnerContext): Promise<OverdueUnit[]> {
    const ask = askingOf(owner);
    const [cities, zone] = await Promise.all([
      ask('city', '{ cityTasksByUnit { responsibleUnit open waiting overdue suppressed } }'),
      ask('zone', '{ zoneTaskTotals { open waiting overdue suppressed } }'),
    ]);
    return [
      ...rowsOf('CITY', cities, (data) =>
        listAt(data, 'cityTasksByUnit').map((row) => [String(at(row, 'responsibleUnit')), row]),
      ),
      ...rowsOf('ZONE', zone, (data) => [['ZONE', at(data, 'zoneTaskTotals')]]),
    ];
  }

  /** Targets of the plan whose day has passed, and tasks whose own day has. */
  @Operation(() => DeadlineReport, {
    zh: '逾期情况',
    level: 2,
    share: SUPERVISION,
    nullable: true,
    sum: OF_FIGURES,
  })
  async deadlineBreaches(@Ctx() owner: OwnerContext): Promise<DeadlineReport> {
    const ask = askingOf(owner);
    const dated = figureRules.filter(
      ({ dueOn, code }) => dueOn !== undefined || code === ScorecardFigureCode.TASKS_OVERDUE,
    );
    const figures = await Promise.all(dated.map((rule) => liveFigure(rule, ask)));
    const due = figures.filter(({ dueOn }) => dueOn === null || dueOn < owner.today);
    return {
      asOf: owner.today,
      breaches: due.flatMap(breachOf),
      undecided: due.flatMap(({ zh, value, reason }) => (value === null ? [`${zh}：${reason ?? ''}`] : [])),
    };
  }
}

function rowsOf(
  keeper: string,
  asked: Asked,
  rows: (data: unknown) => readonly (readonly [unit: string, row: unknown])[],
): OverdueUnit[] {
  const { answeredAt } = asked;
  const nothing = { unit: null, unitName: null, open: null, waiting: null, overdue: null, suppressed: false };
  if ('code' in asked) return [{ keeper, ...nothing, answeredAt, reason: asked.reason }];
  return rows(asked.data).map(([unit, row]) => ({
    keeper,
    unit,
    unitName: partyName(unit),
    open: numberAt(row, 'open'),
    waiting: numberAt(row, 'waiting'),
    overdue: numberAt(row, 'overdue'),
    suppressed: at(row, 'suppressed') === true,
    answeredAt,
    reason: null,
  }));
}

function breachOf({
  code,
  zh,
  measure,
  dueOn,
  value,
  target,
  isMet,
  provenance,
  reading,
}: ScorecardFigure): DeadlineBreach[] {
  if (value === null || target === null || isMet !== false) return [];
  return [{ figure: code, zh, measure, dueOn, value, target, provenance, reading }];
}
