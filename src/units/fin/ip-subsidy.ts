import { Int } from 'type-graphql';
import { Check, Index } from 'typeorm';
import { DateScalar, Money, Ratio } from '../../kit/scalars';
import { declareEnum, EnterprisePart, Fact, Part, Stored } from '../../kit/slice';
import { IP_SUBSIDY_PRICE_DIVISOR, IP_SUBSIDY_YEARLY_FEN } from '../../measures/plan-figures';
import { compose, type SelectContext, type Source } from '../../kit/source';

/** What the buyer must have reached through the trade (方案 第14条); other units bear witness to it. */
export enum SubsidyCondition {
  RECOGNISED = 'RECOGNISED',
  ENTERED_SCALE = 'ENTERED_SCALE',
  REVENUE_GROWTH = 'REVENUE_GROWTH',
  PROFIT_RATE = 'PROFIT_RATE',
}
declareEnum(SubsidyCondition, {
  name: 'SubsidyCondition',
  zh: '知识产权交易补助的申报条件',
  labels: {
    RECOGNISED: '认定为“专精特新”或“小巨人”企业（由省小企业局证明）',
    ENTERED_SCALE: '规下企业上规升级（由省工信厅证明）',
    REVENUE_GROWTH: '规上企业主营业务收入提升 30%（由省税务局判断）',
    PROFIT_RATE: '规上企业利润率达到 15%（由省税务局判断）',
  },
});

/** One application for the subsidy; the yearly cap is kept by the sum of what was granted. */
@Part({ zh: '知识产权交易补助申请' })
@Index(['uscc', 'tradeId'], { unique: true })
@Index(['uscc', 'year'])
@Check('ip_subsidy_within_fifth', `"granted" * ${IP_SUBSIDY_PRICE_DIVISOR} <= "price"`)
@Check('ip_subsidy_within_cap', `"granted" <= ${IP_SUBSIDY_YEARLY_FEN}`)
export class IpSubsidy extends EnterprisePart {
  @Stored(() => Int, '交易年度', { required: true })
  year!: number;

  @Stored(() => String, '交易登记号', { required: true })
  tradeId!: string;

  @Stored(() => Money, '成交金额', { required: true })
  price!: number;

  @Stored(() => SubsidyCondition, '申报条件', { required: true })
  condition!: SubsidyCondition;

  /** Absent until the application is granted. */
  @Stored(() => Money, '核定补助金额')
  granted!: number | null;

  @Stored(() => DateScalar, '支付日期')
  paidOn!: string | null;
}

/** What the subsidy for one trade would come to; no promise, since the condition is still to be proved. */
@Part({ zh: '知识产权交易补助测算' })
export class SubsidyQuote {
  @Fact(() => String, '交易登记号', { required: true })
  tradeId!: string;

  @Fact(() => Int, '交易年度', { required: true })
  year!: number;

  @Fact(() => Money, '成交金额', { required: true })
  price!: number;

  @Fact(() => Ratio, '补助比例上限', { required: true })
  ratio!: string;

  @Fact(() => Money, '该年度在其他交易之后剩余的额度', { required: true })
  remaining!: number;

  @Fact(() => Money, '测算金额：比例上限与剩余额度中较低者', { required: true })
  amount!: number;

  @Fact(() => SubsidyCondition, '申报条件，须由提供方证明', { required: true })
  condition!: SubsidyCondition;
}

/** Paid in the asked year, in fen. */
export const ipSubsidyPaid: Source = {
  sql: (select) => sumOf('granted', `${ofYear(select)} AND p.paid_on IS NOT NULL`, select.row),
};

/** What of the cap is not yet granted in the asked year, in fen: granted and unpaid amounts are spoken for. */
export const ipSubsidyRemaining: Source = {
  sql: (select) => `greatest(0, ${IP_SUBSIDY_YEARLY_FEN} - ${sumOf('granted', ofYear(select), select.row)})`,
};

/** The quote for the asked trade, where the enterprise has applied for it; told as any part is. */
export const ipSubsidyQuote: Source = {
  ...compose(SubsidyQuote, {}, () => 'true'),
  sql: ({
    row,
    args,
    param,
  }) => `(SELECT json_build_object('tradeId', p.trade_id, 'year', p.year, 'price', p.price,
    'ratio', 1.0 / ${IP_SUBSIDY_PRICE_DIVISOR}, 'remaining', cap.remaining, 'amount', least(p.price / ${IP_SUBSIDY_PRICE_DIVISOR}, cap.remaining),
    'condition', p.condition) FROM ip_subsidy p, LATERAL (
      SELECT greatest(0, ${IP_SUBSIDY_YEARLY_FEN} - coalesce(sum(o.granted), 0))::bigint AS remaining FROM ip_subsidy o
      WHERE o.uscc = p.uscc AND o.year = p.year AND o.trade_id <> p.trade_id) cap
    WHERE p.uscc = ${row}.uscc AND p.trade_id = ${param(args['tradeId'], 'text')})`,
};

/** The asked year, or the current one in China. */
function ofYear({ args, param }: SelectContext): string {
  const year = args['year'];
  return typeof year === 'number'
    ? `p.year = ${param(year, 'int')}`
    : `p.year = extract(year FROM now() AT TIME ZONE 'Asia/Shanghai')::int`;
}

function sumOf(column: string, where: string, row: string): string {
  return `(SELECT coalesce(sum(p.${column}), 0)::bigint FROM ip_subsidy p WHERE p.uscc = ${row}.uscc AND ${where})`;
}
