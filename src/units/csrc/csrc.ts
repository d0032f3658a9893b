import { Index } from 'typeorm';
import { DateScalar } from '../../kit/scalars';
import { conditional, open, unconditional, withheld } from '../../kit/share';
import { declareEnum, EnterpriseRow, Shared, Slice } from '../../kit/slice';
import { expression, row, rows } from '../../kit/source';
import {
  ComplianceQuery,
  CorporateBond,
  ExchangeBaseService,
  RegulatoryMeasure,
  TutoringFiling,
} from './records';

/** Steps to a listing, first step first [M]; PREPARING is known to the bureau alone. */
export enum ListingStage {
  PREPARING = 'PREPARING',
  TUTORING = 'TUTORING',
  TUTORED = 'TUTORED',
  UNDER_REVIEW = 'UNDER_REVIEW',
  REGISTERED = 'REGISTERED',
  LISTED = 'LISTED',
}
declareEnum(ListingStage, {
  name: 'ListingStage',
  zh: '上市阶段',
  labels: {
    PREPARING: '拟备案',
    TUTORING: '辅导中',
    TUTORED: '辅导验收',
    UNDER_REVIEW: '审核中',
    REGISTERED: '已注册',
    LISTED: '已上市',
  },
});

/** 方案 第11条: the boards that the plan names. */
export enum StockBoard {
  SHANGHAI_MAIN = 'SHANGHAI_MAIN',
  STAR = 'STAR',
  SHENZHEN_MAIN = 'SHENZHEN_MAIN',
  CHINEXT = 'CHINEXT',
  BEIJING = 'BEIJING',
}
declareEnum(StockBoard, {
  name: 'StockBoard',
  zh: '上市板块',
  labels: {
    SHANGHAI_MAIN: '上交所主板',
    STAR: '上交所科创板',
    SHENZHEN_MAIN: '深交所主板',
    CHINEXT: '深交所创业板',
    BEIJING: '北交所',
  },
});

const PUBLISHED = '方案 第11条；政府信息公开条例 第20条';
const DISCLOSED = '证券法（信息披露）；方案 第11条';

/** What the securities regulator holds of one enterprise. */
@Slice({ zh: '上市' })
@Index('stock_listing_stock_code', ['stockCode'], { unique: true })
export class StockListing extends EnterpriseRow {
  @Shared(() => TutoringFiling, {
    zh: '辅导备案',
    level: 1,
    share: open(PUBLISHED),
    from: row(TutoringFiling, { orderBy: 'filedOn' }),
  })
  tutoringFiling!: TutoringFiling | null;

  /** Conditional throughout: what has been published of it stands in the filing and in the day of listing. */
  @Shared(() => ListingStage, {
    zh: '上市阶段',
    level: 2,
    share: conditional('方案 第11条；证券法（内幕信息）', { readers: 'LFR' }),
  })
  stage!: ListingStage | null;

  @Shared(() => StockBoard, { zh: '板块', level: 1, share: open(DISCLOSED) })
  board!: StockBoard | null;

  @Shared(() => String, { zh: '证券代码', level: 1, share: open(DISCLOSED) })
  stockCode!: string | null;

  @Shared(() => DateScalar, { zh: '上市日期', level: 1, share: open(DISCLOSED) })
  listedOn!: string | null;

  @Shared(() => [ComplianceQuery], {
    zh: '合规证明需求',
    level: 3,
    share: conditional('方案 第11条', { readers: 'AMR、TAX、CITY' }),
    from: rows(ComplianceQuery, { orderBy: 'requestedOn' }),
  })
  complianceQueries!: ComplianceQuery[];

  @Shared(() => [RegulatoryMeasure], {
    zh: '监管措施',
    level: 1,
    share: open('证券法；政府信息公开条例 第20条'),
    required: true,
    from: rows(RegulatoryMeasure, { orderBy: 'decidedOn' }),
  })
  regulatoryMeasures!: RegulatoryMeasure[];

  /** Kept outside the hub: neither a value nor a silence of other fields may tell of it. */
  @Shared(() => Boolean, {
    zh: '内幕信息敏感期',
    level: 4,
    share: withheld('证券法（内幕信息）：不进入本中枢'),
    from: expression(() => 'NULL::boolean'),
  })
  insiderPeriod!: boolean | null;

  @Shared(() => [CorporateBond], {
    zh: '债券发行',
    level: 1,
    share: open('证券法（信息披露）'),
    required: true,
    from: rows(CorporateBond, { orderBy: 'issuedOn' }),
  })
  bondIssuance!: CorporateBond[];

  @Shared(() => [ExchangeBaseService], {
    zh: '交易所山西基地服务',
    level: 2,
    share: unconditional('方案 第11条', { readers: 'LFR' }),
    from: rows(ExchangeBaseService, { orderBy: 'heldOn' }),
  })
  baseService!: ExchangeBaseService[];
}
