import { Index } from 'typeorm';
import { DateScalar, Money, Percent } from '../../kit/scalars';
import { declareEnum, EnterprisePart, Fact, Part } from '../../kit/slice';

/** Which side invests in which: both are mixed ownership in the sense of 方案 第16条 [M]. */
export enum MixedReformDirection {
  INTO_STATE_FIRM = 'INTO_STATE_FIRM',
  INTO_ENTERPRISE = 'INTO_ENTERPRISE',
}
declareEnum(MixedReformDirection, {
  name: 'MixedReformDirection',
  zh: '混改方向',
  labels: { INTO_STATE_FIRM: '企业参与国有企业混改', INTO_ENTERPRISE: '国有资本入股企业' },
});

/** 洽谈阶段, in the order of a usual negotiation [M]. */
export enum MixedReformStage {
  CONTACT = 'CONTACT',
  LETTER_OF_INTENT = 'LETTER_OF_INTENT',
  DUE_DILIGENCE = 'DUE_DILIGENCE',
  TERMS = 'TERMS',
  SIGNED = 'SIGNED',
  BROKEN_OFF = 'BROKEN_OFF',
}
declareEnum(MixedReformStage, {
  name: 'MixedReformStage',
  zh: '混改洽谈阶段',
  labels: {
    CONTACT: '接洽',
    LETTER_OF_INTENT: '签订意向书',
    DUE_DILIGENCE: '尽调',
    TERMS: '商定条款',
    SIGNED: '已签约',
    BROKEN_OFF: '已终止',
  },
});

@Part({ zh: '混改候选' })
export class MixedReformCandidacy {
  @Fact(() => MixedReformDirection, '方向', { required: true })
  direction!: MixedReformDirection;

  @Fact(() => String, '拟参与的混改项目编号；国有资本入股企业时为空')
  projectNo!: string | null;

  @Fact(() => DateScalar, '列入候选日期', { required: true })
  enteredOn!: string;
}

/** The paper that the enterprise signed for the operator's inquiries; it stands for no consent kept by the hub. */
@Part({ zh: '混改尽调授权' })
@Index(['uscc'])
export class MixedReformConsent extends EnterprisePart {
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

/** Ways in which state capital leaves an enterprise again [M]. */
export enum StateCapitalExitMode {
  AGREED_TRANSFER = 'AGREED_TRANSFER',
  PUBLIC_TRANSFER = 'PUBLIC_TRANSFER',
  REPURCHASE = 'REPURCHASE',
  SALE_ON_EXCHANGE = 'SALE_ON_EXCHANGE',
}
declareEnum(StateCapitalExitMode, {
  name: 'StateCapitalExitMode',
  zh: '国有资本退出方式',
  labels: {
    AGREED_TRANSFER: '协议转让',
    PUBLIC_TRANSFER: '进场公开转让',
    REPURCHASE: '回购',
    SALE_ON_EXCHANGE: '上市后减持',
  },
});

@Part({ zh: '国有资本退出' })
@Index(['uscc'])
export class StateCapitalExit extends EnterprisePart {
  @Fact(() => StateCapitalExitMode, '方式', { required: true })
  mode!: StateCapitalExitMode;

  @Fact(() => Percent, '退出的持股比例', { required: true })
  share!: string;

  @Fact(() => Money, '收回金额', { required: true })
  proceeds!: number;

  @Fact(() => DateScalar, '退出日期', { required: true })
  exitedOn!: string;
}
