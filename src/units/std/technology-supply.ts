import { Field, ObjectType } from 'type-graphql';
import { Index } from 'typeorm';
import { PageInfo } from '../../kit/connection';
import { declarePart } from '../../kit/declare-types';
import { DateScalar, IndustryCode } from '../../kit/scalars';
import { declareEnum, EnterprisePart, Fact, Part } from '../../kit/slice';

/** How far a technology is from the workshop [M]. */
export enum TechnologyMaturity {
  LABORATORY = 'LABORATORY',
  PILOT = 'PILOT',
  PRODUCTION = 'PRODUCTION',
}
declareEnum(TechnologyMaturity, {
  name: 'TechnologyMaturity',
  zh: '技术成熟度',
  labels: { LABORATORY: '实验室阶段', PILOT: '中试阶段', PRODUCTION: '可产业化' },
});

/** 方案 第13条: 技术交流、转让, and technology in exchange for shares. */
export enum TechnologyOffer {
  TRANSFER = 'TRANSFER',
  LICENCE = 'LICENCE',
  JOINT_DEVELOPMENT = 'JOINT_DEVELOPMENT',
  EQUITY = 'EQUITY',
}
declareEnum(TechnologyOffer, {
  name: 'TechnologyOffer',
  zh: '技术供给方式',
  labels: { TRANSFER: '转让', LICENCE: '许可', JOINT_DEVELOPMENT: '合作开发', EQUITY: '技术入股' },
});

/** 方案 第13条: what a university or an institute offers to enterprises; kept under the code of the department's office. */
@Part({ zh: '技术供给' })
@Index(['supplyNo'], { unique: true })
@Index('technology_supply_title_pairs', { synchronize: false })
export class TechnologySupply extends EnterprisePart {
  @Fact(() => String, '供给编号', { required: true })
  supplyNo!: string;

  @Fact(() => String, '技术', { required: true })
  title!: string;

  @Fact(() => IndustryCode, '适用行业（GB/T 4754）', { required: true })
  industry!: string;

  @Fact(() => String, '供给单位', { required: true })
  holder!: string;

  @Fact(() => TechnologyMaturity, '成熟度', { required: true })
  maturity!: TechnologyMaturity;

  @Fact(() => TechnologyOffer, '方式', { required: true })
  offer!: TechnologyOffer;

  @Fact(() => DateScalar, '发布日期', { required: true })
  publishedOn!: string;
}
declarePart(TechnologySupply);

export type ToldTechnologySupply = Omit<TechnologySupply, 'id' | 'uscc'>;

@ObjectType({ description: '技术供给列表中的一项' })
export class TechnologySupplyEdge {
  @Field(() => String, { description: '游标' })
  cursor!: string;

  @Field(() => TechnologySupply, { description: '技术供给' })
  node!: ToldTechnologySupply;
}

@ObjectType({ description: '技术供给列表的一页' })
export class TechnologySupplyConnection {
  @Field(() => [TechnologySupplyEdge], { description: '本页各项' })
  edges!: readonly TechnologySupplyEdge[];

  @Field(() => PageInfo, { description: '分页' })
  pageInfo!: PageInfo;
}
