import { Percent } from '../../kit/scalars';
import { conditional, unconditional } from '../../kit/share';
import { EnterpriseRow, Shared, Slice, Stored } from '../../kit/slice';
import { expression, rows } from '../../kit/source';
import { RentRelief, RUNNING_TENANCIES, SmeArrear, StateSupplierStatus, StateTenancy } from './records';

const TRADE_SECRET = '数据安全法 第38条（商业秘密）';

/** What the state assets commission knows of one enterprise as tenant, supplier and creditor of state firms. */
@Slice({ zh: '国有资产与国企协作' })
export class StateAssets extends EnterpriseRow {
  @Shared(() => [StateTenancy], {
    zh: '承租国有房屋',
    level: 3,
    share: conditional(`方案 第7条；${TRADE_SECRET}`, { readers: 'FIN、TAX' }),
    from: rows(StateTenancy, { orderBy: 'leasedFrom' }),
  })
  stateTenancies!: StateTenancy[];

  /** Small and micro tenants of a lease that runs today [M]; unknown where the size of a tenant has not been verified. */
  @Shared(() => Boolean, {
    zh: '租金减免资格',
    level: 2,
    share: unconditional('方案 第7条', { self: true }),
    from: expression(
      (e) =>
        `CASE WHEN NOT EXISTS (SELECT FROM state_tenancy p WHERE p.uscc = ${e}.uscc AND ${RUNNING_TENANCIES}) ` +
        `THEN false ELSE ${e}.verified_size IN ('SMALL', 'MICRO') END`,
    ),
  })
  rentReliefEligible!: boolean | null;

  @Shared(() => [RentRelief], {
    zh: '租金减免额',
    level: 3,
    share: conditional(`方案 第7条；${TRADE_SECRET}`, { readers: 'FIN', self: true }),
    from: rows(RentRelief, { orderBy: 'year' }),
  })
  rentReliefs!: RentRelief[];

  /** Absent where no state share is registered. */
  @Shared(() => Percent, {
    zh: '国有持股比例',
    level: 2,
    share: unconditional('方案 第16条', { readers: 'FIN' }),
  })
  stateShareholding!: string | null;

  @Shared(() => [StateSupplierStatus], {
    zh: '国企供应商',
    level: 3,
    share: conditional(`方案 第15条；${TRADE_SECRET}`, { readers: 'MIIT' }),
    from: rows(StateSupplierStatus, { orderBy: 'listedOn' }),
  })
  supplierStatus!: StateSupplierStatus[];

  /** Settled ones too. The regulation is named from memory [M]. */
  @Shared(() => [SmeArrear], {
    zh: '国企拖欠中小企业账款',
    level: 4,
    share: conditional(`保障中小企业款项支付条例；${TRADE_SECRET}`, { readers: 'LSG', self: true }),
    from: rows(SmeArrear, { orderBy: 'dueOn' }),
  })
  arrearsToSme!: SmeArrear[];

  /** 划型 as the tax bureau confirmed it for a tenant: LARGE, MEDIUM, SMALL or MICRO. */
  @Stored(() => String, '承租企业经核实的划型')
  verifiedSize!: string | null;
}
