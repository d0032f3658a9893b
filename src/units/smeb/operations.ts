import { Arg, Ctx, Directive, Field, Int, ObjectType, Resolver } from 'type-graphql';
import { MAX_PAGE } from '../../kit/connection';
import {
  EnterpriseConnection,
  enterpriseKey,
  enterprisePage,
  listPage,
  PageArgs,
  type PageArguments,
} from '../../kit/enterprise-list';
import type { SumOfParts } from '../../kit/in-steps';
import { Operation } from '../../kit/operation';
import type { OwnerContext } from '../../kit/owner';
import { DateScalar, DivisionCode, USCC } from '../../kit/scalars';
import { open, unconditional } from '../../kit/share';
import { ProductConnection } from './product-catalogue';
import { ProductMatch, productMatches } from './product-match';
import { changesAfter, PushListChanges } from './push-list';
import { SrdiTier } from './recognition';
import type { ProductEntry } from './service-records';
import { divisionCondition, filterConditions, SrdiFilter } from './srdi-filter';
import { TierCount, tierCounts, TitledCity, titledCities, TrainingCount, trainingCount } from './statistics';
import { tierCells } from './tier-cells';

/** One titled enterprise, for the hub's own questions over several owners. */
@ObjectType({ description: '专精特新企业名册中的一户' })
@Directive('@inaccessible')
export class SrdiRosterEntry {
  @Field(() => USCC, { description: '统一社会信用代码' })
  uscc!: string;

  @Field(() => DivisionCode, { description: '所在县' })
  division!: string;

  @Field(() => SrdiTier, { description: '当前梯次' })
  tier!: SrdiTier;
}

/** What the bureau says of one enterprise where another owner's agreement is restricted to tiers. */
@ObjectType({ description: '一户企业的当前梯次' })
@Directive('@inaccessible')
export class TierStatement {
  @Field(() => USCC, { description: '统一社会信用代码' })
  uscc!: string;

  @Field(() => SrdiTier, { nullable: true, description: '当前梯次；没有称号时为空' })
  tier!: SrdiTier | null;
}

interface ProductRow extends Pick<ProductEntry, 'name' | 'summary' | 'publishedOn'> {
  readonly uscc: string;
  readonly sort: string;
}

interface TrainingRow extends SumOfParts {
  readonly year: number;
}

const LIST_OF_TITLES = open('方案 第1条；政府信息公开条例 第20条');
const OF_TITLES = { of: ['Cultivation.tier', 'Cultivation.recognitions'], told: 'EXACTLY' } as const;

@Resolver()
export class CultivationOperations {
  /** All that hold a title, in the order of their codes. */
  @Operation(() => EnterpriseConnection, { zh: '专精特新企业名单', level: 1, share: LIST_OF_TITLES })
  srdiEnterprises(
    @PageArgs() page: PageArguments,
    @Arg('filter', () => SrdiFilter, { nullable: true, description: '筛选条件' }) filter: SrdiFilter | null,
    @Ctx() owner: OwnerContext,
  ): Promise<EnterpriseConnection> {
    return enterprisePage(owner, {
      list: `srdiEnterprises ${JSON.stringify(filter ?? {})}`,
      operation: 'Query.srdiEnterprises',
      from: 'cultivation e',
      where: ['e.tier IS NOT NULL', ...filterConditions(filter ?? {}, owner)],
      page,
    });
  }

  /** The plan's three targets beside what has been reached. */
  @Operation(() => [TierCount], {
    zh: '各梯次企业数与目标',
    level: 1,
    share: open('方案 二、发展目标'),
    sum: OF_TITLES,
  })
  async tierCounts(
    @Arg('byCity', () => Boolean, { defaultValue: false, description: '按市分列；否则为全省合计' })
    byCity: boolean,
    @Arg('asOf', () => DateScalar, {
      nullable: true,
      description: '截至某个过去的日期，按认定记录的有效期推算；不填为当前称号',
    })
    asOf: string | null,
    @Ctx() owner: OwnerContext,
  ): Promise<TierCount[]> {
    return tierCounts(await tierCells(owner, asOf ?? undefined), byCity);
  }

  /** 保障措施（三）: each city's titled enterprises, whatever the title, on one day. */
  @Operation(() => [TitledCity], {
    zh: '各市有称号的企业数（领导小组办公室用）',
    level: 1,
    share: LIST_OF_TITLES,
    inaccessible: true,
    sum: OF_TITLES,
  })
  async titledByCity(
    @Arg('asOf', () => DateScalar, { description: '截至某日，按认定记录的有效期推算' }) asOf: string,
    @Ctx() owner: OwnerContext,
  ): Promise<TitledCity[]> {
    return titledCities(await tierCells(owner, asOf));
  }

  /** Q23: a year without trainees counts 0. */
  @Operation(() => TrainingCount, {
    zh: '领军人才培训人数',
    level: 1,
    share: open('方案 第21条'),
    nullable: true,
    sum: { of: ['Cultivation.trainees'], told: 'IN_STEPS' },
  })
  async trainingCount(
    @Arg('year', () => Int, { nullable: true, description: '年度；不填为最近有学员的一年' })
    year: number | null,
    @Ctx() owner: OwnerContext,
  ): Promise<TrainingCount | null> {
    const result = await owner.pool.query<TrainingRow>(
      `SELECT y.year, coalesce(sum(p.trainees), 0)::int AS value, count(p.uscc)::int AS enterprises,
              coalesce(max(p.trainees), 0)::int AS largest
         FROM (SELECT coalesce($1::int, (SELECT max(year) FROM trainee), $2::int) AS year) y
         LEFT JOIN (SELECT year, uscc, count(*) AS trainees FROM trainee GROUP BY year, uscc) p ON p.year = y.year
        GROUP BY y.year`,
      [year ?? null, Number(owner.today.slice(0, 4))],
    );
    const [counted] = result.rows;
    return counted === undefined ? null : trainingCount(counted.year, counted);
  }

  /** Q22: for buyers, so it says what and by whom; everything else of the enterprise is asked of its owner. */
  @Operation(() => ProductConnection, { zh: '产品项目推广目录', level: 1, share: open('方案 第20条') })
  productCatalogue(
    @PageArgs() page: PageArguments,
    @Arg('division', () => DivisionCode, { nullable: true, description: '所在地，省、市或县代码' })
    division: string | null,
    @Ctx() owner: OwnerContext,
  ): Promise<ProductConnection> {
    return listPage<ProductRow, ProductConnection['edges'][number]['node']>(
      owner,
      {
        list: `productCatalogue ${division ?? ''}`,
        operation: 'Query.productCatalogue',
        columns: 'p.name, p.summary, p.published_on::text AS "publishedOn"',
        from: 'product_entry p JOIN cultivation e ON e.uscc = p.uscc',
        where: typeof division === 'string' ? [divisionCondition(division)] : [],
        page,
      },
      ({ uscc, name, summary, publishedOn }) => ({
        enterprise: enterpriseKey(uscc),
        entry: { name, summary, publishedOn },
      }),
    );
  }

  /** Measure 22: who supplies what is sought; a product of one character only cannot be sought. */
  @Operation(() => [ProductMatch], { zh: '产品供需匹配', level: 1, share: open('方案 第20条、第22条') })
  productMatches(
    @Arg('seeking', () => String, { description: '所求的产品，2 到 60 个字' }) seeking: string,
    @Arg('first', () => Int, { defaultValue: 10, description: '至多几项，1–20' }) first: number,
    @Ctx() owner: OwnerContext,
  ): Promise<ProductMatch[]> {
    return productMatches(owner, seeking, first);
  }

  /** Q10: everything that has happened to the list since a cursor, however long ago that was. */
  @Operation(() => PushListChanges, {
    zh: '企业名单推送：变动',
    level: 2,
    share: unconditional('方案 第9条', { readers: 'LFR、经 LFR 的银行' }),
    nullable: true,
    feed: 'pushListChanged',
  })
  pushListChanges(
    @Arg('since', () => String, { nullable: true, description: '上次的 nextCursor；不填从头读取' })
    since: string | null,
    @Arg('first', () => Int, { defaultValue: 100, description: `至多几次变动，1–${MAX_PAGE}` }) first: number,
    @Ctx() owner: OwnerContext,
  ): Promise<PushListChanges> {
    return changesAfter(owner, 'Query.pushListChanges', { since: since ?? null, first });
  }

  /** R10: whom coverage of the board is measured against. */
  @Operation(() => [SrdiRosterEntry], {
    zh: '专精特新企业名册（协同中枢用）',
    level: 1,
    share: LIST_OF_TITLES,
    inaccessible: true,
  })
  async srdiRoster(@Ctx() owner: OwnerContext): Promise<SrdiRosterEntry[]> {
    const result = await owner.pool.query<SrdiRosterEntry>(
      'SELECT uscc, division, tier FROM cultivation WHERE tier IS NOT NULL',
    );
    return result.rows;
  }

  /** Of those among the asked that the bureau knows. */
  @Operation(() => [TierStatement], {
    zh: '企业梯次声明（协同中枢用）',
    level: 1,
    share: LIST_OF_TITLES,
    inaccessible: true,
  })
  async tiersOf(
    @Arg('usccs', () => [USCC], { description: '统一社会信用代码' }) usccs: string[],
    @Ctx() owner: OwnerContext,
  ): Promise<TierStatement[]> {
    const result = await owner.pool.query<TierStatement>(
      'SELECT uscc, tier FROM cultivation WHERE uscc = ANY($1::text[])',
      [usccs],
    );
    return result.rows;
  }
}
