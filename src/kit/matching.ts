import { Args, ArgsType, Directive, Field, Int, ObjectType } from 'type-graphql';
import { characterPairs, pairsOf, sharedStretches } from './character-pairs';
import type { OwnerContext } from './owner';
import { IndustryCode } from './scalars';

/** CHECK of a column `ipc`: a subclass of the International Patent Classification, or nothing. */
export const IPC_SUBCLASS = `"ipc" ~ '^[A-H][0-9]{2}[A-Z]$'`;

/** What is sought, as far as an owner of supply is asked for it: never the text itself, never whose it is. */
@ArgsType()
export class Sought {
  @Field(() => [String], { description: '关键字对：相邻两字，已去常用词，按码位排列' })
  terms!: string[];

  @Field(() => IndustryCode, { nullable: true, description: '行业（GB/T 4754）' })
  industry?: string | null;

  @Field(() => String, { nullable: true, description: '国际专利分类小类，如 E21C' })
  ipc?: string | null;

  @Field(() => Int, { defaultValue: 5, description: '至多几项，1–20' })
  first!: number;
}

/** The arguments of an owner's matching function: `@SoughtArgs() sought: Sought`. */
export const SoughtArgs = (): ReturnType<typeof Args> => Args(() => Sought);

/** One offer that fits, and why. */
@ObjectType({ description: '匹配的供给与理由' })
@Directive('@shareable')
export class SupplyMatch {
  @Field(() => String, { description: '编号（供给编号、专利号或专家编号）' })
  number!: string;

  @Field(() => String, { description: '名称或研究方向' })
  title!: string;

  @Field(() => String, { description: '供给单位' })
  holder!: string;

  @Field(() => IndustryCode, { description: '适用行业（GB/T 4754）' })
  industry!: string;

  @Field(() => String, { nullable: true, description: '国际专利分类小类；不是专利的为空' })
  ipc!: string | null;

  @Field(() => Int, { description: '匹配度 0–100：字面 77、同行业 11.5、同分类 11.5（同大类减半）[I]' })
  score!: number;

  @Field(() => [String], { description: '理由：相同的字词' })
  sharedWords!: readonly string[];

  @Field(() => Boolean, { description: '理由：同行业' })
  isSameIndustry!: boolean;

  @Field(() => Boolean, { description: '理由：同一国际专利分类小类' })
  isSameIpc!: boolean;
}

/** Weights as they were measured (docs/decisions/0015-matching.md): shared text counts 1, each of the others this much. */
const FACET_WEIGHT = 0.15;
const FULL_SCORE = 1 + 2 * FACET_WEIGHT;
/** Below it a match has one common pair of many and nothing else: chance [I]. */
const LEAST_SCORE = 0.1;
const MOST_TERMS = 60;
/** No list of matches is longer; what comes after is of no use. */
export const MOST_MATCHES = 20;

/** Words that stand in half of all titles, or that ask instead of naming. */
const COMMON = new Set(
  (
    '需要 寻求 提高 提升 改进 改造 问题 方法 装置 技术 工艺 系统 结构 设备 制备 设计 应用 研究 以及 ' + '测试'
  ).split(' '),
);

/** The pairs by which a text is sought. */
export function termsOf(text: string): string[] {
  return characterPairs(text)
    .filter((pair) => !COMMON.has(pair))
    .slice(0, MOST_TERMS);
}

/** Where an owner keeps what it offers. */
export interface SupplyTable {
  /** FROM clause; the row is `s`. */
  readonly from: string;
  readonly number: string;
  readonly title: string;
  readonly holder: string;
  /** Absent where nothing of the table has a class. */
  readonly ipc?: string;
  /** Conditions over `s`; `$1` is today. */
  readonly where: string;
}

type RankedOffer = Omit<SupplyMatch, 'score'> & { readonly rank: number };

/** The owner's best offers by its own index: those that share a pair of characters or the class, best first. */
export async function bestMatches(
  owner: Pick<OwnerContext, 'pool' | 'today'>,
  table: SupplyTable,
  sought: Sought,
): Promise<SupplyMatch[]> {
  const offers = await rankedOffers(owner, table, sought);
  return offers.map(({ rank, ...offer }) => ({ ...offer, score: Math.round((rank / FULL_SCORE) * 100) }));
}

/** The same with the bare rank: 1 where all of the text is shared, more with industry and class. */
export async function rankedOffers(
  owner: Pick<OwnerContext, 'pool' | 'today'>,
  table: SupplyTable,
  sought: Sought,
): Promise<RankedOffer[]> {
  const terms = sought.terms.slice(0, MOST_TERMS);
  const ipc = table.ipc ?? 'NULL::text';
  const byClass = table.ipc === undefined ? '' : ` OR ${ipc} = $4`;
  // OFFSET 0 keeps the rank from being computed twice, for the bound and for the order.
  const { rows } = await owner.pool.query<Omit<RankedOffer, 'sharedWords'>>(
    `SELECT * FROM (
       SELECT ${table.number} AS number, ${table.title} AS title, ${table.holder} AS holder, s.industry, ${ipc} AS ipc,
              coalesce(s.industry = $3, false) AS "isSameIndustry", coalesce(${ipc} = $4, false) AS "isSameIpc",
              coalesce((SELECT count(*) FROM unnest($2::text[]) t WHERE strpos(${table.title}, t) > 0)::float8
                / nullif(cardinality($2::text[]), 0), 0)
              + CASE WHEN s.industry = $3 THEN ${FACET_WEIGHT} ELSE 0 END
              + CASE WHEN ${ipc} = $4 THEN ${FACET_WEIGHT} WHEN left(${ipc}, 3) = left($4, 3) THEN ${FACET_WEIGHT / 2} ELSE 0 END
              AS rank
         FROM ${table.from}
        WHERE ${table.where} AND (${pairsOf(table.title)} && $2::text[]${byClass})
       OFFSET 0) ranked
      WHERE rank >= ${LEAST_SCORE} ORDER BY rank DESC, number LIMIT $5`,
    [
      owner.today,
      terms,
      sought.industry ?? null,
      sought.ipc ?? null,
      Math.min(Math.max(sought.first, 1), MOST_MATCHES),
    ],
  );
  const asked = new Set(terms);
  return rows.map((row) => ({ ...row, sharedWords: sharedStretches(row.title, asked) }));
}
