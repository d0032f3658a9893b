import { Index } from 'typeorm';
import { DateScalar, Money } from '../../kit/scalars';
import { conditional, consent, open, unconditional } from '../../kit/share';
import { declareEnum, EnterpriseRow, Fact, Part, Shared, Slice, Stored } from '../../kit/slice';
import { compose, rows } from '../../kit/source';
import { Document, EquityPledge, Shareholder, Training } from './records';

/** Boards of the exchange: the first is 方案 第10条's; the second was announced in 2023 [S2]. */
export enum RegionalBoard {
  SRDI = 'SRDI',
  JINXING = 'JINXING',
  OTHER = 'OTHER',
}
declareEnum(RegionalBoard, {
  name: 'RegionalBoard',
  zh: '挂牌板块',
  labels: { SRDI: '专精特新板', JINXING: '晋兴板', OTHER: '其他板块' },
});

/** 层次 of the 专精特新板, lowest first [M]. */
export enum BoardLayer {
  INCUBATION = 'INCUBATION',
  STANDARDISATION = 'STANDARDISATION',
  CULTIVATION = 'CULTIVATION',
}
declareEnum(BoardLayer, {
  name: 'BoardLayer',
  zh: '挂牌层次',
  labels: { INCUBATION: '孵化层', STANDARDISATION: '规范层', CULTIVATION: '培育层' },
});

export enum ShareReformStatus {
  NOT_STARTED = 'NOT_STARTED',
  PREPARING = 'PREPARING',
  IN_PROGRESS = 'IN_PROGRESS',
  COMPLETED = 'COMPLETED',
}
declareEnum(ShareReformStatus, {
  name: 'ShareReformStatus',
  zh: '股份制改造状态',
  labels: { NOT_STARTED: '未启动', PREPARING: '筹备', IN_PROGRESS: '进行中', COMPLETED: '已完成' },
});

@Part({ zh: '区域股权市场挂牌' })
export class RegionalListing {
  @Fact(() => String, '挂牌代码', { required: true })
  code!: string;

  @Fact(() => RegionalBoard, '板块', { required: true })
  board!: RegionalBoard;

  @Fact(() => DateScalar, '挂牌日期', { required: true })
  listedOn!: string;
}

@Part({ zh: '规范化股份制改造' })
export class ShareReform {
  @Fact(() => ShareReformStatus, '状态', { required: true })
  status!: ShareReformStatus;

  @Fact(() => DateScalar, '完成日期')
  completedOn!: string | null;
}

/** The exchange's own rules are from memory [M]. */
const DISCLOSURE = '方案 第10条；区域性股权市场监督管理试行办法';
/** 方案 第10条: who is displayed or listed, on whichever board, is present; SQL over the table's own columns. */
export const IS_PRESENT = '"displayed" OR "listing_code" IS NOT NULL';

/** What the regional equity exchange holds of one enterprise. */
@Slice({ zh: '区域股权市场' })
@Index('regional_market_srdi_board', ['listedOn', 'uscc'], { where: `"listing_board" = 'SRDI'` })
@Index('regional_market_present', ['uscc'], { where: IS_PRESENT })
@Index('regional_market_listing_code', ['listingCode'], { unique: true })
export class RegionalMarket extends EnterpriseRow {
  @Shared(() => Boolean, { zh: '展示', level: 1, share: open('方案 第10条'), required: true })
  displayed!: boolean;

  @Shared(() => RegionalListing, {
    zh: '挂牌（代码、板块、日期）',
    level: 1,
    share: open('方案 第10条'),
    from: compose(
      RegionalListing,
      {
        code: (e) => `${e}.listing_code`,
        board: (e) => `${e}.listing_board`,
        listedOn: (e) => `${e}.listed_on`,
      },
      (e) => `${e}.listing_code IS NOT NULL`,
    ),
  })
  listing!: RegionalListing | null;

  @Shared(() => BoardLayer, { zh: '层次', level: 1, share: open('方案 第10条') })
  layer!: BoardLayer | null;

  @Shared(() => ShareReform, {
    zh: '股改状态与日期',
    level: 2,
    share: unconditional('方案 第4条', { readers: 'SMEB、CITY、LFR', self: true }),
    from: compose(
      ShareReform,
      {
        status: (e) => `${e}.share_reform_status`,
        completedOn: (e) => `${e}.share_reformed_on`,
      },
      (e) => `${e}.share_reform_status IS NOT NULL`,
    ),
  })
  shareReform!: ShareReform | null;

  @Shared(() => String, { zh: '推荐机构', level: 1, share: open(DISCLOSURE) })
  sponsor!: string | null;

  @Shared(() => [Document], {
    zh: '信息披露',
    level: 1,
    share: open(DISCLOSURE),
    required: true,
    from: rows(Document, { orderBy: 'publishedOn' }),
  })
  disclosureDocs!: Document[];

  @Shared(() => [Shareholder], {
    zh: '股东名册',
    level: 4,
    share: consent('企业书面授权；个人信息保护法 第13条、第23条', { readers: 'CSRC', self: true }),
    from: rows(Shareholder, { orderBy: 'holding' }),
  })
  shareholderRegister!: Shareholder[];

  @Shared(() => [EquityPledge], {
    zh: '股权质押',
    level: 3,
    share: conditional('数据安全法 第38条（商业秘密）', { readers: 'LFR、CBIRC', self: true }),
    from: rows(EquityPledge, { orderBy: 'registeredOn' }),
  })
  equityPledge!: EquityPledge[];

  /** All that was raised on the market since the listing. */
  @Shared(() => Money, {
    zh: '融资额',
    level: 3,
    share: conditional('数据安全法 第38条（商业秘密）', { readers: 'LFR、FIN', self: true }),
  })
  financedAmount!: number | null;

  @Shared(() => [Training], {
    zh: '培训规范',
    level: 2,
    share: unconditional('方案 第10条', { readers: 'SMEB', self: true }),
    from: rows(Training, { orderBy: 'heldOn' }),
  })
  trainingAttended!: Training[];

  @Shared(() => Boolean, {
    zh: '经绿色通道免费展示挂牌',
    level: 1,
    share: open('方案 第10条'),
    required: true,
  })
  greenChannelUsed!: boolean;

  /** Present where the enterprise is listed, as are board and day. */
  @Stored(() => String, '挂牌代码')
  listingCode!: string | null;

  @Stored(() => RegionalBoard, '挂牌板块')
  listingBoard!: RegionalBoard | null;

  @Stored(() => DateScalar, '挂牌日期')
  listedOn!: string | null;

  @Stored(() => ShareReformStatus, '股改状态')
  shareReformStatus!: ShareReformStatus | null;

  @Stored(() => DateScalar, '股改完成日期')
  shareReformedOn!: string | null;
}
