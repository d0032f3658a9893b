import { Field, ObjectType } from 'type-graphql';
import { Column, Index } from 'typeorm';
import { PageInfo } from '../../kit/connection';
import { declarePart } from '../../kit/declare-types';
import { DateScalar, DivisionCode } from '../../kit/scalars';
import { declareEnum, EnterprisePart, Fact, Part } from '../../kit/slice';

/** What 方案 第1条 wants of each city and county, and the award rules of 方案 第5条. */
export enum LocalPolicyKind {
  MEASURES = 'MEASURES',
  WORK_PLAN = 'WORK_PLAN',
  CULTIVATION_SCHEME = 'CULTIVATION_SCHEME',
  AWARD_RULES = 'AWARD_RULES',
}
declareEnum(LocalPolicyKind, {
  name: 'LocalPolicyKind',
  zh: '市县政策类别',
  labels: {
    MEASURES: '政策措施',
    WORK_PLAN: '培育工作计划',
    CULTIVATION_SCHEME: '培育方案',
    AWARD_RULES: '奖补办法',
  },
});

/** One document of a city or county; kept under the code of the office that issued it. */
@Part({ zh: '市县政策' })
@Index(['uscc', 'documentNo'], { unique: true })
export class LocalPolicy extends EnterprisePart {
  /** Four digits for a city, six for a county; the kit makes this column for slices only. */
  @Column({ type: 'varchar', length: 6 })
  @Fact(() => DivisionCode, '行政区划', { required: true })
  division!: string;

  @Fact(() => String, '发文机关', { required: true })
  office!: string;

  @Fact(() => LocalPolicyKind, '类别', { required: true })
  kind!: LocalPolicyKind;

  @Fact(() => String, '标题', { required: true })
  title!: string;

  @Fact(() => String, '文号', { required: true })
  documentNo!: string;

  @Fact(() => DateScalar, '印发日期', { required: true })
  issuedOn!: string;

  @Fact(() => DateScalar, '有效期止（含当日）；未填为长期有效')
  validUntil!: string | null;
}
declarePart(LocalPolicy);

/** A document as a list tells it: without the number of its row. */
export type ToldPolicy = Omit<LocalPolicy, 'id' | 'uscc'>;

@ObjectType({ description: '市县政策列表中的一项' })
export class LocalPolicyEdge {
  @Field(() => String, { description: '游标' })
  cursor!: string;

  @Field(() => LocalPolicy, { description: '政策' })
  node!: ToldPolicy;
}

@ObjectType({ description: '市县政策列表的一页' })
export class LocalPolicyConnection {
  @Field(() => [LocalPolicyEdge], { description: '本页各项' })
  edges!: readonly LocalPolicyEdge[];

  @Field(() => PageInfo, { description: '分页' })
  pageInfo!: PageInfo;
}
