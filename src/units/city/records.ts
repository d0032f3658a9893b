import { Int } from 'type-graphql';
import { Index } from 'typeorm';
import { DateScalar, Money } from '../../kit/scalars';
import { declareEnum, EnterprisePart, Fact, Part } from '../../kit/slice';
import { TODAY } from '../../kit/today';

/** 方案 第5条: cities reward each of the three titles; what else they reward is their own affair. */
export enum CityAwardKind {
  SRDI = 'SRDI',
  PROVINCIAL_LITTLE_GIANT = 'PROVINCIAL_LITTLE_GIANT',
  NATIONAL_LITTLE_GIANT = 'NATIONAL_LITTLE_GIANT',
  OTHER = 'OTHER',
}
declareEnum(CityAwardKind, {
  name: 'CityAwardKind',
  zh: '市级奖补类别',
  labels: {
    SRDI: '省级“专精特新”企业奖补',
    PROVINCIAL_LITTLE_GIANT: '省级“小巨人”企业奖补',
    NATIONAL_LITTLE_GIANT: '国家级“小巨人”企业奖补',
    OTHER: '其他市级奖补',
  },
});

@Part({ zh: '市级奖补' })
@Index(['uscc'])
export class CityAward extends EnterprisePart {
  @Fact(() => Int, '年度', { required: true })
  year!: number;

  @Fact(() => CityAwardKind, '类别', { required: true })
  kind!: CityAwardKind;

  @Fact(() => Money, '金额', { required: true })
  amount!: number;

  @Fact(() => String, '文号', { required: true })
  documentNo!: string;

  /** Absent until the award has been published: until then it is not told. */
  @Fact(() => DateScalar, '公示日期')
  publishedOn!: string | null;

  @Fact(() => DateScalar, '拨付日期')
  paidOn!: string | null;
}

/** Awards over `p` whose publication has begun. */
export const PUBLISHED_CITY_AWARDS = `p.published_on <= ${TODAY}`;

/** 方案 第2条: one stay in the city's pool; who has left may come again. */
@Part({ zh: '市级培育库入库记录' })
@Index(['uscc'])
export class CityPoolEntry extends EnterprisePart {
  @Fact(() => DateScalar, '入库日期', { required: true })
  enteredOn!: string;

  @Fact(() => DateScalar, '出库日期；未填为在库')
  leftOn!: string | null;

  @Fact(() => String, '培育重点', { required: true })
  focus!: string;

  @Fact(() => DateScalar, '最近一次跟踪日期')
  followedUpOn!: string | null;
}

export enum LocalIncidentKind {
  SAFETY = 'SAFETY',
  ENVIRONMENT = 'ENVIRONMENT',
}
declareEnum(LocalIncidentKind, {
  name: 'LocalIncidentKind',
  zh: '事故类别',
  labels: { SAFETY: '生产安全事故', ENVIRONMENT: '突发环境事件' },
});

/** The four grades by which both kinds are investigated [M]. */
export enum LocalIncidentGrade {
  ORDINARY = 'ORDINARY',
  SERIOUS = 'SERIOUS',
  MAJOR = 'MAJOR',
  EXTRAORDINARY = 'EXTRAORDINARY',
}
declareEnum(LocalIncidentGrade, {
  name: 'LocalIncidentGrade',
  zh: '事故等级',
  labels: { ORDINARY: '一般', SERIOUS: '较大', MAJOR: '重大', EXTRAORDINARY: '特别重大' },
});

@Part({ zh: '安全、环保事故' })
@Index(['uscc'])
export class LocalIncident extends EnterprisePart {
  @Fact(() => LocalIncidentKind, '类别', { required: true })
  kind!: LocalIncidentKind;

  @Fact(() => LocalIncidentGrade, '等级', { required: true })
  grade!: LocalIncidentGrade;

  @Fact(() => DateScalar, '发生日期', { required: true })
  happenedOn!: string;

  @Fact(() => String, '调查结论文号；未填为调查中')
  documentNo!: string | null;
}

/** Incidents over `p` that recognition still looks at (工信部企业〔2026〕2号 [S2]). */
export const INCIDENTS_OF_THREE_YEARS = `p.happened_on > ${TODAY} - interval '3 years'`;
