import { Field, InputType, ObjectType } from 'type-graphql';
import { PageInfo } from '../../kit/connection';
import { EnterpriseReference, type Condition, type EnterpriseKey } from '../../kit/enterprise-list';
import { FilterField } from '../../kit/operation';
import { DateScalar, DivisionCode } from '../../kit/scalars';
import { BoardLayer, RegionalBoard } from './exch';

const INPUT = 'ListingFilter';

/** All that is given must hold. */
@InputType(INPUT, { description: '挂牌企业筛选条件：所填各项同时满足' })
export class ListingFilter {
  @FilterField(() => DivisionCode, {
    input: INPUT,
    reads: 'Registration.division',
    zh: '所在地，省、市或县代码',
  })
  division?: string | null;

  @FilterField(() => BoardLayer, { input: INPUT, reads: 'RegionalMarket.layer', zh: '层次' })
  layer?: BoardLayer | null;

  @FilterField(() => DateScalar, { input: INPUT, reads: 'RegionalMarket.listing', zh: '挂牌日期不早于' })
  listedFrom?: string | null;

  @FilterField(() => DateScalar, { input: INPUT, reads: 'RegionalMarket.listing', zh: '挂牌日期不晚于' })
  listedTo?: string | null;
}

@ObjectType({ description: '专精特新板的一户挂牌企业' })
export class BoardListing {
  @Field(EnterpriseReference, { description: '企业' })
  enterprise!: EnterpriseKey;

  @Field(() => String, { description: '挂牌代码' })
  code!: string;

  @Field(() => RegionalBoard, { description: '板块' })
  board!: RegionalBoard;

  @Field(() => BoardLayer, { nullable: true, description: '层次' })
  layer!: BoardLayer | null;

  @Field(() => DateScalar, { description: '挂牌日期' })
  listedOn!: string;

  @Field(() => Boolean, { description: '展示' })
  displayed!: boolean;

  @Field(() => String, { nullable: true, description: '推荐机构' })
  sponsor!: string | null;
}

@ObjectType({ description: '挂牌列表中的一项' })
export class ListingEdge {
  @Field(() => String, { description: '游标' })
  cursor!: string;

  @Field(() => BoardListing, { description: '挂牌' })
  node!: BoardListing;
}

@ObjectType({ description: '挂牌列表的一页' })
export class ListingConnection {
  @Field(() => [ListingEdge], { description: '本页各项' })
  edges!: readonly ListingEdge[];

  @Field(() => PageInfo, { description: '分页' })
  pageInfo!: PageInfo;
}

/** A filter as conditions over `e`, the regional market; values stay parameters. */
export function filterConditions(filter: ListingFilter): Condition[] {
  const conditions: Condition[] = [];
  if (typeof filter.division === 'string') conditions.push(['e.division LIKE ?', `${filter.division}%`]);
  if (typeof filter.layer === 'string') conditions.push(['e.layer = ?', filter.layer]);
  if (typeof filter.listedFrom === 'string') conditions.push(['e.listed_on >= ?::date', filter.listedFrom]);
  if (typeof filter.listedTo === 'string') conditions.push(['e.listed_on <= ?::date', filter.listedTo]);
  return conditions;
}
