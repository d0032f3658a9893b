import { Check, Index } from 'typeorm';
import { DateScalar, Decimal, Money } from '../../kit/scalars';
import { declareEnum, EnterprisePart, Fact, Part, Stored } from '../../kit/slice';

/** 企业投资项目: most are only filed, those in the list of the government are approved. */
export enum ProjectProcedure {
  FILED = 'FILED',
  APPROVED = 'APPROVED',
}
declareEnum(ProjectProcedure, {
  name: 'ProjectProcedure',
  zh: '项目手续',
  labels: { FILED: '备案', APPROVED: '核准' },
});

/** What is planned is published, what has been spent of it is not: that is told as a band alone. */
@Part({ zh: '备案、核准项目' })
@Index(['uscc'])
@Check('development_project_completed_within_investment', `"completed" <= "investment"`)
export class DevelopmentProject extends EnterprisePart {
  @Fact(() => String, '项目代码', { required: true })
  code!: string;

  @Fact(() => String, '项目名称', { required: true })
  name!: string;

  @Fact(() => ProjectProcedure, '手续', { required: true })
  procedure!: ProjectProcedure;

  @Fact(() => DateScalar, '办结日期', { required: true })
  decidedOn!: string;

  @Fact(() => Money, '计划总投资', { required: true })
  investment!: number;

  @Fact(() => Boolean, '列入省级重点项目名单', { required: true })
  isKey!: boolean;

  @Stored(() => Money, '累计完成投资', { required: true })
  completed!: number;
}

@Part({ zh: '战略性新兴产业电价准入' })
export class PowerPriceApproval {
  @Fact(() => String, '文号', { required: true })
  documentNo!: string;

  @Fact(() => DateScalar, '准入日期', { required: true })
  approvedOn!: string;

  /** The last day on which it holds. */
  @Fact(() => DateScalar, '有效期止（含当日）', { required: true })
  validUntil!: string;
}

export enum EnergyReviewOutcome {
  PASSED = 'PASSED',
  REJECTED = 'REJECTED',
}
declareEnum(EnergyReviewOutcome, {
  name: 'EnergyReviewOutcome',
  zh: '节能审查结论',
  labels: { PASSED: '通过', REJECTED: '不予通过' },
});

@Part({ zh: '节能审查' })
@Index(['uscc', 'decidedOn'])
export class EnergyReview extends EnterprisePart {
  @Fact(() => String, '项目', { required: true })
  project!: string;

  @Fact(() => String, '文号', { required: true })
  documentNo!: string;

  @Fact(() => DateScalar, '审查日期', { required: true })
  decidedOn!: string;

  @Fact(() => EnergyReviewOutcome, '结论', { required: true })
  outcome!: EnergyReviewOutcome;

  @Fact(() => Decimal, '年综合能源消费量（吨标准煤）', { required: true })
  consumption!: string;
}

/** What can be repaired: the kinds of dishonesty that the province publishes [M]. */
export enum RepairedRecordKind {
  PENALTY = 'PENALTY',
  ABNORMAL_OPERATION = 'ABNORMAL_OPERATION',
  SERIOUS_DISHONESTY = 'SERIOUS_DISHONESTY',
}
declareEnum(RepairedRecordKind, {
  name: 'RepairedRecordKind',
  zh: '所修复的失信信息类别',
  labels: {
    PENALTY: '行政处罚信息',
    ABNORMAL_OPERATION: '经营异常名录信息',
    SERIOUS_DISHONESTY: '严重失信主体名单信息',
  },
});

@Part({ zh: '信用修复' })
@Index(['uscc'])
export class CreditRepair extends EnterprisePart {
  @Fact(() => RepairedRecordKind, '失信信息类别', { required: true })
  kind!: RepairedRecordKind;

  @Fact(() => String, '认定单位', { required: true })
  authority!: string;

  @Fact(() => DateScalar, '修复日期', { required: true })
  repairedOn!: string;
}
