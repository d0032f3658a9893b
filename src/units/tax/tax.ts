import { bands } from '../../kit/band';
import { FEN_PER_YUAN } from '../../kit/fen';
import { Band, Money } from '../../kit/scalars';
import { conditional, consent, open, predicate, unconditional } from '../../kit/share';
import type { SizeClass } from '../../kit/size-class';
import { declareEnum, EnterpriseRow, Predicate, Shared, Slice, type PredicateResult } from '../../kit/slice';
import { annual, rows } from '../../kit/source';
import {
  AnnualReturn,
  debtRatio,
  latest,
  mainRevenueGrowth,
  mainRevenueShare,
  PERIODS,
  profitRate,
  rdExpense,
  rdRatio,
  REVENUE_THRESHOLDS,
  RevenueBand,
  revenueBand,
  revenueGrowth,
} from './annual-return';
import { dividendBill, TaxReliefBill } from './tax-relief';
import { PUBLISHED_VIOLATIONS, Violation } from './violation';

/** 纳税人状态, as the tax register keeps them apart [M]. */
export enum TaxpayerStatus {
  NORMAL = 'NORMAL',
  SUSPENDED = 'SUSPENDED',
  ABNORMAL = 'ABNORMAL',
  CLEARING = 'CLEARING',
  DEREGISTERED = 'DEREGISTERED',
}
declareEnum(TaxpayerStatus, {
  name: 'TaxpayerStatus',
  zh: '纳税人状态',
  labels: { NORMAL: '正常', SUSPENDED: '停业', ABNORMAL: '非正常', CLEARING: '清算', DEREGISTERED: '注销' },
});

/** 纳税信用级别 [M]: M is for new enterprises and those without income from production. */
export enum TaxCreditRating {
  A = 'A',
  B = 'B',
  M = 'M',
  C = 'C',
  D = 'D',
}
declareEnum(TaxCreditRating, {
  name: 'TaxCreditRating',
  zh: '纳税信用级别',
  labels: { A: 'A 级', B: 'B 级', M: 'M 级：新设立或无生产经营收入', C: 'C 级', D: 'D 级' },
});

/** The names of 300号 as values of the graph. */
const sizeClasses = {
  LARGE: 'LARGE',
  MEDIUM: 'MEDIUM',
  SMALL: 'SMALL',
  MICRO: 'MICRO',
} as const satisfies { readonly [Name in SizeClass]: Name };
declareEnum(sizeClasses, {
  name: 'SizeClass',
  zh: '企业划型（工信部联企业〔2011〕300号）',
  labels: { LARGE: '大型', MEDIUM: '中型', SMALL: '小型', MICRO: '微型' },
});

/** Steps at which 300号 divides most sectors. */
const EMPLOYEE_BANDS = bands([10, 20, 100, 300, 1000], '人');

const SECRECY = '税收征管法 第8条';

/** What the tax bureau holds of one enterprise; amounts are told to nobody without the enterprise's word. */
@Slice({ zh: '税务' })
export class Tax extends EnterpriseRow {
  @Shared(() => TaxpayerStatus, {
    zh: '纳税人状态',
    level: 2,
    share: unconditional(undefined, { self: true }),
  })
  taxpayerStatus!: TaxpayerStatus | null;

  /** The list of A is public, the other levels are not: the whole field takes the stricter class. */
  @Shared(() => TaxCreditRating, {
    zh: '纳税信用级别',
    level: 2,
    share: unconditional('政务数据共享条例 第14条；纳税信用管理办法（A 级名单由税务机关公布）', {
      self: true,
    }),
    update: 'YEARLY',
  })
  creditRating!: TaxCreditRating | null;

  @Predicate({
    zh: '营业收入不低于',
    level: 2,
    share: predicate(`方案 第2条、第4条；${SECRECY}`, { readers: 'CITY、SMEB', self: true }),
    argument: 'yuan',
    of: annual(AnnualReturn, 'revenue'),
    compare: '>=',
    thresholds: REVENUE_THRESHOLDS,
    storedPer: FEN_PER_YUAN,
  })
  revenueAtLeast!: PredicateResult;

  @Shared(() => RevenueBand, {
    zh: '营业收入区间',
    level: 3,
    share: conditional(`方案 第9条；${SECRECY}`, { readers: 'SMEB、LFR', self: true }),
    from: revenueBand,
    update: 'YEARLY',
  })
  revenueBand!: RevenueBand | null;

  /** Consent also where SMEB checks a claim: the stricter of the two classes holds for the whole field. */
  @Shared(() => Money, {
    zh: '营业收入',
    level: 4,
    share: consent(SECRECY, { readers: '经企业授权的 FHG、银行；SMEB（复核）', self: true }),
    from: annual(AnnualReturn, 'revenue'),
    update: 'YEARLY',
  })
  revenue!: Money | null;

  /** Steps of the scores of 63号 (附件1: 50、55、60、70；附件2: 60、70、80) and of the conditions of 2026 年 2 号 (80、90). */
  @Predicate({
    zh: '主营业务收入占比不低于',
    level: 3,
    share: predicate(`工信部企业〔2026〕2号；${SECRECY}`, { readers: 'SMEB', self: true }),
    argument: 'ratio',
    of: mainRevenueShare,
    compare: '>=',
    thresholds: [0.5, 0.55, 0.6, 0.7, 0.8, 0.9],
  })
  mainRevenueShareAtLeast!: PredicateResult;

  /** 30 % is 方案 第14条's; the others are steps of 63号 (附件1: 0、5、10、15；附件2: 0、4、6、8、10). */
  @Predicate({
    zh: '主营业务收入增幅不低于（比上一年；两年为年均复合增幅）',
    level: 3,
    share: predicate(`方案 第14条；工信部企业〔2022〕63号；${SECRECY}`, { readers: 'FIN、SMEB', self: true }),
    argument: 'ratio',
    of: mainRevenueGrowth,
    compare: '>=',
    thresholds: [0, 0.04, 0.05, 0.06, 0.08, 0.1, 0.15, 0.3],
    periods: PERIODS,
  })
  mainRevenueGrowthAtLeast!: PredicateResult;

  /** What 2026 年 2 号 asks of a 小巨人 is the growth of all revenue [S2]. */
  @Predicate({
    zh: '营业收入增幅不低于（比上一年；两年为年均复合增幅）',
    level: 3,
    share: predicate(`工信部企业〔2026〕2号；${SECRECY}`, { readers: 'SMEB', self: true }),
    argument: 'ratio',
    of: revenueGrowth,
    compare: '>=',
    thresholds: [0.05],
    periods: PERIODS,
  })
  revenueGrowthAtLeast!: PredicateResult;

  /** 15 % is 方案 第14条's; the others are steps of 63号 附件2. */
  @Predicate({
    zh: '利润率不低于（净利润比营业收入）',
    level: 3,
    share: predicate(`方案 第14条；工信部企业〔2022〕63号；${SECRECY}`, { readers: 'FIN、SMEB', self: true }),
    argument: 'ratio',
    of: profitRate,
    compare: '>=',
    thresholds: [0.02, 0.04, 0.06, 0.08, 0.1, 0.15],
  })
  profitRateAtLeast!: PredicateResult;

  /** Steps of 63号 (附件1: 55、75；附件2: 50、60、70) and conditions of 63号 (70) and 2026 年 2 号 (75、80). */
  @Predicate({
    zh: '资产负债率不高于',
    level: 3,
    share: predicate(`方案 第9条；工信部企业〔2026〕2号；${SECRECY}`, { readers: 'SMEB、LFR', self: true }),
    argument: 'ratio',
    of: debtRatio,
    compare: '<=',
    thresholds: [0.5, 0.55, 0.6, 0.7, 0.75, 0.8],
  })
  debtRatioAtMost!: PredicateResult;

  /** 100–500 万 are steps of 63号 附件2; 2000 万 over two years its mean of 1000 万, 3000 万 its duty of small revenue; 1200 万 is 2026 年 2 号's for two years. */
  @Predicate({
    zh: '研发费用不低于（一年，或两年合计）',
    level: 3,
    share: predicate(`方案 第12条；工信部企业〔2026〕2号；${SECRECY}`, { readers: 'SMEB、STD', self: true }),
    argument: 'yuan',
    of: rdExpense,
    compare: '>=',
    thresholds: [1e6, 2e6, 3e6, 4e6, 5e6, 1.2e7, 2e7, 3e7],
    storedPer: FEN_PER_YUAN,
    periods: PERIODS,
  })
  rdExpenseAtLeast!: PredicateResult;

  /** Steps of 63号 (附件1: 1、2、3、5；附件2: 3、4、6、8、10); 3 % is the condition of both standards. */
  @Predicate({
    zh: '研发费用占营业收入比例不低于',
    level: 3,
    share: predicate(`方案 第12条；工信部企业〔2026〕2号；${SECRECY}`, { readers: 'SMEB、STD', self: true }),
    argument: 'ratio',
    of: rdRatio,
    compare: '>=',
    thresholds: [0.01, 0.02, 0.03, 0.04, 0.05, 0.06, 0.08, 0.1],
  })
  rdRatioAtLeast!: PredicateResult;

  @Shared(() => Band, {
    zh: '从业人数区间',
    level: 2,
    share: unconditional('政务数据共享条例 第14条；工信部联企业〔2011〕300号', {
      readers: 'SMEB、FIN、CITY',
      self: true,
    }),
    band: EMPLOYEE_BANDS,
    from: latest('employees'),
    update: 'YEARLY',
  })
  employeesBand!: Band | null;

  /** Judged once a year on the latest return; smaller enterprises' rents and tenders rest on it. */
  @Shared(() => sizeClasses, {
    zh: '企业划型',
    level: 2,
    share: unconditional('方案 第7条、第8条；工信部联企业〔2011〕300号 第4条', {
      readers: 'FIN、SASAC',
      self: true,
    }),
    update: 'YEARLY',
  })
  sizeClass!: SizeClass | null;

  @Shared(() => TaxReliefBill, {
    zh: '红利账单（减税降费）',
    level: 4,
    share: consent(`方案 第7条；${SECRECY}`, { readers: '本企业', self: true }),
    from: dividendBill,
    update: 'YEARLY',
  })
  dividendBill!: TaxReliefBill | null;

  @Shared(() => Money, {
    zh: '纳税额',
    level: 4,
    share: consent(SECRECY, { self: true }),
    from: annual(AnnualReturn, 'taxPaid'),
    update: 'YEARLY',
  })
  taxPaid!: Money | null;

  @Shared(() => Boolean, { zh: '列入欠税公告', level: 1, share: open('税收征管法 第45条'), required: true })
  arrearsAnnounced!: boolean;

  @Shared(() => [Violation], {
    zh: '重大税收违法（已公布）',
    level: 1,
    share: open('政府信息公开条例 第20条；重大税收违法失信主体信息公布管理办法（国家税务总局令第54号）'),
    required: true,
    from: rows(Violation, { orderBy: 'decidedOn', where: PUBLISHED_VIOLATIONS }),
  })
  violations!: Violation[];
}
