import { isLegalBasis } from '../legal-basis';
import type { Need, StateTable, Step } from '../state-table';
import { applicationStates, type ApplicationState } from './application-state';

/** Beside the parties, the day and the agreement move an application, and so does a decided dispute. */
export type Role = 'APPLICANT' | 'PROVIDER' | 'AUTHORITY' | 'DISPUTE' | 'DAY' | 'AGREEMENT';

/** What a step does to the application's clock; one that starts ends the one before. */
export type ClockChange =
  'START_CHECK' | 'START_REPLY' | 'START_PROVIDE' | 'LENGTHEN' | 'PAUSE' | 'RESUME' | 'END';

/** What is known when a step is asked for. */
export interface Facts {
  readonly official: string;
  /** Who prepared what is now to be decided. */
  readonly preparedBy: string | null;
  /** Some field is shared on condition, so the provider decides. */
  readonly isConditional: boolean;
  readonly proposal: 'AGREE' | 'REFUSE' | null;
  readonly isClockPaused: boolean;
  readonly isDueSoon: boolean;
  readonly reason: string | null;
  readonly basis: string | null;
  /** By how many working days the reply is to be put off, and by how many it may be. */
  readonly extension: { readonly days: number; readonly atMost: number } | null;
}

const need = (says: string, isMet: (facts: Facts) => boolean): Need<Facts> => ({ says, isMet });

const reason = need('请填写理由', (facts) => (facts.reason ?? '').trim() !== '');
const basis = need('请写明法律依据：法规名称与条款，或文号', (facts) => isLegalBasis(facts.basis));
const prepared = need('还没有经办人准备：请先由经办人办理', (facts) => facts.preparedBy !== null);
const otherOfficial = need(
  '经办人不得审定自己准备的事项：请由本单位另一位经办人办理',
  (facts) => facts.preparedBy !== facts.official,
);
const unconditional = need('含有条件共享的字段：应转提供方答复', (facts) => !facts.isConditional);
const conditional = need('全部是无条件共享的字段：应直接授权', (facts) => facts.isConditional);
const agreementProposed = need('还没有拟同意：请先由经办人拟办', (facts) => facts.proposal === 'AGREE');
const refusalProposed = need('还没有拟拒绝：请先由经办人拟办', (facts) => facts.proposal === 'REFUSE');
const running = need('答复时限已中止：正等待需求方补正', (facts) => !facts.isClockPaused);
const standing = need('没有等待补正的事项', (facts) => facts.isClockPaused);
const dueSoon = need('距到期日还有两个工作日以上：暂不能催办', (facts) => facts.isDueSoon);
const bounded = need(
  '延长的工作日数应不少于 1，且不超过时限规则所许',
  ({ extension }) => extension !== null && extension.days >= 1 && extension.days <= extension.atMost,
);

/** 两人办理: what one official has prepared another decides. */
const byTwo = [prepared, otherOfficial];

const awaitingReply = ['FORWARDED', 'EXTENDED', 'OVERDUE'] as const;
const undecided = ['DRAFT', 'SUBMITTED', 'CHECKED', ...awaitingReply] as const;
const underWay = ['SUBMITTED', 'CHECKED', ...awaitingReply, 'GRANTED', 'AGREED'] as const;

interface Terms {
  readonly needs?: readonly Need<Facts>[];
  readonly clock?: ClockChange;
  readonly prepares?: boolean;
}

type State = `${ApplicationState}`;
type Row = readonly [from: State | readonly State[], act: Act, role: Role, to: State | 'SAME', terms?: Terms];

/**
 * The life of an application. What stands in no row cannot be done; no row leads to a grant but by the acts of two
 * officials of whoever grants it: silence makes an application overdue, never granted.
 */
const rows: readonly Row[] = [
  ['DRAFT', 'amendApplication', 'APPLICANT', 'DRAFT', { prepares: true }],
  ['DRAFT', 'submitApplication', 'APPLICANT', 'SUBMITTED', { needs: byTwo, clock: 'START_CHECK' }],
  [undecided, 'withdrawApplication', 'APPLICANT', 'WITHDRAWN', { needs: [reason], clock: 'END' }],

  ['SUBMITTED', 'checkApplication', 'AUTHORITY', 'CHECKED', { prepares: true }],
  ['SUBMITTED', 'returnApplication', 'AUTHORITY', 'DRAFT', { needs: [reason, basis], clock: 'END' }],
  ['CHECKED', 'returnApplication', 'AUTHORITY', 'DRAFT', { needs: [reason, basis], clock: 'END' }],
  [
    'CHECKED',
    'grantApplication',
    'AUTHORITY',
    'GRANTED',
    { needs: [unconditional, ...byTwo], clock: 'START_PROVIDE' },
  ],
  [
    'CHECKED',
    'forwardApplication',
    'AUTHORITY',
    'FORWARDED',
    { needs: [conditional, ...byTwo], clock: 'START_REPLY' },
  ],

  [awaitingReply, 'proposeAgreement', 'PROVIDER', 'SAME', { needs: [running], prepares: true }],
  [awaitingReply, 'proposeRefusal', 'PROVIDER', 'SAME', { needs: [running, reason, basis], prepares: true }],
  [
    awaitingReply,
    'agreeToApplication',
    'PROVIDER',
    'AGREED',
    { needs: [running, agreementProposed, ...byTwo], clock: 'START_PROVIDE' },
  ],
  [
    awaitingReply,
    'refuseApplication',
    'PROVIDER',
    'REFUSED',
    { needs: [running, refusalProposed, ...byTwo], clock: 'END' },
  ],
  [
    'FORWARDED',
    'extendReply',
    'PROVIDER',
    'EXTENDED',
    { needs: [running, reason, bounded], clock: 'LENGTHEN' },
  ],
  [
    ['FORWARDED', 'EXTENDED'],
    'askSupplement',
    'PROVIDER',
    'SAME',
    { needs: [running, reason], clock: 'PAUSE' },
  ],
  [
    ['FORWARDED', 'EXTENDED'],
    'supplementApplication',
    'APPLICANT',
    'SAME',
    { needs: [standing, reason], clock: 'RESUME' },
  ],
  [underWay, 'urgeApplication', 'APPLICANT', 'SAME', { needs: [dueSoon] }],
  [[...awaitingReply, 'GRANTED', 'AGREED'], 'urgeApplication', 'AUTHORITY', 'SAME', { needs: [dueSoon] }],
  [['PROVIDED', 'EXPIRED'], 'renewApplication', 'APPLICANT', 'SAME'],

  [['REFUSED', 'OVERDUE'], 'reopenApplication', 'DISPUTE', 'FORWARDED', { clock: 'START_REPLY' }],
  [['FORWARDED', 'EXTENDED'], 'lapse', 'DAY', 'OVERDUE'],
  [['GRANTED', 'AGREED'], 'provide', 'AGREEMENT', 'PROVIDED', { clock: 'END' }],
  ['PROVIDED', 'provide', 'AGREEMENT', 'PROVIDED'],
  [['GRANTED', 'AGREED', 'PROVIDED', 'SUSPENDED'], 'revoke', 'AGREEMENT', 'REVOKED'],
  [['PROVIDED', 'SUSPENDED'], 'expire', 'DAY', 'EXPIRED'],
  ['PROVIDED', 'suspend', 'AGREEMENT', 'SUSPENDED'],
  ['SUSPENDED', 'resume', 'AGREEMENT', 'PROVIDED'],
];

export const applicationActs = {
  amendApplication: '修改申请',
  submitApplication: '提交申请',
  withdrawApplication: '撤回申请',
  checkApplication: '审核申请',
  returnApplication: '退回申请',
  grantApplication: '直接授权',
  forwardApplication: '转提供方答复',
  proposeAgreement: '拟同意',
  proposeRefusal: '拟拒绝',
  agreeToApplication: '同意共享',
  refuseApplication: '拒绝共享',
  extendReply: '延长答复',
  askSupplement: '要求补正',
  supplementApplication: '补正',
  urgeApplication: '催办',
  renewApplication: '续期',
  reopenApplication: '依争议决定重新答复',
  lapse: '逾期未答复',
  provide: '提供',
  revoke: '撤销',
  expire: '到期',
  suspend: '暂停',
  resume: '恢复',
} as const;

export type Act = keyof typeof applicationActs;

export const applicationTable: StateTable<State, Act, Role, Facts, ClockChange> = {
  matter: '申请',
  states: applicationStates,
  acts: applicationActs,
  roles: {
    APPLICANT: '需求方',
    PROVIDER: '提供方',
    AUTHORITY: '主管部门',
    DISPUTE: '争议决定',
    DAY: '到期日',
    AGREEMENT: '共享协议',
  },
  steps: rows.flatMap(([from, act, role, to, { needs = [], clock, prepares = false } = {}]) =>
    [from].flat().map((state): Step<State, Act, Role, Facts, ClockChange> => ({
      from: state,
      act,
      role,
      to: to === 'SAME' ? state : to,
      needs,
      clock,
      prepares,
    })),
  ),
};
