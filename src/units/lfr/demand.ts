import { Int } from 'type-graphql';
import { Index } from 'typeorm';
import { DateScalar, Money, Percent } from '../../kit/scalars';
import { declareEnum, EnterprisePart, Fact, Part } from '../../kit/slice';

export enum FinancingPurpose {
  WORKING_CAPITAL = 'WORKING_CAPITAL',
  EQUIPMENT = 'EQUIPMENT',
  RESEARCH = 'RESEARCH',
  CONSTRUCTION = 'CONSTRUCTION',
}
declareEnum(FinancingPurpose, {
  name: 'FinancingPurpose',
  zh: '融资用途',
  labels: {
    WORKING_CAPITAL: '流动资金',
    EQUIPMENT: '设备购置与更新',
    RESEARCH: '研发投入',
    CONSTRUCTION: '厂房与项目建设',
  },
});

/** 对接 between an enterprise and the banks to which the list is pushed, first step first [I]. */
export enum FinancingMatchStatus {
  NOT_CONTACTED = 'NOT_CONTACTED',
  IN_CONTACT = 'IN_CONTACT',
  APPLIED = 'APPLIED',
  GRANTED = 'GRANTED',
  DECLINED = 'DECLINED',
}
declareEnum(FinancingMatchStatus, {
  name: 'FinancingMatchStatus',
  zh: '融资对接状态',
  labels: {
    NOT_CONTACTED: '未对接',
    IN_CONTACT: '对接中',
    APPLIED: '已申请',
    GRANTED: '已授信',
    DECLINED: '未获授信',
  },
});

/** What the enterprise itself has stated that it needs; a later statement replaces an earlier one. */
@Part({ zh: '融资需求' })
@Index(['uscc'])
export class FinancingDemand extends EnterprisePart {
  @Fact(() => Money, '额度', { required: true })
  amount!: number;

  @Fact(() => Int, '期限（月）', { required: true })
  termMonths!: number;

  @Fact(() => FinancingPurpose, '用途', { required: true })
  purpose!: FinancingPurpose;

  @Fact(() => DateScalar, '填报日期', { required: true })
  statedOn!: string;
}

/** A product of the banks' directory that fits the stated demand; the number is the directory's. */
@Part({ zh: '匹配的信贷产品' })
@Index(['uscc'])
export class MatchedProduct extends EnterprisePart {
  @Fact(() => String, '产品编号（见 productDirectory）', { required: true })
  productNo!: string;

  @Fact(() => String, '产品', { required: true })
  product!: string;

  @Fact(() => String, '银行', { required: true })
  lender!: string;

  @Fact(() => DateScalar, '匹配日期', { required: true })
  matchedOn!: string;
}

@Part({ zh: '融资担保' })
@Index(['uscc'])
export class FinancingGuarantee extends EnterprisePart {
  @Fact(() => String, '担保机构', { required: true })
  guarantor!: string;

  @Fact(() => Money, '担保金额', { required: true })
  amount!: number;

  /** Of the guaranteed amount, a year. */
  @Fact(() => Percent, '年担保费率', { required: true })
  feeRate!: string;

  @Fact(() => Boolean, '已纳入再担保', { required: true })
  isReguaranteed!: boolean;

  @Fact(() => DateScalar, '担保起始日期', { required: true })
  beganOn!: string;

  @Fact(() => DateScalar, '担保到期日期', { required: true })
  endsOn!: string;
}
