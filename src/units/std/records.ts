import { Int } from 'type-graphql';
import { Check, Index } from 'typeorm';
import { IPC_SUBCLASS } from '../../kit/matching';
import { DateScalar, IndustryCode, Money } from '../../kit/scalars';
import { declareEnum, EnterprisePart, Fact, Part } from '../../kit/slice';

/** 技术创新中心 is 方案 第12条's own; the other kinds are usual [M]. */
export enum RdPlatformKind {
  INNOVATION_CENTRE = 'INNOVATION_CENTRE',
  KEY_LABORATORY = 'KEY_LABORATORY',
  ENGINEERING_CENTRE = 'ENGINEERING_CENTRE',
  NEW_RD_INSTITUTION = 'NEW_RD_INSTITUTION',
}
declareEnum(RdPlatformKind, {
  name: 'RdPlatformKind',
  zh: '研发机构类别',
  labels: {
    INNOVATION_CENTRE: '技术创新中心',
    KEY_LABORATORY: '重点实验室',
    ENGINEERING_CENTRE: '工程技术研究中心',
    NEW_RD_INSTITUTION: '新型研发机构',
  },
});

/** The levels that are scored (工信部企业〔2022〕63号), highest first. */
export enum RdPlatformLevel {
  NATIONAL = 'NATIONAL',
  PROVINCIAL = 'PROVINCIAL',
  CITY = 'CITY',
  BELOW_CITY = 'BELOW_CITY',
}
declareEnum(RdPlatformLevel, {
  name: 'RdPlatformLevel',
  zh: '研发机构级别',
  labels: { NATIONAL: '国家级', PROVINCIAL: '省级', CITY: '市级', BELOW_CITY: '市级以下' },
});

@Part({ zh: '研发机构' })
@Index(['uscc'])
export class RdPlatform extends EnterprisePart {
  @Fact(() => String, '名称', { required: true })
  name!: string;

  @Fact(() => RdPlatformKind, '类别', { required: true })
  kind!: RdPlatformKind;

  @Fact(() => RdPlatformLevel, '级别', { required: true })
  level!: RdPlatformLevel;

  @Fact(() => DateScalar, '认定日期', { required: true })
  recognisedOn!: string;
}

export enum ScienceAwardLevel {
  NATIONAL = 'NATIONAL',
  PROVINCIAL = 'PROVINCIAL',
}
declareEnum(ScienceAwardLevel, {
  name: 'ScienceAwardLevel',
  zh: '科技奖励级别',
  labels: { NATIONAL: '国家级', PROVINCIAL: '省部级' },
});

export enum ScienceAwardGrade {
  FIRST = 'FIRST',
  SECOND = 'SECOND',
  THIRD = 'THIRD',
}
declareEnum(ScienceAwardGrade, {
  name: 'ScienceAwardGrade',
  zh: '科技奖励等次',
  labels: { FIRST: '一等奖', SECOND: '二等奖', THIRD: '三等奖' },
});

/** The recognition standards look at the last three years and at the first three units (工信部企业〔2026〕2号). */
@Part({ zh: '科技奖励' })
@Index(['uscc'])
export class ScienceAward extends EnterprisePart {
  @Fact(() => Int, '年度', { required: true })
  year!: number;

  @Fact(() => String, '奖项', { required: true })
  award!: string;

  @Fact(() => ScienceAwardLevel, '级别', { required: true })
  level!: ScienceAwardLevel;

  @Fact(() => ScienceAwardGrade, '等次', { required: true })
  grade!: ScienceAwardGrade;

  @Fact(() => String, '获奖项目', { required: true })
  project!: string;

  @Fact(() => Int, '完成单位中的位次', { required: true })
  rank!: number;
}

/** Plans under which the department funds projects [M]. */
export enum ScienceProgramme {
  KEY_RD = 'KEY_RD',
  MAJOR_SPECIAL = 'MAJOR_SPECIAL',
  ACHIEVEMENT_TRANSFER = 'ACHIEVEMENT_TRANSFER',
}
declareEnum(ScienceProgramme, {
  name: 'ScienceProgramme',
  zh: '科技计划',
  labels: { KEY_RD: '重点研发计划', MAJOR_SPECIAL: '科技重大专项', ACHIEVEMENT_TRANSFER: '成果转化引导专项' },
});

@Part({ zh: '科技项目' })
@Index(['uscc'])
export class ScienceProject extends EnterprisePart {
  @Fact(() => String, '项目编号', { required: true })
  projectNo!: string;

  @Fact(() => String, '项目名称', { required: true })
  title!: string;

  @Fact(() => ScienceProgramme, '科技计划', { required: true })
  programme!: ScienceProgramme;

  @Fact(() => Money, '省级财政资金', { required: true })
  funding!: number;

  @Fact(() => DateScalar, '立项日期', { required: true })
  approvedOn!: string;

  @Fact(() => DateScalar, '验收日期；未填为在研')
  acceptedOn!: string | null;
}

/** 方案 第13条: what an enterprise seeks and cannot do itself; where it is weak is its own secret. */
@Part({ zh: '技术需求' })
@Index(['uscc'])
@Check('technology_demand_ipc', IPC_SUBCLASS)
export class TechnologyDemand extends EnterprisePart {
  @Fact(() => String, '需求', { required: true })
  subject!: string;

  @Fact(() => IndustryCode, '所属行业（GB/T 4754）')
  industry!: string | null;

  /** As the enterprise or the collector classed it; most do not know. */
  @Fact(() => String, '国际专利分类小类，如 E21C')
  ipc!: string | null;

  @Fact(() => Money, '拟投入')
  budget!: number | null;

  @Fact(() => DateScalar, '征集日期', { required: true })
  collectedOn!: string;

  @Fact(() => DateScalar, '对接成功日期；未填为仍在征集')
  metOn!: string | null;
}

/** 方案 第15条: pays for the use of others' laboratories and equipment. */
@Part({ zh: '创新券' })
@Index(['uscc'])
export class InnovationVoucher extends EnterprisePart {
  @Fact(() => String, '券号', { required: true })
  voucherNo!: string;

  @Fact(() => Money, '面额', { required: true })
  amount!: number;

  @Fact(() => DateScalar, '发放日期', { required: true })
  issuedOn!: string;

  @Fact(() => String, '兑付的服务机构；未填为尚未使用')
  provider!: string | null;

  @Fact(() => DateScalar, '兑付日期')
  redeemedOn!: string | null;
}
