import { Field, ObjectType } from 'type-graphql';
import { Check, Index } from 'typeorm';
import { PageInfo } from '../../kit/connection';
import { declarePart } from '../../kit/declare-types';
import { IPC_SUBCLASS } from '../../kit/matching';
import { DateScalar, IndustryCode } from '../../kit/scalars';
import { declareEnum, EnterprisePart, Fact, Part } from '../../kit/slice';

/** Kinds that are worth a licence between firms (专利法 第2条). */
export enum StatePatentKind {
  INVENTION = 'INVENTION',
  UTILITY_MODEL = 'UTILITY_MODEL',
}
declareEnum(StatePatentKind, {
  name: 'StatePatentKind',
  zh: '国企可许可专利类型',
  labels: { INVENTION: '发明', UTILITY_MODEL: '实用新型' },
});

/** 先使用后付费 is 方案 第13条's own; the other two are usual [M]. */
export enum StatePatentLicence {
  USE_FIRST_PAY_LATER = 'USE_FIRST_PAY_LATER',
  ORDINARY = 'ORDINARY',
  FREE = 'FREE',
}
declareEnum(StatePatentLicence, {
  name: 'StatePatentLicence',
  zh: '国企专利许可方式',
  labels: { USE_FIRST_PAY_LATER: '先使用后付费', ORDINARY: '普通许可', FREE: '免费许可' },
});

/** 方案 第13条: a patent that a state firm offers to small enterprises; kept under the code of the commission. */
@Part({ zh: '国企可许可专利' })
@Index(['number'], { unique: true })
@Index(['ipc'])
@Index('licensable_patent_title_pairs', { synchronize: false })
@Check('licensable_patent_ipc', IPC_SUBCLASS)
export class LicensablePatent extends EnterprisePart {
  @Fact(() => String, '专利号', { required: true })
  number!: string;

  @Fact(() => String, '名称', { required: true })
  title!: string;

  @Fact(() => StatePatentKind, '类型', { required: true })
  kind!: StatePatentKind;

  @Fact(() => String, '专利权人（国有企业）', { required: true })
  holder!: string;

  @Fact(() => IndustryCode, '适用行业（GB/T 4754）', { required: true })
  industry!: string;

  @Fact(() => String, '国际专利分类小类，如 E21C')
  ipc!: string | null;

  @Fact(() => StatePatentLicence, '许可方式', { required: true })
  licence!: StatePatentLicence;

  /** The last day on which the patent protects anything. */
  @Fact(() => DateScalar, '专利权届满日', { required: true })
  protectedUntil!: string;
}
declarePart(LicensablePatent);

@ObjectType({ description: '国企可许可专利列表中的一项' })
export class LicensablePatentEdge {
  @Field(() => String, { description: '游标' })
  cursor!: string;

  @Field(() => LicensablePatent, { description: '专利' })
  node!: Omit<LicensablePatent, 'id'>;
}

@ObjectType({ description: '国企可许可专利列表的一页' })
export class LicensablePatentConnection {
  @Field(() => [LicensablePatentEdge], { description: '本页各项' })
  edges!: readonly LicensablePatentEdge[];

  @Field(() => PageInfo, { description: '分页' })
  pageInfo!: PageInfo;
}
