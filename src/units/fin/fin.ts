import { Int } from 'type-graphql';
import { Check, Index } from 'typeorm';
import { maskAccount } from '../../kit/mask';
import { DateScalar, MaskedString, Money, Percent } from '../../kit/scalars';
import { conditional, open, unconditional, withheld } from '../../kit/share';
import {
  declareEnum,
  EnterprisePart,
  EnterpriseRow,
  Fact,
  Part,
  PredicateResult,
  Shared,
  Slice,
  Stored,
} from '../../kit/slice';
import { compose, count, expression, rows, sum } from '../../kit/source';
import { ONE_OFF_AWARD_FEN, PRICE_DEDUCTION } from '../../measures/plan-figures';
import { ipSubsidyPaid, ipSubsidyQuote, ipSubsidyRemaining, SubsidyQuote } from './ip-subsidy';

export enum AwardKind {
  ONE_OFF = 'ONE_OFF',
  OTHER = 'OTHER',
}
declareEnum(AwardKind, {
  name: 'AwardKind',
  zh: '奖励类别',
  labels: { ONE_OFF: '“专精特新”一次性奖励', OTHER: '其他专项资金奖励' },
});

/** 方案 第5条: the one-off award is at most 30 万元 and comes once; the table itself refuses another. */
@Part({ zh: '奖励资金' })
@Index(['uscc'])
@Index('award_one_off_once', ['uscc'], { unique: true, where: `"kind" = 'ONE_OFF'` })
@Check('award_one_off_at_most', `"kind" <> 'ONE_OFF' OR "amount" <= ${ONE_OFF_AWARD_FEN}`)
export class Award extends EnterprisePart {
  @Fact(() => Int, '年度', { required: true })
  year!: number;

  @Fact(() => AwardKind, '类别', { required: true })
  kind!: AwardKind;

  @Fact(() => Money, '金额', { required: true })
  amount!: number;

  @Fact(() => String, '文号', { required: true })
  documentNo!: string;

  /** Absent until the award has been published: until then it is not told. */
  @Fact(() => DateScalar, '公示日期')
  publishedOn!: string | null;

  @Fact(() => DateScalar, '拨付日期')
  paidOn!: string | null;
}

/** Awards over `p` whose publication has begun; the day is China's. */
export const PUBLISHED_AWARDS = `p.published_on <= (now() AT TIME ZONE 'Asia/Shanghai')::date`;

@Part({ zh: '政府采购合同' })
@Index(['uscc'])
export class ProcurementContract extends EnterprisePart {
  @Fact(() => String, '合同编号', { required: true })
  contractNo!: string;

  @Fact(() => String, '合同名称', { required: true })
  title!: string;

  @Fact(() => String, '采购人', { required: true })
  buyer!: string;

  @Fact(() => Money, '合同金额', { required: true })
  amount!: number;

  @Fact(() => DateScalar, '签订日期', { required: true })
  signedOn!: string;

  @Fact(() => Boolean, '预留份额', { required: true })
  isReserved!: boolean;
}

@Part({ zh: '贴息' })
@Index(['uscc'])
export class Subsidy extends EnterprisePart {
  @Fact(() => Int, '年度', { required: true })
  year!: number;

  @Fact(() => String, '贷款机构', { required: true })
  lender!: string;

  @Fact(() => Money, '贷款本金', { required: true })
  principal!: number;

  @Fact(() => Money, '贴息金额', { required: true })
  amount!: number;

  @Fact(() => DateScalar, '拨付日期', { required: true })
  paidOn!: string;
}

@Part({ zh: '百分数范围：两端均含' })
export class PercentRange {
  @Fact(() => Percent, '不低于', { required: true })
  atLeast!: string;

  @Fact(() => Percent, '不高于', { required: true })
  atMost!: string;
}

const ONE_OFF_AWARDS = (e: string): string =>
  `SELECT FROM award p WHERE p.uscc = ${e}.uscc AND p.kind = 'ONE_OFF'`;
const isSmallOrMicro = (e: string): string => `${e}.declared_size IN ('SMALL', 'MICRO')`;

const yearArgument = { year: { type: Int, zh: '年度；不填为本年度' } };

/** What the finance department has paid to one enterprise, or bought from it. */
@Slice({ zh: '财政支持' })
export class Fiscal extends EnterpriseRow {
  @Shared(() => [Award], {
    zh: '奖励资金（公示后）',
    level: 1,
    share: open('方案 第5条；政府信息公开条例 第20条'),
    required: true,
    from: rows(Award, { orderBy: 'year', where: PUBLISHED_AWARDS }),
  })
  awards!: Award[];

  @Shared(() => Money, {
    zh: '累计拨付的奖励资金',
    level: 2,
    share: unconditional('方案 第5条', { readers: 'CITY', self: true }),
    from: sum(Award, 'amount', { where: 'p.paid_on IS NOT NULL' }),
  })
  awardedTotal!: number | null;

  @Shared(() => Boolean, {
    zh: '已享受一次性奖励',
    level: 2,
    share: unconditional('方案 第5条', { readers: 'CITY', self: true }),
    from: expression((e) => `EXISTS (${ONE_OFF_AWARDS(e)} AND p.paid_on IS NOT NULL)`),
  })
  hasReceivedOneOffAward!: boolean | null;

  /** Q04, as far as the finance department knows: no one-off award has been paid, nor decided and not yet paid. */
  @Shared(() => PredicateResult, {
    zh: '省级一次性奖励尚可申领',
    level: 2,
    share: unconditional('方案 第5条', { readers: 'CITY、SMEB', self: true }),
    from: expression((e) => `CASE WHEN EXISTS (${ONE_OFF_AWARDS(e)}) THEN 'NO' ELSE 'YES' END`),
  })
  oneOffAwardOpen!: PredicateResult | null;

  @Shared(() => Money, {
    zh: '知识产权交易补助已付金额',
    level: 2,
    share: unconditional('方案 第14条', { readers: 'AMR、SMEB', self: true }),
    args: yearArgument,
    from: ipSubsidyPaid,
  })
  ipSubsidyPaid!: number | null;

  @Shared(() => Money, {
    zh: '知识产权交易补助剩余额度（每年 200 万元）',
    level: 2,
    share: unconditional('方案 第14条', { readers: 'AMR、SMEB', self: true }),
    args: yearArgument,
    from: ipSubsidyRemaining,
  })
  ipSubsidyRemaining!: number | null;

  @Shared(() => SubsidyQuote, {
    zh: '知识产权交易补助测算',
    level: 3,
    share: conditional('方案 第14条', { readers: 'SMEB', self: true }),
    args: { tradeId: { type: String, zh: '交易登记号（见 ip.ipTrades）', required: true } },
    from: ipSubsidyQuote,
  })
  ipSubsidyQuote!: SubsidyQuote | null;

  @Shared(() => [ProcurementContract], {
    zh: '政府采购合同',
    level: 1,
    share: open('政府采购法实施条例 第50条'),
    required: true,
    from: rows(ProcurementContract, { orderBy: 'signedOn' }),
  })
  procurementContracts!: ProcurementContract[];

  @Shared(() => Int, {
    zh: '预留份额中标数',
    level: 1,
    share: open('政府采购促进中小企业发展管理办法（财库〔2020〕46号）第19条'),
    required: true,
    from: count(ProcurementContract, 'p.is_reserved'),
  })
  reservedShareWins!: number;

  /** Goods and services only. Medium and large enterprises have none; unknown where no size has been declared. */
  @Shared(() => PercentRange, {
    zh: '价格扣除比例（小型、微型企业）',
    level: 2,
    share: unconditional('财库〔2022〕19号：10%–20%', { readers: '采购人、代理机构', self: true }),
    from: compose(
      PercentRange,
      {
        atLeast: (e) => `CASE WHEN ${isSmallOrMicro(e)} THEN ${PRICE_DEDUCTION.atLeast} ELSE 0 END`,
        atMost: (e) => `CASE WHEN ${isSmallOrMicro(e)} THEN ${PRICE_DEDUCTION.atMost} ELSE 0 END`,
      },
      (e) => `${e}.declared_size IS NOT NULL`,
    ),
  })
  procurementPriceDeduction!: PercentRange | null;

  @Shared(() => [Subsidy], {
    zh: '贷款贴息',
    level: 2,
    share: conditional('方案 第9条', { readers: 'LFR', self: true }),
    from: rows(Subsidy, { orderBy: 'year' }),
  })
  loanInterestSubsidy!: Subsidy[];

  @Shared(() => MaskedString, {
    zh: '收款账户',
    level: 4,
    share: withheld('数据安全法 第38条：账户只用于本厅拨付'),
    mask: maskAccount,
  })
  payeeAccount!: string | null;

  /** 划型 of the enterprise's own 中小企业声明函: LARGE, MEDIUM, SMALL or MICRO. */
  @Stored(() => String, '中小企业声明函所载划型')
  declaredSize!: string | null;
}
