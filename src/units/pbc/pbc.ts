import { Int } from 'type-graphql';
import { bands } from '../../kit/band';
import { Band } from '../../kit/scalars';
import { conditional, consent } from '../../kit/share';
import { EnterpriseRow, Fact, Part, Shared, Slice } from '../../kit/slice';
import { compose, expression, rows } from '../../kit/source';
import {
  hasLoans,
  hasNegativeRecord,
  isObjectedTo,
  lenders,
  outstandingBalance,
  QueryReceipt,
} from './records';

/** Balances are told in these steps, in yuan [I]. */
const BALANCE_BANDS = bands([1e6, 5e6, 1e7, 3e7, 1e8], '元', 100);

/** Read from the records at the moment of the question. The objection mark stands beside the values, not behind them. */
@Part({ zh: '信用概况' })
export class CreditOverview {
  @Fact(() => Int, '未结清贷款的机构数', { required: true })
  institutionCount!: number;

  @Fact(() => Band, '贷款余额区间；没有余额的为空', { band: BALANCE_BANDS })
  balanceBand!: Band | null;

  @Fact(() => Boolean, '不良标志：正在发生，或终止未满五年', { required: true })
  nonPerformingFlag!: boolean;

  @Fact(() => Boolean, '异议标注：企业对所载信息提出异议，正在处理', { required: true })
  objectionMark!: boolean;
}

const WRITTEN_CONSENT = '征信业管理条例 第28条、第40条第3项';
const AUTHORISED = '经企业书面授权并约定用途的使用者';

/** What the credit database holds of one enterprise: nothing of it is told without the enterprise's own yes. */
@Slice({ zh: '征信' })
export class Credit extends EnterpriseRow {
  @Shared(() => Boolean, {
    zh: '有信贷记录',
    level: 3,
    share: consent(WRITTEN_CONSENT, { readers: AUTHORISED, self: true }),
    from: expression(hasLoans),
  })
  hasCreditRecord!: boolean | null;

  @Shared(() => CreditOverview, {
    zh: '信用概况',
    level: 4,
    share: consent(WRITTEN_CONSENT, { readers: AUTHORISED, self: true }),
    from: compose(
      CreditOverview,
      {
        institutionCount: lenders,
        balanceBand: outstandingBalance,
        nonPerformingFlag: hasNegativeRecord,
        objectionMark: isObjectedTo,
      },
      () => 'true',
    ),
  })
  creditOverview!: CreditOverview | null;

  /** Of records that last or ended less than five years ago. */
  @Shared(() => Boolean, {
    zh: '不良标志',
    level: 4,
    share: consent(`${WRITTEN_CONSENT}；第16条（终止满五年不再提供）`, { readers: AUTHORISED, self: true }),
    from: expression(hasNegativeRecord),
  })
  nonPerformingFlag!: boolean | null;

  /** For whoever reads a single value; the overview bears it already. */
  @Shared(() => Boolean, {
    zh: '异议标注',
    level: 4,
    share: consent('征信业管理条例 第25条、第28条', { readers: AUTHORISED, self: true }),
    from: expression(isObjectedTo),
  })
  objectionMark!: boolean | null;

  @Shared(() => [QueryReceipt], {
    zh: '查询授权与留痕',
    level: 3,
    share: consent('征信业管理条例 第17条、第28条', { readers: '本企业', self: true }),
    from: rows(QueryReceipt, { orderBy: 'queriedAt' }),
  })
  creditReportReceipt!: QueryReceipt[];

  /** Names of the tools under which the enterprise's loans are refinanced. */
  @Shared(() => [String], {
    zh: '货币政策工具支持',
    level: 2,
    share: conditional('方案 第9条', { readers: 'LFR', self: true }),
  })
  listSupportTool!: string[];
}
