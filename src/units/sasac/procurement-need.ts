import { Field, ObjectType } from 'type-graphql';
import { Column, Index } from 'typeorm';
import { PageInfo } from '../../kit/connection';
import { declarePart } from '../../kit/declare-types';
import { DateScalar, DivisionCode, IndustryCode } from '../../kit/scalars';
import { EnterprisePart, Fact, Part } from '../../kit/slice';

/** 方案 第15条: what a state firm would buy from small enterprises; kept under the code of the commission. */
@Part({ zh: '国企配套需求' })
@Index(['needNo'], { unique: true })
export class StateProcurementNeed extends EnterprisePart {
  /** Numbers ascend with the day of publication. */
  @Fact(() => String, '需求编号', { required: true })
  needNo!: string;

  @Fact(() => String, '采购的国有企业', { required: true })
  buyer!: string;

  @Fact(() => String, '需求', { required: true })
  item!: string;

  @Fact(() => IndustryCode, '供应方行业（GB/T 4754）', { required: true })
  industry!: string;

  @Column({ type: 'varchar', length: 6 })
  @Fact(() => DivisionCode, '交付地', { required: true })
  division!: string;

  @Fact(() => DateScalar, '发布日期', { required: true })
  publishedOn!: string;

  /** Absent where offers are taken without an end. */
  @Fact(() => DateScalar, '响应截止日期（含当日）')
  respondBy!: string | null;
}
declarePart(StateProcurementNeed);

@ObjectType({ description: '国企配套需求列表中的一项' })
export class StateProcurementNeedEdge {
  @Field(() => String, { description: '游标' })
  cursor!: string;

  @Field(() => StateProcurementNeed, { description: '需求' })
  node!: Omit<StateProcurementNeed, 'id'>;
}

@ObjectType({ description: '国企配套需求列表的一页' })
export class StateProcurementNeedConnection {
  @Field(() => [StateProcurementNeedEdge], { description: '本页各项' })
  edges!: readonly StateProcurementNeedEdge[];

  @Field(() => PageInfo, { description: '分页' })
  pageInfo!: PageInfo;
}
