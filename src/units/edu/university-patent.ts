import { Field, ObjectType } from 'type-graphql';
import { Check, Index } from 'typeorm';
import { PageInfo } from '../../kit/connection';
import { declarePart } from '../../kit/declare-types';
import { IPC_SUBCLASS } from '../../kit/matching';
import { DateScalar, IndustryCode } from '../../kit/scalars';
import { declareEnum, EnterprisePart, Fact, Part } from '../../kit/slice';

/** Kinds that carry a technology (专利法 第2条). */
export enum UniversityPatentKind {
  INVENTION = 'INVENTION',
  UTILITY_MODEL = 'UTILITY_MODEL',
}
declareEnum(UniversityPatentKind, {
  name: 'UniversityPatentKind',
  zh: '高校可转让专利类型',
  labels: { INVENTION: '发明', UTILITY_MODEL: '实用新型' },
});

/** 方案 第13条: 转让、入股; 先使用后付费 is what it asks of state firms and universities offer too [M]. */
export enum UniversityPatentOffer {
  TRANSFER = 'TRANSFER',
  LICENCE = 'LICENCE',
  USE_FIRST_PAY_LATER = 'USE_FIRST_PAY_LATER',
  EQUITY = 'EQUITY',
}
declareEnum(UniversityPatentOffer, {
  name: 'UniversityPatentOffer',
  zh: '高校专利提供方式',
  labels: { TRANSFER: '转让', LICENCE: '许可', USE_FIRST_PAY_LATER: '先使用后付费', EQUITY: '作价入股' },
});

/** A patent that a university would give to an enterprise; kept under the code of the department's office. */
@Part({ zh: '高校可转让专利' })
@Index(['patentNo'], { unique: true })
@Index(['ipc'])
@Index('university_patent_title_pairs', { synchronize: false })
@Check('university_patent_ipc', IPC_SUBCLASS)
export class UniversityPatent extends EnterprisePart {
  @Fact(() => String, '专利号', { required: true })
  patentNo!: string;

  @Fact(() => String, '名称', { required: true })
  title!: string;

  @Fact(() => UniversityPatentKind, '类型', { required: true })
  kind!: UniversityPatentKind;

  @Fact(() => String, '专利权人（高校）', { required: true })
  university!: string;

  @Fact(() => IndustryCode, '适用行业（GB/T 4754）', { required: true })
  industry!: string;

  @Fact(() => String, '国际专利分类小类，如 E21C')
  ipc!: string | null;

  @Fact(() => UniversityPatentOffer, '方式', { required: true })
  offer!: UniversityPatentOffer;

  /** The last day on which the patent protects anything. */
  @Fact(() => DateScalar, '专利权届满日', { required: true })
  protectedUntil!: string;
}
declarePart(UniversityPatent);

export type ToldUniversityPatent = Omit<UniversityPatent, 'id' | 'uscc'>;

@ObjectType({ description: '高校可转让专利列表中的一项' })
export class UniversityPatentEdge {
  @Field(() => String, { description: '游标' })
  cursor!: string;

  @Field(() => UniversityPatent, { description: '专利' })
  node!: ToldUniversityPatent;
}

@ObjectType({ description: '高校可转让专利列表的一页' })
export class UniversityPatentConnection {
  @Field(() => [UniversityPatentEdge], { description: '本页各项' })
  edges!: readonly UniversityPatentEdge[];

  @Field(() => PageInfo, { description: '分页' })
  pageInfo!: PageInfo;
}
