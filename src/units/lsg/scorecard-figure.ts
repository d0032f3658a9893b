import { Field, Float, ObjectType } from 'type-graphql';
import { registerSharedEnum } from '../../kit/declare-types';
import { DateScalar, DateTime } from '../../kit/scalars';
import { declareEnum } from '../../kit/slice';

export enum ScorecardFigureCode {
  SRDI = 'SRDI',
  SRDI_WITH_LITTLE_GIANTS = 'SRDI_WITH_LITTLE_GIANTS',
  PROVINCIAL_LITTLE_GIANT = 'PROVINCIAL_LITTLE_GIANT',
  NATIONAL_LITTLE_GIANT = 'NATIONAL_LITTLE_GIANT',
  BOARD_COVERAGE = 'BOARD_COVERAGE',
  AWARDS_PAID = 'AWARDS_PAID',
  FUND_COMMITTED = 'FUND_COMMITTED',
  IP_SUBSIDIES_PAID = 'IP_SUBSIDIES_PAID',
  TRAINEES = 'TRAINEES',
  TASKS_OVERDUE = 'TASKS_OVERDUE',
  TASKS_UNCLAIMED = 'TASKS_UNCLAIMED',
}
declareEnum(ScorecardFigureCode, {
  name: 'ScorecardFigureCode',
  zh: '计分卡指标',
  labels: {
    SRDI: '“专精特新”企业',
    SRDI_WITH_LITTLE_GIANTS: '“专精特新”企业（含小巨人）',
    PROVINCIAL_LITTLE_GIANT: '省级“小巨人”企业',
    NATIONAL_LITTLE_GIANT: '国家级“小巨人”企业',
    BOARD_COVERAGE: '专精特新板覆盖率',
    AWARDS_PAID: '已拨付奖励资金',
    FUND_COMMITTED: '专项引导基金已认缴',
    IP_SUBSIDIES_PAID: '已拨付知识产权交易补助',
    TRAINEES: '领军人才培训人数',
    TASKS_OVERDUE: '超期的管家问题与帮扶事项',
    TASKS_UNCLAIMED: '尚未认领的管家问题与帮扶事项',
  },
});

export enum ScorecardFigureState {
  TOLD = 'TOLD',
  SUPPRESSED = 'SUPPRESSED',
  UNAVAILABLE = 'UNAVAILABLE',
}
declareEnum(ScorecardFigureState, {
  name: 'ScorecardFigureState',
  zh: '指标的状态',
  labels: {
    TOLD: '已得出',
    SUPPRESSED: '因数过小、会涉及个别企业而不显示',
    UNAVAILABLE: '有提供方未答复，见原因',
  },
});
registerSharedEnum(ScorecardFigureCode);
registerSharedEnum(ScorecardFigureState);

@ObjectType({ description: '指标的一个来源' })
export class ScorecardSource {
  @Field(() => String, { description: '提供单位代码' })
  unit!: string;

  @Field(() => String, { description: '提供单位' })
  unitName!: string;

  @Field(() => String, { description: '字段坐标' })
  field!: string;

  @Field(() => DateTime, { description: '答复或未能答复的时刻' })
  answeredAt!: string;
}

@ObjectType({ description: '计分卡的一项指标' })
export class ScorecardFigure {
  @Field(() => ScorecardFigureCode, { description: '指标' })
  code!: ScorecardFigureCode;

  @Field(() => String, { description: '名称' })
  zh!: string;

  @Field(() => String, { description: '所属措施 M01…M22 或保障措施 G1…G3' })
  measure!: string;

  @Field(() => Float, { nullable: true, description: '数值；为空时见 state 与 reason' })
  value!: number | null;

  @Field(() => String, { description: '单位' })
  unit!: string;

  @Field(() => Float, { nullable: true, description: '目标或上限；方案未给出时为空' })
  target!: number | null;

  @Field(() => Boolean, { description: 'target 是不得超过的上限，而不是应达到的目标' })
  isBound!: boolean;

  @Field(() => DateScalar, { nullable: true, description: '目标的截止日（含当日）' })
  dueOn!: string | null;

  @Field(() => Boolean, { nullable: true, description: '达到目标，或未超过上限；没有数值或目标时为空' })
  isMet!: boolean | null;

  @Field(() => String, { description: '算式' })
  formula!: string;

  @Field(() => String, {
    description: '目标与数字的出处：[S] 原文，[S2] 转引，[M] 未核实，[I] 推断',
  })
  provenance!: string;

  @Field(() => String, { nullable: true, description: '方案未写明处所取的口径' })
  reading!: string | null;

  @Field(() => [ScorecardSource], { description: '来源' })
  sources!: readonly ScorecardSource[];

  @Field(() => ScorecardFigureState, { description: '状态' })
  state!: ScorecardFigureState;

  @Field(() => String, { nullable: true, description: '没有数值的原因' })
  reason!: string | null;
}

@ObjectType({ description: '方案落实情况计分卡' })
export class Scorecard {
  @Field(() => DateScalar, { description: '截至' })
  asOf!: string;

  @Field(() => Boolean, { description: '取自当日保存的快照，而不是此刻向各提供方询问' })
  isSnapshot!: boolean;

  @Field(() => Boolean, { description: '快照按有日期的记录事后推算，当日并未询问' })
  isReconstructed!: boolean;

  @Field(() => [ScorecardFigure], { description: '各项指标；推算的快照只有可推算的' })
  figures!: readonly ScorecardFigure[];
}
