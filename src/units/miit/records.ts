import { Int } from 'type-graphql';
import { Check, Index } from 'typeorm';
import { DateScalar, Decimal, Money, Percent } from '../../kit/scalars';
import { declareEnum, EnterprisePart, Fact, Part, Stored } from '../../kit/slice';
import { TODAY } from '../../kit/today';

@Part({ zh: '规模以上工业企业标志' })
export class AboveScale {
  @Fact(() => Boolean, '规模以上', { required: true })
  isAboveScale!: boolean;

  @Fact(() => DateScalar, '入库日期')
  enteredOn!: string | null;
}

/** What can be made in a full year, and how much of that is made. */
@Part({ zh: '产能' })
export class ProductionCapacity {
  @Fact(() => String, '产品', { required: true })
  product!: string;

  @Fact(() => Decimal, '年产能', { required: true })
  yearly!: string;

  @Fact(() => String, '计量单位', { required: true })
  measure!: string;

  @Fact(() => Percent, '产能利用率')
  utilisation!: string | null;
}

/** 方案 第12条: the province's fund for technical reform pays a part of the investment, never more than all. */
@Part({ zh: '技术改造项目' })
@Index(['uscc'])
@Check('technical_reform_granted_within_investment', `"granted" <= "investment"`)
export class TechnicalReform extends EnterprisePart {
  @Fact(() => Int, '年度', { required: true })
  year!: number;

  @Fact(() => String, '项目', { required: true })
  name!: string;

  @Fact(() => Money, '总投资', { required: true })
  investment!: number;

  @Fact(() => Money, '省级技改资金')
  granted!: number | null;

  @Fact(() => String, '资金下达文号')
  documentNo!: string | null;

  /** Absent while the work goes on. */
  @Fact(() => DateScalar, '竣工日期')
  completedOn!: string | null;
}

/** 方案 第16条: what the province builds up. */
export enum SmartManufacturingKind {
  SMART_FACTORY = 'SMART_FACTORY',
  DIGITAL_WORKSHOP = 'DIGITAL_WORKSHOP',
  PILOT_DEMONSTRATION = 'PILOT_DEMONSTRATION',
}
declareEnum(SmartManufacturingKind, {
  name: 'SmartManufacturingKind',
  zh: '智能制造称号',
  labels: {
    SMART_FACTORY: '智能工厂',
    DIGITAL_WORKSHOP: '数字化车间',
    PILOT_DEMONSTRATION: '省级智能制造试点示范企业',
  },
});

@Part({ zh: '智能制造称号' })
@Index(['uscc'])
export class SmartManufacturingTitle extends EnterprisePart {
  @Fact(() => SmartManufacturingKind, '类别', { required: true })
  kind!: SmartManufacturingKind;

  @Fact(() => String, '名称', { required: true })
  name!: string;

  @Fact(() => String, '文号', { required: true })
  documentNo!: string;

  @Fact(() => DateScalar, '公布日期', { required: true })
  announcedOn!: string;
}

export enum SupplyDirection {
  SUPPLIER = 'SUPPLIER',
  CUSTOMER = 'CUSTOMER',
}
declareEnum(SupplyDirection, {
  name: 'SupplyDirection',
  zh: '上下游方向',
  labels: { SUPPLIER: '上游供应', CUSTOMER: '下游采购' },
});

/** Told only while the other side agrees as well: the enterprise's consent is not its partner's. */
@Part({ zh: '上下游关系' })
@Index(['uscc'])
export class SupplyRelation extends EnterprisePart {
  @Fact(() => String, '对方企业', { required: true })
  counterparty!: string;

  @Fact(() => String, '供应的产品', { required: true })
  supplied!: string;

  @Fact(() => Int, '起始年度', { required: true })
  sinceYear!: number;

  @Stored(() => SupplyDirection, '对方是供应方还是采购方', { required: true })
  direction!: SupplyDirection;

  /** The last day on which it does; absent where it never has, or has taken it back. */
  @Stored(() => DateScalar, '对方同意披露的期限（含当日）')
  counterpartyAgreesUntil!: string | null;
}

/** The relations over `p` in one direction that both sides let be told today. */
export const toldRelations = (direction: SupplyDirection): string =>
  `p.direction = '${direction}' AND p.counterparty_agrees_until >= ${TODAY}`;
