import { Field, ObjectType } from 'type-graphql';
import { PageInfo } from '../../kit/connection';
import { EnterpriseReference, type EnterpriseKey } from '../../kit/enterprise-list';
import { ProductEntry } from './service-records';

@ObjectType({ description: '推广目录中的一项产品' })
export class CatalogueProduct {
  @Field(EnterpriseReference, { description: '企业' })
  enterprise!: EnterpriseKey;

  @Field(() => ProductEntry, { description: '条目' })
  entry!: Pick<ProductEntry, 'name' | 'summary' | 'publishedOn'>;
}

@ObjectType({ description: '推广目录中的一项' })
export class ProductEdge {
  @Field(() => String, { description: '游标' })
  cursor!: string;

  @Field(() => CatalogueProduct, { description: '产品' })
  node!: CatalogueProduct;
}

@ObjectType({ description: '推广目录的一页' })
export class ProductConnection {
  @Field(() => [ProductEdge], { description: '本页各项' })
  edges!: readonly ProductEdge[];

  @Field(() => PageInfo, { description: '分页' })
  pageInfo!: PageInfo;
}
