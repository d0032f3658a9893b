import { declareEnum } from '../../kit/slice';
import type { Need, StateTable } from '../state-table';

/** FILED→MARKED→VERIFIED→(CORRECTED|UPHELD|UNDETERMINED)→CLOSED. */
export enum CorrectionState {
  FILED = 'FILED',
  MARKED = 'MARKED',
  VERIFIED = 'VERIFIED',
  CORRECTED = 'CORRECTED',
  UPHELD = 'UPHELD',
  UNDETERMINED = 'UNDETERMINED',
  CLOSED = 'CLOSED',
}
export const correctionStates: Readonly<Record<CorrectionState, string>> = {
  FILED: '已提出',
  MARKED: '已标注异议',
  VERIFIED: '已核查，待审定',
  CORRECTED: '已更正',
  UPHELD: '核查无误，维持',
  UNDETERMINED: '无法核实',
  CLOSED: '已办结',
};
declareEnum(CorrectionState, { name: 'CorrectionState', zh: '校核的状态', labels: correctionStates });

/** What its owner finds. */
export enum Finding {
  CORRECTED = 'CORRECTED',
  UPHELD = 'UPHELD',
  UNDETERMINED = 'UNDETERMINED',
}
declareEnum(Finding, {
  name: 'Finding',
  zh: '核查结论',
  labels: { CORRECTED: '已更正', UPHELD: '核查无误，维持', UNDETERMINED: '无法核实' },
});

export type CorrectionRole = 'HUB' | 'OWNER' | 'FILER';

const correctionActs = {
  markCorrection: '标注异议',
  verifyCorrection: '核查校核事项',
  concludeCorrection: '审定校核结论',
  closeCorrection: '办结校核',
  withdrawCorrection: '撤回校核',
} as const;

export type CorrectionAct = keyof typeof correctionActs;

/** What is known when an act is asked for. */
export interface CorrectionFacts {
  readonly official: string;
  readonly foundBy: string | null;
  readonly finding: Finding | null;
  /** The time in which the filer could have answered the conclusion is over. */
  readonly isAnswerOverdue: boolean;
}

/** At the conclusion the filer's time to answer it takes the place of the owner's. */
export type CorrectionClock = 'START_ANSWER' | 'END';

const otherOfficial: Need<CorrectionFacts> = {
  says: '核查的经办人不得审定自己的结论：请由本单位另一位经办人办理',
  isMet: ({ official, foundBy }) => official !== foundBy,
};
const answerOverdue: Need<CorrectionFacts> = {
  says: '提出方的答复期未满：期满后提供方方可办结',
  isMet: ({ isAnswerOverdue }) => isAnswerOverdue,
};
const found = (wanted: Finding): Need<CorrectionFacts> => ({
  says: '还没有核查结论：请先核查',
  isMet: ({ finding }) => finding === wanted,
});

interface Terms {
  readonly needs?: readonly Need<CorrectionFacts>[];
  readonly clock?: CorrectionClock;
  readonly prepares?: boolean;
}

type State = `${CorrectionState}`;
type Row = readonly [
  from: readonly State[],
  act: CorrectionAct,
  role: CorrectionRole,
  to: State,
  terms?: Terms,
];

const rows: readonly Row[] = [
  [['FILED'], 'markCorrection', 'HUB', 'MARKED'],
  [['MARKED', 'VERIFIED'], 'verifyCorrection', 'OWNER', 'VERIFIED', { prepares: true }],
  ...Object.values(Finding).map((finding): Row => [
    ['VERIFIED'],
    'concludeCorrection',
    'OWNER',
    finding,
    { needs: [otherOfficial, found(finding)], clock: 'START_ANSWER' },
  ]),
  [['CORRECTED', 'UPHELD', 'UNDETERMINED'], 'closeCorrection', 'FILER', 'CLOSED', { clock: 'END' }],
  [['CORRECTED'], 'closeCorrection', 'OWNER', 'CLOSED', { clock: 'END' }],
  [
    ['UPHELD', 'UNDETERMINED'],
    'closeCorrection',
    'OWNER',
    'CLOSED',
    { needs: [answerOverdue], clock: 'END' },
  ],
  [['FILED', 'MARKED', 'VERIFIED'], 'withdrawCorrection', 'FILER', 'CLOSED', { clock: 'END' }],
];

/**
 * The life of a correction. The mark is put by the filing itself and stays until the matter is closed: whoever reads the
 * field meanwhile is told.
 */
export const correctionTable: StateTable<
  State,
  CorrectionAct,
  CorrectionRole,
  CorrectionFacts,
  CorrectionClock
> = {
  matter: '校核',
  states: correctionStates,
  acts: correctionActs,
  roles: { HUB: '中枢', OWNER: '提供方', FILER: '提出方' },
  steps: rows.flatMap(([from, act, role, to, { needs = [], clock, prepares = false } = {}]) =>
    from.map((state) => ({ from: state, act, role, to, needs, clock, prepares })),
  ),
};
