import { Field, Int, ObjectType } from 'type-graphql';
import { EnterpriseReference, enterpriseKey, type EnterpriseKey } from '../../kit/enterprise-list';
import { MOST_MATCHES, rankedOffers, termsOf, type SupplyTable } from '../../kit/matching';
import type { OwnerContext } from '../../kit/owner';
import { Refusal } from '../../kit/refusal';

@ObjectType({ description: '推广目录中与所求相符的一项产品与理由' })
export class ProductMatch {
  @Field(EnterpriseReference, { description: '企业；产能等另向提供方查询，须经企业授权' })
  enterprise!: EnterpriseKey;

  @Field(() => String, { description: '产品' })
  product!: string;

  @Field(() => Int, { description: '匹配度 0–100：所求字词在产品名中的份额 [I]' })
  score!: number;

  @Field(() => [String], { description: '理由：相同的字词' })
  sharedWords!: readonly string[];
}

/** The catalogue knows no industry and no class: products are found by their names alone. */
const CATALOGUE: SupplyTable = {
  from: '(SELECT p.uscc, p.name, p.published_on, NULL::text AS industry FROM product_entry p) s',
  number: 's.uscc',
  title: 's.name',
  holder: 's.uscc',
  where: 's.published_on <= $1::date',
};

/** Products of the catalogue that fit what is sought, best first. Throws BAD_USER_INPUT. */
export async function productMatches(
  owner: OwnerContext,
  seeking: string,
  first: number,
): Promise<ProductMatch[]> {
  const length = [...seeking.trim()].length;
  if (length < 2 || length > 60)
    throw new Refusal({ code: 'BAD_USER_INPUT', about: 'seeking 应为 2 到 60 个字' });
  if (first < 1 || first > MOST_MATCHES)
    throw new Refusal({ code: 'BAD_USER_INPUT', about: `first 应为 1 到 ${MOST_MATCHES}` });
  const offers = await rankedOffers(owner, CATALOGUE, { terms: termsOf(seeking), first });
  return offers.map(({ number, title, rank, sharedWords }) => ({
    enterprise: enterpriseKey(number),
    product: title,
    score: Math.round(rank * 100),
    sharedWords,
  }));
}
