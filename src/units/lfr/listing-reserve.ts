import { Index } from 'typeorm';
import { DateScalar } from '../../kit/scalars';
import { declareEnum, EnterprisePart, Fact, Part } from '../../kit/slice';

/** 方案 第11条: the boards on which the plan wants little giants listed. */
export enum TargetBoard {
  SHANGHAI_MAIN = 'SHANGHAI_MAIN',
  STAR = 'STAR',
  SHENZHEN_MAIN = 'SHENZHEN_MAIN',
  CHINEXT = 'CHINEXT',
  BEIJING = 'BEIJING',
}
declareEnum(TargetBoard, {
  name: 'TargetBoard',
  zh: '拟上市板块',
  labels: {
    SHANGHAI_MAIN: '上交所主板',
    STAR: '上交所科创板',
    SHENZHEN_MAIN: '深交所主板',
    CHINEXT: '深交所创业板',
    BEIJING: '北交所',
  },
});

/** 层级 of the reserve library, farthest from a listing first [I]. */
export enum ListingReserveLayer {
  CULTIVATION = 'CULTIVATION',
  RESERVE = 'RESERVE',
  KEY = 'KEY',
}
declareEnum(ListingReserveLayer, {
  name: 'ListingReserveLayer',
  zh: '上市后备层级',
  labels: { CULTIVATION: '培育层', RESERVE: '后备层', KEY: '重点层' },
});

/** What usually stands between an enterprise and its listing [M]. */
export enum ListingObstacleKind {
  PROPERTY_TITLE = 'PROPERTY_TITLE',
  SHAREHOLDING_HISTORY = 'SHAREHOLDING_HISTORY',
  TAX = 'TAX',
  SOCIAL_INSURANCE = 'SOCIAL_INSURANCE',
  ENVIRONMENT_AND_SAFETY = 'ENVIRONMENT_AND_SAFETY',
  RELATED_PARTIES = 'RELATED_PARTIES',
}
declareEnum(ListingObstacleKind, {
  name: 'ListingObstacleKind',
  zh: '上市障碍类别',
  labels: {
    PROPERTY_TITLE: '土地房产权属',
    SHAREHOLDING_HISTORY: '股权沿革',
    TAX: '税务规范',
    SOCIAL_INSURANCE: '社保与公积金缴纳',
    ENVIRONMENT_AND_SAFETY: '环保与安全生产手续',
    RELATED_PARTIES: '同业竞争与关联交易',
  },
});

/** The entry in the province's reserve library; who is listed has left it. */
@Part({ zh: '上市后备入库' })
@Index(['uscc'])
export class ListingReserve extends EnterprisePart {
  @Fact(() => ListingReserveLayer, '层级', { required: true })
  layer!: ListingReserveLayer;

  @Fact(() => String, '批次', { required: true })
  batch!: string;

  @Fact(() => DateScalar, '入库日期', { required: true })
  enteredOn!: string;
}

@Part({ zh: '上市障碍' })
@Index(['uscc'])
export class ListingObstacle extends EnterprisePart {
  @Fact(() => ListingObstacleKind, '类别', { required: true })
  kind!: ListingObstacleKind;

  @Fact(() => String, '事项', { required: true })
  matter!: string;

  @Fact(() => DateScalar, '提出日期', { required: true })
  reportedOn!: string;

  @Fact(() => DateScalar, '解决日期；未填为尚未解决')
  resolvedOn!: string | null;
}

/** 方案 第11条: the plan that banks, guarantors, brokers and funds have agreed on for one enterprise. */
@Part({ zh: '“一企一策”方案' })
@Index(['uscc'])
export class ListingPlan extends EnterprisePart {
  @Fact(() => String, '方案编号', { required: true })
  planNo!: string;

  @Fact(() => String, '标题', { required: true })
  title!: string;

  @Fact(() => String, '牵头机构', { required: true })
  leadInstitution!: string;

  @Fact(() => DateScalar, '印发日期', { required: true })
  issuedOn!: string;
}
