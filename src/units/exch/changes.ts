import { Field, InputType, Resolver } from 'type-graphql';
import { Change, type ChangeDone, type OpenChange } from '../../kit/change';
import { checkNotLater, checkOrder, checkText } from '../../kit/change-checks';
import { DateScalar, USCC } from '../../kit/scalars';
import { BoardLayer, RegionalBoard, RegionalMarket } from './exch';

@InputType({ description: '展示' })
export class DisplayInput {
  @Field(() => USCC, { description: '统一社会信用代码' })
  uscc!: string;

  @Field(() => Boolean, { description: '经绿色通道免费办理' })
  greenChannel!: boolean;
}

@InputType({ description: '挂牌' })
export class ListingInput {
  @Field(() => USCC, { description: '统一社会信用代码' })
  uscc!: string;

  @Field(() => String, { description: '挂牌代码，字母与数字，最长 12 位' })
  code!: string;

  @Field(() => RegionalBoard, { description: '板块' })
  board!: RegionalBoard;

  @Field(() => BoardLayer, { nullable: true, description: '层次' })
  layer?: BoardLayer | null;

  @Field(() => DateScalar, { description: '挂牌日期' })
  listedOn!: string;

  @Field(() => String, { nullable: true, description: '推荐机构' })
  sponsor?: string | null;

  @Field(() => Boolean, { description: '经绿色通道免费办理' })
  greenChannel!: boolean;
}

@InputType({ description: '挂牌变更' })
export class ListingChangeInput {
  @Field(() => String, { description: '挂牌代码' })
  code!: string;

  @Field(() => BoardLayer, { description: '变更后的层次' })
  layer!: BoardLayer;
}

@InputType({ description: '终止挂牌' })
export class ListingCancellation {
  @Field(() => String, { description: '挂牌代码' })
  code!: string;

  @Field(() => DateScalar, { description: '终止日期' })
  cancelledOn!: string;

  @Field(() => String, { description: '终止原因' })
  reason!: string;
}

const BASIS = '方案 第10条';
const CODE = /^[A-Z0-9]{1,12}$/;

interface Listing {
  readonly uscc: string;
  readonly listedOn: string;
}

@Resolver()
export class BoardChanges {
  @Change(DisplayInput, { zh: '展示', basis: BASIS })
  async displayEnterprise({ uscc, greenChannel }: DisplayInput, change: OpenChange): Promise<ChangeDone> {
    await change.enterprise(RegionalMarket, uscc);
    const displayed = await change.query(
      `UPDATE regional_market SET displayed = true, green_channel_used = green_channel_used OR $2
        WHERE uscc = $1 AND NOT displayed RETURNING uscc`,
      [uscc, greenChannel],
    );
    if (displayed.length === 0) throw change.refusal('该企业已展示');
    return { uscc };
  }

  @Change(ListingInput, { zh: '挂牌', basis: BASIS })
  async listEnterprise(input: ListingInput, change: OpenChange): Promise<ChangeDone> {
    const { uscc, code, board, layer = null, listedOn, sponsor = null, greenChannel } = input;
    await change.alone(`listing ${code}`);
    await change.enterprise(RegionalMarket, uscc);
    if (!CODE.test(code)) throw change.refusal('挂牌代码应为 1 至 12 位大写字母与数字');
    checkNotLater(change, '挂牌日期', listedOn);
    checkText(change, '推荐机构', sponsor);
    await refuseCancelled(code, change);
    const listed = await change.query(
      `UPDATE regional_market SET listing_code = $2, listing_board = $3, layer = $4, listed_on = $5,
              sponsor = coalesce($6, sponsor), green_channel_used = green_channel_used OR $7
        WHERE uscc = $1 AND listing_code IS NULL RETURNING uscc`,
      [uscc, code, board, layer, listedOn, sponsor, greenChannel],
    );
    if (listed.length === 0) throw change.refusal('该企业已挂牌，须先终止原挂牌');
    return { uscc, no: code };
  }

  @Change(ListingChangeInput, { zh: '变更挂牌层次', basis: BASIS })
  async changeListing({ code, layer }: ListingChangeInput, change: OpenChange): Promise<ChangeDone> {
    const { uscc } = await listingOf(code, change);
    await change.query('UPDATE regional_market SET layer = $2 WHERE uscc = $1', [uscc, layer]);
    return { uscc, no: code };
  }

  /** The listing leaves the market's row with all that is counted by it; the code stays used. */
  @Change(ListingCancellation, { zh: '终止挂牌', basis: BASIS })
  async cancelListing(
    { code, cancelledOn, reason }: ListingCancellation,
    change: OpenChange,
  ): Promise<ChangeDone> {
    const { uscc, listedOn } = await listingOf(code, change);
    checkText(change, '终止原因', reason);
    checkNotLater(change, '终止日期', cancelledOn);
    checkOrder(change, ['挂牌日期', listedOn], ['终止日期', cancelledOn]);
    await change.query(
      `INSERT INTO cancelled_listing (uscc, code, board, listed_on, cancelled_on, reason)
       SELECT uscc, listing_code, listing_board, listed_on, $2, $3 FROM regional_market WHERE uscc = $1`,
      [uscc, cancelledOn, reason],
    );
    await change.query(
      `UPDATE regional_market SET listing_code = NULL, listing_board = NULL, listed_on = NULL, layer = NULL WHERE uscc = $1`,
      [uscc],
    );
    return { uscc, no: code };
  }
}

/** The listing under a code, locked; a cancelled one cannot be cancelled or changed again. */
async function listingOf(code: string, change: OpenChange): Promise<Listing> {
  await change.alone(`listing ${code}`);
  await refuseCancelled(code, change);
  const [listing] = await change.query<Listing>(
    'SELECT uscc, listed_on::text AS "listedOn" FROM regional_market WHERE listing_code = $1',
    [code],
  );
  if (listing === undefined) throw change.refusal('没有这个挂牌代码');
  await change.enterprise(RegionalMarket, listing.uscc);
  return listing;
}

async function refuseCancelled(code: string, change: OpenChange): Promise<void> {
  const [cancelled] = await change.query<{ on: string }>(
    'SELECT cancelled_on::text AS on FROM cancelled_listing WHERE code = $1',
    [code],
  );
  if (cancelled !== undefined)
    throw change.refusal(`该挂牌已于 ${cancelled.on} 终止，不能再次终止、变更或启用其代码`);
}
