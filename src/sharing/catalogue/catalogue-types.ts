import { Field, ID, Int, ObjectType } from 'type-graphql';
import { DateScalar } from '../../kit/scalars';
import { Deadline } from '../clocks/clock-types';
import { SharingAct } from '../life';
import { CatalogueState } from './catalogue-state';

@ObjectType({ description: '信息项' })
export class CatalogueItemText {
  @Field(() => String, { description: '坐标，如 Tax.sizeClass' })
  field!: string;

  @Field(() => String, { description: '名称' })
  zh!: string;

  @Field(() => String, { description: '数据类型' })
  dataType!: string;

  @Field(() => String, { description: '共享属性' })
  share!: string;

  @Field(() => String, { description: '共享条件' })
  condition!: string;

  @Field(() => String, { description: '依据' })
  basis!: string;

  @Field(() => Int, { description: '级别 1–4' })
  level!: number;

  @Field(() => String, { description: '共享方式' })
  manner!: string;

  @Field(() => String, { nullable: true, description: '更新周期' })
  update!: string | null;
}

@ObjectType({ description: '信息资源（GB/T 21063 核心元数据）' })
export class CatalogueResourceText {
  @Field(() => ID, { description: '资源代码，如 TAX/Tax' })
  code!: string;

  @Field(() => String, { description: '名称' })
  name!: string;

  @Field(() => String, { description: '提供方代码' })
  provider!: string;

  @Field(() => String, { description: '提供方' })
  providerName!: string;

  @Field(() => String, { description: '摘要' })
  summary!: string;

  @Field(() => String, { description: '格式' })
  format!: string;

  @Field(() => [String], { description: '共享类型' })
  shares!: readonly string[];

  @Field(() => String, { nullable: true, description: '更新周期' })
  update!: string | null;

  @Field(() => Int, { nullable: true, description: '已发布的版本；尚未发布时为空' })
  publishedVersion!: number | null;

  @Field(() => DateScalar, { nullable: true, description: '发布日期' })
  publishedOn!: string | null;

  @Field(() => [CatalogueItemText], { description: '信息项' })
  items!: readonly CatalogueItemText[];

  @Field(() => [ID], { description: '关联资源代码' })
  related!: readonly string[];
}

@ObjectType({ description: '一个单位的一版目录' })
export class CatalogueVersionText {
  @Field(() => String, { description: '单位代码' })
  unit!: string;

  @Field(() => Int, { description: '版本' })
  version!: number;

  @Field(() => CatalogueState, { description: '状态' })
  state!: CatalogueState;

  @Field(() => String, { description: '起因' })
  cause!: string;

  @Field(() => DateScalar, { description: '起因发生之日' })
  changedOn!: string;

  @Field(() => DateScalar, { nullable: true, description: '发布日期' })
  publishedOn!: string | null;

  @Field(() => Int, { description: '信息项数' })
  items!: number;

  @Field(() => [Deadline], { description: '更新与发布的时限' })
  deadlines!: readonly Deadline[];

  @Field(() => [SharingAct], { description: '经过' })
  life!: readonly SharingAct[];
}

@ObjectType({ description: '信息项的一处变动' })
export class CatalogueItemChange {
  @Field(() => String, { description: '什么' })
  what!: string;

  @Field(() => String, { description: '原为' })
  before!: string;

  @Field(() => String, { description: '现为' })
  after!: string;
}

@ObjectType({ description: '两版目录的一处差异' })
export class CatalogueDifferenceText {
  @Field(() => String, { description: '坐标' })
  field!: string;

  @Field(() => String, { description: '名称' })
  zh!: string;

  @Field(() => String, { description: 'ADDED 增加，REMOVED 取消，CHANGED 变动' })
  kind!: string;

  @Field(() => [CatalogueItemChange], { description: '变动' })
  changes!: readonly CatalogueItemChange[];
}

@ObjectType({ description: '今日可读一个字段的一方' })
export class FieldReaderText {
  @Field(() => String, { description: 'PUBLIC 社会公众，OWNER 提供方，SELF 企业本身，CONSUMER 需求方' })
  reader!: string;

  @Field(() => String, { nullable: true, description: '单位代码' })
  unit!: string | null;

  @Field(() => String, { nullable: true, description: '单位名称' })
  unitName!: string | null;

  @Field(() => [String], { description: '用途' })
  purposes!: readonly string[];

  @Field(() => String, { description: 'clear 明文，masked 掩码，predicate 是否判断' })
  outcome!: string;

  @Field(() => String, { nullable: true, description: '企业范围；空为不限' })
  scope!: string | null;

  @Field(() => Boolean, { description: '另需企业授权' })
  needsConsent!: boolean;

  @Field(() => ID, { nullable: true, description: '共享协议' })
  agreement!: string | null;

  @Field(() => DateScalar, { nullable: true, description: '协议的末日（含）' })
  validUntil!: string | null;
}
