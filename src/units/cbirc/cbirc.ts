import { Int } from 'type-graphql';
import { Index } from 'typeorm';
import { bands } from '../../kit/band';
import { Band, DateScalar, IndustryCode, Money } from '../../kit/scalars';
import { conditional, consent, withheld } from '../../kit/share';
import { declareEnum, EnterpriseRow, Shared, Slice, Stored } from '../../kit/slice';
import { expression, rows } from '../../kit/source';
import { FinancingComplaint, InsurancePolicy, PledgeFinancing } from './records';

/** Balances are told in these steps, in yuan [I]. */
const BALANCE_BANDS = bands([1e6, 5e6, 1e7, 3e7, 1e8], '元', 100);

/** Grades of supervision [I]; no unit reads them. */
export enum RiskAlert {
  NONE = 'NONE',
  ATTENTION = 'ATTENTION',
  SERIOUS = 'SERIOUS',
}
declareEnum(RiskAlert, {
  name: 'RiskAlert',
  zh: '风险提示',
  labels: { NONE: '无', ATTENTION: '关注', SERIOUS: '重大' },
});

const AUTHORISED = '企业书面授权（数据安全法 第38条）';
/** Who borrows, as the banks last reported; SQL over the table's own columns. */
export const BORROWS = '"loan_count" > 0';

/** What the banking and insurance regulator holds of one enterprise, as banks and insurers report it. */
@Slice({ zh: '银行与保险' })
@Index('bank_insurance_sector', ['industry', 'loanCount', 'loanBalance', 'reportedOn'], { where: BORROWS })
export class BankInsurance extends EnterpriseRow {
  @Shared(() => Int, {
    zh: '贷款笔数',
    level: 4,
    share: consent(AUTHORISED, { self: true }),
  })
  loanCount!: number | null;

  /** Absent where nothing is owed. */
  @Shared(() => Band, {
    zh: '贷款余额区间',
    level: 4,
    share: consent(AUTHORISED, { self: true }),
    band: BALANCE_BANDS,
    from: expression((e) => `nullif(${e}.loan_balance, 0)`),
  })
  loanBand!: Band | null;

  @Shared(() => [PledgeFinancing], {
    zh: '知识产权质押融资',
    level: 3,
    share: conditional('方案 第14条', { readers: 'AMR、FIN' }),
    from: rows(PledgeFinancing, { orderBy: 'disbursedOn' }),
  })
  ipPledgeFinancing!: PledgeFinancing[];

  @Shared(() => [InsurancePolicy], {
    zh: '专利与研发保险',
    level: 3,
    share: conditional('方案 第14条', { readers: 'AMR' }),
    from: rows(InsurancePolicy, { orderBy: 'beganOn' }),
  })
  insuranceCover!: InsurancePolicy[];

  @Shared(() => [FinancingComplaint], {
    zh: '融资投诉',
    level: 3,
    share: conditional('政务数据共享条例 第14条', { readers: 'LFR', self: true }),
    from: rows(FinancingComplaint, { orderBy: 'filedOn' }),
  })
  complaint!: FinancingComplaint[];

  @Shared(() => String, {
    zh: '服务机构',
    level: 2,
    share: conditional('方案 第9条', { readers: 'LFR' }),
  })
  branchServing!: string | null;

  /** Kept outside the hub. */
  @Shared(() => RiskAlert, {
    zh: '风险提示',
    level: 4,
    share: withheld('银行业监督管理法；数据安全法 第38条：不进入本中枢'),
    from: expression(() => 'NULL::text'),
  })
  riskAlert!: RiskAlert | null;

  @Stored(() => IndustryCode, '借款人行业')
  industry!: string | null;

  @Stored(() => Money, '贷款余额')
  loanBalance!: number | null;

  /** The quarter's last day to which count and balance belong. */
  @Stored(() => DateScalar, '报送截止日')
  reportedOn!: string | null;
}
