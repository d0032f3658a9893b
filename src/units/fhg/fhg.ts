import { Check, Index } from 'typeorm';
import { DateScalar, Money, Percent } from '../../kit/scalars';
import { conditional, consent, unconditional } from '../../kit/share';
import { EnterprisePart, EnterpriseRow, Fact, Part, Shared, Slice } from '../../kit/slice';
import { row } from '../../kit/source';
import { FUND_SIZE_FEN } from '../../measures/plan-figures';
import { FundInstrument, FundStage } from './fund-terms';

/** The paper that the enterprise signed for the fund's inquiries; it stands for no consent kept by the hub. */
@Part({ zh: '引导基金尽调授权' })
@Index(['uscc'])
export class FundDueDiligenceConsent extends EnterprisePart {
  @Fact(() => String, '授权书编号', { required: true })
  consentNo!: string;

  @Fact(() => String, '授权范围', { required: true })
  covers!: string;

  @Fact(() => DateScalar, '签署日期', { required: true })
  signedOn!: string;

  /** The last day on which it holds. */
  @Fact(() => DateScalar, '有效期止（含当日）', { required: true })
  validUntil!: string;

  /** Absent while the enterprise stands by it. */
  @Fact(() => DateScalar, '撤回日期')
  withdrawnOn!: string | null;
}

const TRADE_SECRET = '方案 第6条；数据安全法 第38条（商业秘密）';

/** What the holding's special guidance fund knows of one enterprise; most it has never met. */
@Slice({ zh: '专项引导基金' })
@Index('guidance_fund_committed', ['instrument', 'uscc'], { where: '"committed" IS NOT NULL' })
@Check('guidance_fund_committed_within_fund', `"committed" <= ${FUND_SIZE_FEN}`)
@Check('guidance_fund_disbursed_within_committed', `"disbursed" IS NULL OR "disbursed" <= "committed"`)
@Check('guidance_fund_committed_by_instrument', `"committed" IS NULL OR "instrument" IS NOT NULL`)
export class GuidanceFund extends EnterpriseRow {
  /** R6: provincial and national little giants only, as the fund last took them over from SMEB's list. */
  @Shared(() => Boolean, {
    zh: '是否符合投向',
    level: 2,
    share: unconditional('方案 第6条', { self: true }),
  })
  eligible!: boolean | null;

  @Shared(() => FundStage, {
    zh: '投资阶段',
    level: 3,
    share: conditional(TRADE_SECRET, { readers: 'FIN、LFR' }),
  })
  stage!: FundStage | null;

  @Shared(() => FundInstrument, {
    zh: '投资方式',
    level: 3,
    share: conditional(TRADE_SECRET, { readers: 'FIN、LFR' }),
  })
  instrument!: FundInstrument | null;

  @Shared(() => Money, {
    zh: '认缴金额',
    level: 3,
    share: conditional(TRADE_SECRET, { readers: 'FIN' }),
  })
  committed!: number | null;

  @Shared(() => Money, {
    zh: '实缴金额',
    level: 3,
    share: conditional(TRADE_SECRET, { readers: 'FIN' }),
  })
  disbursed!: number | null;

  /** Absent where the instrument gives no shares. */
  @Shared(() => Percent, {
    zh: '持股比例',
    level: 3,
    share: conditional(TRADE_SECRET, { readers: 'SASAC' }),
  })
  holdingRatio!: string | null;

  /** The latest one, in force or not. */
  @Shared(() => FundDueDiligenceConsent, {
    zh: '尽调授权',
    level: 3,
    share: consent('企业书面授权；方案 第6条；征信业管理条例 第18条', {
      readers: 'TAX、PBC（作为授权证明）',
      self: true,
    }),
    from: row(FundDueDiligenceConsent, { orderBy: 'signedOn' }),
  })
  dueDiligenceConsent!: FundDueDiligenceConsent | null;

  @Shared(() => String, {
    zh: '退出方案',
    level: 3,
    share: conditional(TRADE_SECRET, { readers: 'FIN' }),
  })
  exitPlan!: string | null;

  @Shared(() => DateScalar, {
    zh: '退出日期',
    level: 3,
    share: conditional(TRADE_SECRET, { readers: 'FIN' }),
  })
  exitedOn!: string | null;
}
