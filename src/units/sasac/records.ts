import { Int } from 'type-graphql';
import { Check, Index } from 'typeorm';
import { DateScalar, Decimal, Money } from '../../kit/scalars';
import { declareEnum, EnterprisePart, Fact, Part } from '../../kit/slice';
import { TODAY } from '../../kit/today';

@Part({ zh: '承租国有房屋' })
@Index(['uscc', 'contractNo'], { unique: true })
export class StateTenancy extends EnterprisePart {
  @Fact(() => String, '租赁合同编号', { required: true })
  contractNo!: string;

  @Fact(() => String, '出租的国有企业', { required: true })
  landlord!: string;

  @Fact(() => String, '房屋', { required: true })
  premises!: string;

  @Fact(() => Decimal, '面积（平方米）', { required: true })
  area!: string;

  @Fact(() => Money, '月租金', { required: true })
  monthlyRent!: number;

  @Fact(() => DateScalar, '租期起', { required: true })
  leasedFrom!: string;

  /** The last day of the lease. */
  @Fact(() => DateScalar, '租期止（含当日）', { required: true })
  leasedUntil!: string;
}

/** Leases over `p` that run today. */
export const RUNNING_TENANCIES = `p.leased_from <= ${TODAY} AND p.leased_until >= ${TODAY}`;

/** 方案 第7条: one relief for one lease and year. */
@Part({ zh: '租金减免' })
@Index(['uscc', 'contractNo', 'year'], { unique: true })
@Check('rent_relief_months', `"months" BETWEEN 1 AND 12`)
export class RentRelief extends EnterprisePart {
  @Fact(() => Int, '年度', { required: true })
  year!: number;

  @Fact(() => String, '租赁合同编号', { required: true })
  contractNo!: string;

  @Fact(() => Int, '减免月数', { required: true })
  months!: number;

  @Fact(() => Money, '减免金额', { required: true })
  amount!: number;

  @Fact(() => DateScalar, '核准日期', { required: true })
  grantedOn!: string;
}

/** How a state firm stands to a supplier, as its list of suppliers keeps them apart [M]. */
export enum StateSupplierStanding {
  STRATEGIC = 'STRATEGIC',
  QUALIFIED = 'QUALIFIED',
  ON_TRIAL = 'ON_TRIAL',
  SUSPENDED = 'SUSPENDED',
}
declareEnum(StateSupplierStanding, {
  name: 'StateSupplierStanding',
  zh: '国企供应商类别',
  labels: { STRATEGIC: '战略供应商', QUALIFIED: '合格供应商', ON_TRIAL: '试用供应商', SUSPENDED: '暂停' },
});

@Part({ zh: '国企供应商' })
@Index(['uscc', 'buyer'], { unique: true })
export class StateSupplierStatus extends EnterprisePart {
  @Fact(() => String, '采购的国有企业', { required: true })
  buyer!: string;

  @Fact(() => String, '供应品类', { required: true })
  supplies!: string;

  @Fact(() => StateSupplierStanding, '类别', { required: true })
  standing!: StateSupplierStanding;

  @Fact(() => DateScalar, '列入日期', { required: true })
  listedOn!: string;
}

/** What a state firm owes the enterprise beyond the day on which it was due. */
@Part({ zh: '拖欠中小企业账款' })
@Index(['uscc', 'contractNo'], { unique: true })
export class SmeArrear extends EnterprisePart {
  @Fact(() => String, '欠款的国有企业', { required: true })
  debtor!: string;

  @Fact(() => String, '合同编号', { required: true })
  contractNo!: string;

  @Fact(() => Money, '拖欠金额', { required: true })
  amount!: number;

  @Fact(() => DateScalar, '应付日期', { required: true })
  dueOn!: string;

  /** Absent while the debt stands. */
  @Fact(() => DateScalar, '清偿日期')
  settledOn!: string | null;
}
