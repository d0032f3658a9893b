import { Index } from 'typeorm';
import { DateScalar, DateTime, DivisionCode, Money } from '../../kit/scalars';
import { declareEnum, EnterprisePart, Fact, Part, Stored } from '../../kit/slice';
import { TODAY } from '../../kit/today';

/** One loan, repaid at once at its end; a statistic reads its covering index alone, borrower after borrower. */
@Part({ zh: '贷款' })
@Index(['uscc'])
@Index('loan_ip_pledge', ['borrowerDivision', 'uscc', 'disbursedOn', 'repaidOn', 'amount'], {
  where: '"is_ip_pledge"',
})
@Index('loan_inclusive', ['borrowerDivision', 'uscc', 'disbursedOn', 'repaidOn', 'amount'], {
  where: '"is_inclusive"',
})
export class Loan extends EnterprisePart {
  @Stored(() => DivisionCode, '借款人登记地', { required: true })
  borrowerDivision!: string;

  @Stored(() => String, '贷款机构', { required: true })
  lender!: string;

  @Stored(() => Money, '贷款金额', { required: true })
  amount!: number;

  @Stored(() => DateScalar, '发放日期', { required: true })
  disbursedOn!: string;

  /** Absent while it is outstanding. */
  @Stored(() => DateScalar, '结清日期')
  repaidOn!: string | null;

  @Stored(() => Boolean, '知识产权质押贷款', { required: true })
  isIpPledge!: boolean;

  @Stored(() => Boolean, '普惠小微贷款', { required: true })
  isInclusive!: boolean;
}

/** 不良信息: what counts as bad in an enterprise's credit record [M]. */
export enum NegativeKind {
  OVERDUE = 'OVERDUE',
  INTEREST_ARREARS = 'INTEREST_ARREARS',
  ADVANCE = 'ADVANCE',
  NON_PERFORMING = 'NON_PERFORMING',
}
declareEnum(NegativeKind, {
  name: 'NegativeKind',
  zh: '不良信息类别',
  labels: { OVERDUE: '逾期', INTEREST_ARREARS: '欠息', ADVANCE: '垫款', NON_PERFORMING: '不良贷款' },
});

@Part({ zh: '不良信息' })
@Index(['uscc'])
export class NegativeRecord extends EnterprisePart {
  @Stored(() => NegativeKind, '类别', { required: true })
  kind!: NegativeKind;

  @Stored(() => DateScalar, '发生日期', { required: true })
  beganOn!: string;

  /** Absent while it lasts. */
  @Stored(() => DateScalar, '终止日期')
  endedOn!: string | null;
}

/** An objection of the enterprise to what the database says of it (征信业管理条例 第25条). */
@Part({ zh: '异议' })
@Index(['uscc'])
export class Objection extends EnterprisePart {
  @Stored(() => String, '异议内容', { required: true })
  subject!: string;

  @Stored(() => DateScalar, '提出日期', { required: true })
  filedOn!: string;

  /** Absent until it is settled: so long the mark stands. */
  @Stored(() => DateScalar, '处理完毕日期')
  settledOn!: string | null;
}

export enum CreditQueryReason {
  LOAN_APPROVAL = 'LOAN_APPROVAL',
  POST_LOAN = 'POST_LOAN',
  GUARANTEE_REVIEW = 'GUARANTEE_REVIEW',
  OWN_QUERY = 'OWN_QUERY',
  STATE_ORGAN = 'STATE_ORGAN',
}
declareEnum(CreditQueryReason, {
  name: 'CreditQueryReason',
  zh: '信用报告查询原因',
  labels: {
    LOAN_APPROVAL: '贷前审批',
    POST_LOAN: '贷后管理',
    GUARANTEE_REVIEW: '担保资格审查',
    OWN_QUERY: '本企业查询',
    STATE_ORGAN: '国家机关依法查询',
  },
});

/** One reading of the enterprise's report in the credit database. */
@Part({ zh: '信用报告查询留痕' })
@Index(['uscc'])
export class QueryReceipt extends EnterprisePart {
  @Fact(() => DateTime, '查询时间', { required: true })
  queriedAt!: string;

  @Fact(() => String, '查询机构', { required: true })
  institution!: string;

  @Fact(() => CreditQueryReason, '查询原因', { required: true })
  reason!: CreditQueryReason;

  /** Number of the enterprise's written consent; absent where the law asks for none (第28条). */
  @Fact(() => String, '书面授权编号')
  authorisationNo!: string | null;

  @Fact(() => DateScalar, '授权日期')
  authorisedOn!: string | null;
}

/** Loans over `p` that are outstanding today. */
const OUTSTANDING = `p.disbursed_on <= ${TODAY} AND (p.repaid_on IS NULL OR p.repaid_on > ${TODAY})`;

const of = (e: string): string => `p.uscc = ${e}.uscc`;

export const hasLoans = (e: string): string => `EXISTS (SELECT FROM loan p WHERE ${of(e)})`;

export const lenders = (e: string): string =>
  `(SELECT count(DISTINCT p.lender)::int FROM loan p WHERE ${of(e)} AND ${OUTSTANDING})`;

/** In fen; absent where nothing is outstanding. */
export const outstandingBalance = (e: string): string =>
  `(SELECT sum(p.amount)::bigint FROM loan p WHERE ${of(e)} AND ${OUTSTANDING})`;

/** 第16条: five years after its end a bad record is told no more; it speaks of persons, enterprises are treated alike [I]. */
export const hasNegativeRecord = (e: string): string =>
  `EXISTS (SELECT FROM negative_record p WHERE ${of(e)} AND (p.ended_on IS NULL OR p.ended_on + interval '5 years' > ${TODAY}))`;

/** 第25条: what is objected to bears the mark until the objection is settled. */
export const isObjectedTo = (e: string): string =>
  `EXISTS (SELECT FROM objection p WHERE ${of(e)} AND p.filed_on <= ${TODAY} AND (p.settled_on IS NULL OR p.settled_on > ${TODAY}))`;
