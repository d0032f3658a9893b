import { Arg, Ctx, Resolver } from 'type-graphql';
import { enterpriseKey, listPage, PageArgs, type PageArguments } from '../../kit/enterprise-list';
import { Operation } from '../../kit/operation';
import type { OwnerContext } from '../../kit/owner';
import { USCC } from '../../kit/scalars';
import { open } from '../../kit/share';
import { filterConditions, ListingConnection, ListingFilter, type BoardListing } from './board-listing';
import { IS_PRESENT } from './exch';

interface ListingRow extends Omit<BoardListing, 'enterprise'> {
  readonly uscc: string;
  readonly sort: string;
}

const COLUMNS =
  'e.listing_code AS code, e.listing_board AS board, e.layer, e.listed_on::text AS "listedOn", e.displayed, e.sponsor';

@Resolver()
export class BoardOperations {
  /** 方案 第10条: whom the 专精特新板 lists, the newest first; who is displayed only is not on it. */
  @Operation(() => ListingConnection, { zh: '专精特新板挂牌企业', level: 1, share: open('方案 第10条') })
  srdiBoardListings(
    @PageArgs() page: PageArguments,
    @Arg('filter', () => ListingFilter, { nullable: true, description: '筛选条件' })
    filter: ListingFilter | null,
    @Ctx() owner: OwnerContext,
  ): Promise<ListingConnection> {
    return listPage<ListingRow, BoardListing>(
      owner,
      {
        list: `srdiBoardListings ${JSON.stringify(filter ?? {})}`,
        operation: 'Query.srdiBoardListings',
        columns: COLUMNS,
        from: 'regional_market e',
        where: [`e.listing_board = 'SRDI'`, ...filterConditions(filter ?? {})],
        orderBy: { sql: 'e.listed_on', type: 'date', descending: true },
        page,
      },
      ({ uscc, code, board, layer, listedOn, displayed, sponsor }) => ({
        enterprise: enterpriseKey(uscc),
        code,
        board,
        layer,
        listedOn,
        displayed,
        sponsor,
      }),
    );
  }

  /** R10: those among the asked that are displayed or listed, each once. */
  @Operation(() => [USCC], {
    zh: '已展示或挂牌的企业（协同中枢用）',
    level: 1,
    share: open('方案 第10条'),
    inaccessible: true,
  })
  async presentOnBoard(
    @Arg('usccs', () => [USCC], { description: '统一社会信用代码' }) usccs: string[],
    @Ctx() owner: OwnerContext,
  ): Promise<string[]> {
    const result = await owner.pool.query<{ uscc: string }>(
      `SELECT uscc FROM regional_market WHERE uscc = ANY($1::text[]) AND (${IS_PRESENT})`,
      [usccs],
    );
    return result.rows.map((row) => row.uscc);
  }
}
