import { Index } from 'typeorm';
import { DateScalar, Money, Percent } from '../../kit/scalars';
import { declareEnum, EnterprisePart, Fact, Part } from '../../kit/slice';

/** The filing with which a broker begins to prepare a company for its listing; the bureau publishes it. */
@Part({ zh: '上市辅导备案' })
@Index(['uscc'])
export class TutoringFiling extends EnterprisePart {
  @Fact(() => String, '辅导机构', { required: true })
  tutor!: string;

  @Fact(() => DateScalar, '备案日期', { required: true })
  filedOn!: string;

  @Fact(() => DateScalar, '辅导验收日期；未填为辅导中')
  acceptedOn!: string | null;
}

/** Who certifies that a company has kept the rules. */
export enum ComplianceAuthority {
  MARKET_REGULATION = 'MARKET_REGULATION',
  TAXATION = 'TAXATION',
  LOCAL_GOVERNMENT = 'LOCAL_GOVERNMENT',
}
declareEnum(ComplianceAuthority, {
  name: 'ComplianceAuthority',
  zh: '合规证明出具部门',
  labels: {
    MARKET_REGULATION: '市场监管部门',
    TAXATION: '税务部门',
    LOCAL_GOVERNMENT: '属地政府部门',
  },
});

@Part({ zh: '合规证明需求' })
@Index(['uscc'])
export class ComplianceQuery extends EnterprisePart {
  @Fact(() => ComplianceAuthority, '出具部门', { required: true })
  authority!: ComplianceAuthority;

  @Fact(() => DateScalar, '证明期间起', { required: true })
  periodFrom!: string;

  @Fact(() => DateScalar, '证明期间止', { required: true })
  periodUntil!: string;

  @Fact(() => DateScalar, '提出日期', { required: true })
  requestedOn!: string;

  @Fact(() => DateScalar, '出具日期；未填为尚未出具')
  certifiedOn!: string | null;
}

/** 行政监管措施 that are published [M]. */
export enum RegulatoryMeasureKind {
  WARNING_LETTER = 'WARNING_LETTER',
  REGULATORY_INTERVIEW = 'REGULATORY_INTERVIEW',
  ORDER_TO_CORRECT = 'ORDER_TO_CORRECT',
}
declareEnum(RegulatoryMeasureKind, {
  name: 'RegulatoryMeasureKind',
  zh: '证券监管措施类别',
  labels: { WARNING_LETTER: '出具警示函', REGULATORY_INTERVIEW: '监管谈话', ORDER_TO_CORRECT: '责令改正' },
});

@Part({ zh: '证券监管措施' })
@Index(['uscc'])
export class RegulatoryMeasure extends EnterprisePart {
  @Fact(() => String, '决定文号', { required: true })
  documentNo!: string;

  @Fact(() => RegulatoryMeasureKind, '类别', { required: true })
  kind!: RegulatoryMeasureKind;

  @Fact(() => String, '事由', { required: true })
  reason!: string;

  @Fact(() => DateScalar, '决定日期', { required: true })
  decidedOn!: string;
}

@Part({ zh: '公司债券' })
@Index(['uscc'])
export class CorporateBond extends EnterprisePart {
  @Fact(() => String, '债券代码', { required: true })
  code!: string;

  @Fact(() => String, '债券名称', { required: true })
  name!: string;

  @Fact(() => Money, '发行金额', { required: true })
  amount!: number;

  @Fact(() => Percent, '票面年利率', { required: true })
  coupon!: string;

  @Fact(() => DateScalar, '发行日期', { required: true })
  issuedOn!: string;

  @Fact(() => DateScalar, '到期日期', { required: true })
  maturesOn!: string;
}

/** 方案 第11条 names the base of the national exchanges; the plan's three exchanges share it. */
export enum StockExchange {
  SHANGHAI = 'SHANGHAI',
  SHENZHEN = 'SHENZHEN',
  BEIJING = 'BEIJING',
}
declareEnum(StockExchange, {
  name: 'StockExchange',
  zh: '证券交易所',
  labels: { SHANGHAI: '上海证券交易所', SHENZHEN: '深圳证券交易所', BEIJING: '北京证券交易所' },
});

@Part({ zh: '全国证券交易所山西服务基地的一次服务' })
@Index(['uscc'])
export class ExchangeBaseService extends EnterprisePart {
  @Fact(() => StockExchange, '交易所', { required: true })
  exchange!: StockExchange;

  @Fact(() => String, '服务内容', { required: true })
  service!: string;

  @Fact(() => DateScalar, '日期', { required: true })
  heldOn!: string;
}
