import { DateScalar, Money } from '../../kit/scalars';
import { conditional, consent, open, withheld } from '../../kit/share';
import { EnterpriseRow, Shared, Slice, Stored } from '../../kit/slice';
import { compose, expression, row, rows } from '../../kit/source';
import {
  MixedReformCandidacy,
  MixedReformConsent,
  MixedReformDirection,
  MixedReformStage,
  StateCapitalExit,
} from './records';

const TRADE_SECRET = '方案 第16条；数据安全法 第38条（商业秘密）';

/** What the state capital operator knows of one enterprise as a partner of a mixed-ownership reform. */
@Slice({ zh: '国有资本合作' })
export class StateCapital extends EnterpriseRow {
  @Shared(() => MixedReformCandidacy, {
    zh: '混改候选',
    level: 3,
    share: conditional(TRADE_SECRET, { readers: 'SASAC' }),
    from: compose(
      MixedReformCandidacy,
      {
        direction: (e) => `${e}.candidate_direction`,
        projectNo: (e) => `${e}.candidate_project_no`,
        enteredOn: (e) => `${e}.candidate_since`,
      },
      (e) => `${e}.candidate_since IS NOT NULL`,
    ),
  })
  candidacy!: MixedReformCandidacy | null;

  /** Kept in the appraiser's file only: this database has no column for it. */
  @Shared(() => Money, {
    zh: '估值',
    level: 4,
    share: withheld('数据安全法 第38条（商业秘密）：估值只用于本公司决策'),
    from: expression(() => 'NULL::bigint'),
  })
  valuation!: null;

  @Shared(() => MixedReformStage, {
    zh: '洽谈阶段',
    level: 4,
    share: conditional(TRADE_SECRET, { readers: 'SASAC' }),
  })
  negotiationStage!: MixedReformStage | null;

  /** With the special guidance fund of 方案 第6条. */
  @Shared(() => Boolean, {
    zh: '与专项引导基金跟投（含拟跟投）',
    level: 3,
    share: conditional('方案 第6条、第16条；数据安全法 第38条（商业秘密）', { readers: 'FHG' }),
  })
  fundCoInvest!: boolean | null;

  @Shared(() => [String], { zh: '战略合作', level: 1, share: open('方案 第16条'), required: true })
  strategicCooperation!: string[];

  /** The latest one, in force or not. */
  @Shared(() => MixedReformConsent, {
    zh: '尽调授权',
    level: 3,
    share: consent('企业书面授权；方案 第16条；网络数据安全管理条例 第12条', {
      readers: 'TAX、AMR（作为授权证明）',
      self: true,
    }),
    from: row(MixedReformConsent, { orderBy: 'signedOn' }),
  })
  consent!: MixedReformConsent | null;

  @Shared(() => [StateCapitalExit], {
    zh: '国有资本退出',
    level: 3,
    share: conditional(TRADE_SECRET, { readers: 'SASAC' }),
    from: rows(StateCapitalExit, { orderBy: 'exitedOn' }),
  })
  exitRecord!: StateCapitalExit[];

  /** Present where the enterprise is a candidate, as is the day. */
  @Stored(() => MixedReformDirection, '混改方向')
  candidateDirection!: MixedReformDirection | null;

  @Stored(() => String, '拟参与的混改项目编号')
  candidateProjectNo!: string | null;

  @Stored(() => DateScalar, '列入混改候选日期')
  candidateSince!: string | null;
}
