import { Int } from 'type-graphql';
import { Index } from 'typeorm';
import { DateScalar, Money, Percent } from '../../kit/scalars';
import { declareEnum, EnterprisePart, Fact, Part } from '../../kit/slice';

/** What university and enterprise do together [M]. */
export enum UniversityCooperationMode {
  JOINT_RESEARCH = 'JOINT_RESEARCH',
  COMMISSIONED_RESEARCH = 'COMMISSIONED_RESEARCH',
  JOINT_LABORATORY = 'JOINT_LABORATORY',
  TALENT_TRAINING = 'TALENT_TRAINING',
}
declareEnum(UniversityCooperationMode, {
  name: 'UniversityCooperationMode',
  zh: '产学研合作方式',
  labels: {
    JOINT_RESEARCH: '联合研发',
    COMMISSIONED_RESEARCH: '委托研发',
    JOINT_LABORATORY: '共建实验室',
    TALENT_TRAINING: '联合培养人才',
  },
});

/** 方案 第13条: 与高等院校、科研机构等开展产学研合作. */
@Part({ zh: '产学研合作' })
@Index(['uscc'])
export class UniversityCooperation extends EnterprisePart {
  @Fact(() => String, '高校', { required: true })
  university!: string;

  @Fact(() => UniversityCooperationMode, '方式', { required: true })
  mode!: UniversityCooperationMode;

  @Fact(() => String, '内容', { required: true })
  topic!: string;

  @Fact(() => DateScalar, '开始日期', { required: true })
  startedOn!: string;

  @Fact(() => DateScalar, '结束日期；未填为仍在进行')
  endedOn!: string | null;
}

@Part({ zh: '实习基地' })
@Index(['uscc'])
export class InternshipBase extends EnterprisePart {
  @Fact(() => String, '共建高校', { required: true })
  university!: string;

  @Fact(() => Int, '每年可接收实习生人数', { required: true })
  places!: number;

  @Fact(() => DateScalar, '设立日期', { required: true })
  establishedOn!: string;
}

/** 方案 第13条: a university's patent or service given for a share of the enterprise. */
@Part({ zh: '技术入股' })
@Index(['uscc'])
export class TechnologyEquity extends EnterprisePart {
  @Fact(() => String, '入股高校', { required: true })
  university!: string;

  @Fact(() => String, '技术', { required: true })
  technology!: string;

  @Fact(() => Money, '作价金额', { required: true })
  valuedAt!: number;

  @Fact(() => Percent, '持股比例', { required: true })
  holding!: string;

  @Fact(() => DateScalar, '入股日期', { required: true })
  contributedOn!: string;
}

/** 方案 第13条: 精准推送技术供给信息; what was recommended shows what the enterprise lacks. */
@Part({ zh: '匹配推荐' })
@Index(['uscc'])
export class TechnologyMatch extends EnterprisePart {
  @Fact(() => String, '专利号（见 universityPatents）', { required: true })
  patentNo!: string;

  @Fact(() => String, '专利名称', { required: true })
  title!: string;

  @Fact(() => String, '高校', { required: true })
  university!: string;

  @Fact(() => String, '推荐理由', { required: true })
  reason!: string;

  @Fact(() => DateScalar, '推荐日期', { required: true })
  recommendedOn!: string;
}
