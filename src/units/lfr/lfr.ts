import { conditional, consent, unconditional } from '../../kit/share';
import { EnterpriseRow, Shared, Slice } from '../../kit/slice';
import { row, rows } from '../../kit/source';
import { FinancingDemand, FinancingGuarantee, FinancingMatchStatus, MatchedProduct } from './demand';
import { ListingObstacle, ListingPlan, ListingReserve, TargetBoard } from './listing-reserve';

const AUTHORISED = '企业书面授权（数据安全法 第38条）；方案 第9条';

/** What the local finance regulator holds of one enterprise: its way to credit and its way to a listing. */
@Slice({ zh: '融资与上市培育' })
export class Financing extends EnterpriseRow {
  /** Banks are no departments: the bureau passes the list on to them. */
  @Shared(() => Boolean, {
    zh: '在融资推送名单',
    level: 2,
    share: unconditional('方案 第9条', { readers: '各部门；银行经本局' }),
  })
  inPushList!: boolean | null;

  @Shared(() => FinancingDemand, {
    zh: '融资需求（额度、期限、用途）',
    level: 3,
    share: consent(AUTHORISED, { readers: '经企业书面授权的银行', self: true }),
    from: row(FinancingDemand, { orderBy: 'statedOn' }),
  })
  financingDemand!: FinancingDemand | null;

  @Shared(() => [MatchedProduct], {
    zh: '匹配产品',
    level: 2,
    share: consent(AUTHORISED, { readers: '经企业书面授权的银行', self: true }),
    from: rows(MatchedProduct, { orderBy: 'matchedOn' }),
  })
  matchedProducts!: MatchedProduct[];

  /** Absent where the enterprise has stated no demand. */
  @Shared(() => FinancingMatchStatus, {
    zh: '对接状态',
    level: 3,
    share: conditional('方案 第9条', { readers: 'SMEB、PBC' }),
  })
  matchStatus!: FinancingMatchStatus | null;

  @Shared(() => ListingReserve, {
    zh: '上市后备入库（层级、批次）',
    level: 2,
    share: unconditional('方案 第11条', { readers: 'SMEB、CSRC、CITY' }),
    from: row(ListingReserve, { orderBy: 'enteredOn' }),
  })
  listingReserve!: ListingReserve | null;

  @Shared(() => [ListingObstacle], {
    zh: '上市障碍',
    level: 4,
    share: conditional('方案 第11条；数据安全法 第38条（商业秘密）', { readers: 'CSRC、CITY' }),
    from: rows(ListingObstacle, { orderBy: 'reportedOn' }),
  })
  listingObstacles!: ListingObstacle[];

  @Shared(() => ListingPlan, {
    zh: '一企一策方案',
    level: 3,
    share: conditional('方案 第11条', { readers: 'CITY' }),
    from: row(ListingPlan, { orderBy: 'issuedOn' }),
  })
  oneEnterpriseOnePlan!: ListingPlan | null;

  @Shared(() => [FinancingGuarantee], {
    zh: '担保支持',
    level: 3,
    share: conditional('方案 第11条、第14条', { readers: 'FIN' }),
    from: rows(FinancingGuarantee, { orderBy: 'beganOn' }),
  })
  guaranteeSupport!: FinancingGuarantee[];

  @Shared(() => TargetBoard, {
    zh: '拟上市板块',
    level: 3,
    share: conditional('方案 第11条', { readers: 'EXCH' }),
  })
  targetBoard!: TargetBoard | null;
}
