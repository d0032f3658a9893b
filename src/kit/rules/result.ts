import { Directive, Float, Int } from 'type-graphql';
import { declareEnum, Fact, Part } from '../slice';
import type { Provenance } from './rule-set';

export enum CriterionState {
  MET = 'MET',
  NOT_MET = 'NOT_MET',
  UNKNOWN = 'UNKNOWN',
  MANUAL = 'MANUAL',
}
declareEnum(CriterionState, {
  name: 'CriterionState',
  zh: '条件的判断',
  labels: {
    MET: '符合',
    NOT_MET: '不符合',
    UNKNOWN: '未知：unanswered 所列单位未作答，或没有可判断的数据',
    MANUAL: '须人工审核佐证材料',
  },
});

@Part({ zh: '未作答的证明单位' })
@Directive('@shareable')
export class UnansweredWitness {
  @Fact(() => String, '单位代码：向其申请共享或稍后再查', { required: true })
  unit!: string;

  /** The contract's refusal code; absent where the owner answered that it has nothing to judge by. */
  @Fact(() => String, '拒绝或未答的代码；空为该单位没有可判断的数据')
  code!: string | null;
}

@Part({ zh: '一项条件的核验' })
@Directive('@shareable')
export class CriterionResult {
  @Fact(() => String, '条件编号', { required: true })
  code!: string;

  @Fact(() => String, '条件', { required: true })
  requirement!: string;

  @Fact(() => String, '阈值', { required: true })
  threshold!: string;

  @Fact(() => String, '期间', { required: true })
  period!: string;

  @Fact(() => CriterionState, '判断', { required: true })
  state!: CriterionState;

  @Fact(() => [String], '证明单位代码；空为本单位或人工', { required: true })
  witnesses!: readonly string[];

  @Fact(() => [UnansweredWitness], '未作答的单位', { required: true })
  unanswered!: readonly UnansweredWitness[];

  @Fact(() => String, '选项组：同组各项满足其一即可')
  anyOf!: string | null;

  @Fact(() => String, '数字的出处：[S] 原文，[S2] 转引，[M] 未核实，[I] 推断', { required: true })
  provenance!: Provenance;
}

@Part({ zh: '一项指标的得分范围' })
@Directive('@shareable')
export class IndicatorResult {
  @Fact(() => String, '指标编号', { required: true })
  code!: string;

  @Fact(() => String, '方面', { required: true })
  dimension!: string;

  @Fact(() => String, '指标', { required: true })
  title!: string;

  @Fact(() => Int, '满分', { required: true })
  most!: number;

  @Fact(() => Int, '至少得分', { required: true })
  atLeast!: number;

  @Fact(() => Int, '至多得分', { required: true })
  atMost!: number;

  @Fact(() => Boolean, '尚须人工审核', { required: true })
  needsPerson!: boolean;

  @Fact(() => [String], '证明单位代码；空为本单位或人工', { required: true })
  witnesses!: readonly string[];

  @Fact(() => [UnansweredWitness], '未作答的单位', { required: true })
  unanswered!: readonly UnansweredWitness[];

  @Fact(() => String, '数字的出处', { required: true })
  provenance!: Provenance;
}

/** As far as the owners' bands tell it; the official score is the national platform's. */
@Part({ zh: '评价得分范围' })
@Directive('@shareable')
export class ScoreResult {
  @Fact(() => Int, '满分', { required: true })
  most!: number;

  @Fact(() => Int, '至少得分', { required: true })
  atLeast!: number;

  @Fact(() => Int, '至多得分', { required: true })
  atMost!: number;

  @Fact(() => [IndicatorResult], '逐项指标', { required: true })
  indicators!: readonly IndicatorResult[];
}

/** No promise: what may be given at most where the conditions are met. */
@Part({ zh: '规则允许的数额' })
@Directive('@shareable')
export class AmountResult {
  @Fact(() => String, '编号', { required: true })
  code!: string;

  @Fact(() => String, '名称', { required: true })
  title!: string;

  @Fact(() => String, '单位', { required: true })
  unit!: string;

  @Fact(() => Float, '各项限额中最低者；不符合条件为 0，有限额未知时为空')
  value!: number | null;

  @Fact(() => [String], '限额', { required: true })
  bounds!: readonly string[];

  @Fact(() => [String], '证明单位代码', { required: true })
  witnesses!: readonly string[];

  @Fact(() => [UnansweredWitness], '未作答的单位', { required: true })
  unanswered!: readonly UnansweredWitness[];

  @Fact(() => String, '数字的出处', { required: true })
  provenance!: Provenance;
}

@Part({ zh: '规则中的疑义与所取的解释' })
@Directive('@shareable')
export class RuleQuestion {
  @Fact(() => String, '编号', { required: true })
  code!: string;

  @Fact(() => String, '疑义', { required: true })
  text!: string;

  @Fact(() => String, '所取的解释', { required: true })
  reading!: string;

  @Fact(() => String, '出处', { required: true })
  provenance!: Provenance;
}
