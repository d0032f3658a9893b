import { declareEnum } from '../../kit/slice';
import { isLegalBasis } from '../legal-basis';
import type { Need, StateTable, Step } from '../state-table';

/** 三层争议解决: the parties negotiate, the authority coordinates, the government decides. */
export enum DisputeState {
  NEGOTIATING = 'NEGOTIATING',
  COORDINATING = 'COORDINATING',
  DECIDED = 'DECIDED',
  SETTLED = 'SETTLED',
}

const disputeStates: Readonly<Record<DisputeState, string>> = {
  NEGOTIATING: '协商中',
  COORDINATING: '主管部门协调中',
  DECIDED: '本级政府已决定',
  SETTLED: '已协商一致',
};
declareEnum(DisputeState, { name: 'DisputeState', zh: '共享争议的状态', labels: disputeStates });

export enum DisputeOutcome {
  UPHELD = 'UPHELD',
  OVERRULED = 'OVERRULED',
}
declareEnum(DisputeOutcome, {
  name: 'DisputeOutcome',
  zh: '争议的决定',
  labels: { UPHELD: '维持原答复', OVERRULED: '提供方重新答复' },
});

export type DisputeRole = 'APPLICANT' | 'PROVIDER' | 'AUTHORITY';

export interface DisputeFacts {
  readonly official: string;
  readonly preparedBy: string | null;
  readonly unit: string;
  readonly offeredBy: string | null;
  readonly reason: string | null;
  readonly basis: string | null;
}

export type DisputeClock = 'START_COORDINATION' | 'END';

const need = (says: string, isMet: (facts: DisputeFacts) => boolean): Need<DisputeFacts> => ({ says, isMet });
const reason = need('请写明内容', (facts) => (facts.reason ?? '').trim() !== '');
const basis = need('请写明法律依据：法规名称与条款，或文号', (facts) => isLegalBasis(facts.basis));
const offered = need('还没有和解方案', (facts) => facts.offeredBy !== null);
const otherParty = need(
  '和解方案须由对方接受',
  (facts) => facts.offeredBy !== null && facts.offeredBy !== facts.unit,
);
const prepared = need('还没有拟定决定：请先由经办人拟定', (facts) => facts.preparedBy !== null);
const otherOfficial = need(
  '经办人不得审定自己准备的事项：请由本单位另一位经办人办理',
  (facts) => facts.preparedBy !== facts.official,
);

const disputeActs = {
  offerSettlement: '提出和解方案',
  acceptSettlement: '接受和解方案',
  escalateDispute: '提请主管部门协调',
  proposeDecision: '拟定决定',
  decideDispute: '作出决定',
} as const;

export type DisputeAct = keyof typeof disputeActs;

interface Terms {
  readonly needs?: readonly Need<DisputeFacts>[];
  readonly clock?: DisputeClock;
  readonly prepares?: boolean;
}

type State = `${DisputeState}`;
type Row = readonly [
  from: readonly State[],
  act: DisputeAct,
  roles: readonly DisputeRole[],
  to: State | 'SAME',
  terms: Terms,
];

const open = ['NEGOTIATING', 'COORDINATING'] as const;
const parties = ['APPLICANT', 'PROVIDER'] as const;

const rows: readonly Row[] = [
  [open, 'offerSettlement', parties, 'SAME', { needs: [reason] }],
  [open, 'acceptSettlement', parties, 'SETTLED', { needs: [offered, otherParty], clock: 'END' }],
  [
    ['NEGOTIATING'],
    'escalateDispute',
    parties,
    'COORDINATING',
    { needs: [reason], clock: 'START_COORDINATION' },
  ],
  [['COORDINATING'], 'proposeDecision', ['AUTHORITY'], 'SAME', { needs: [reason, basis], prepares: true }],
  [
    ['COORDINATING'],
    'decideDispute',
    ['AUTHORITY'],
    'DECIDED',
    { needs: [prepared, otherOfficial], clock: 'END' },
  ],
];

export const disputeTable: StateTable<State, DisputeAct, DisputeRole, DisputeFacts, DisputeClock> = {
  matter: '争议',
  states: disputeStates,
  acts: disputeActs,
  roles: { APPLICANT: '需求方', PROVIDER: '提供方', AUTHORITY: '主管部门' },
  steps: rows.flatMap(([from, act, roles, to, { needs = [], clock, prepares = false }]) =>
    from.flatMap((state) =>
      roles.map((role): Step<State, DisputeAct, DisputeRole, DisputeFacts, DisputeClock> => ({
        from: state,
        act,
        role,
        to: to === 'SAME' ? state : to,
        needs,
        clock,
        prepares,
      })),
    ),
  ),
};
