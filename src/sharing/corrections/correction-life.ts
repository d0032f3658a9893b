import { declareEnum } from '../../kit/slice';

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

export type CorrectionAct =
  'markCorrection' | 'verifyCorrection' | 'concludeCorrection' | 'closeCorrection' | 'withdrawCorrection';
export type CorrectionRole = 'HUB' | 'OWNER' | 'FILER';

const actNames: Readonly<Record<CorrectionAct, string>> = {
  markCorrection: '标注',
  verifyCorrection: '核查',
  concludeCorrection: '审定',
  closeCorrection: '办结',
  withdrawCorrection: '撤回',
};
const roleNames: Readonly<Record<CorrectionRole, string>> = { HUB: '中枢', OWNER: '提供方', FILER: '提出方' };

type State = `${CorrectionState}`;

/** What is known when an act is asked for. */
export interface CorrectionFacts {
  readonly official: string;
  readonly foundBy: string | null;
  /** The time in which the filer could have answered the conclusion is over. */
  readonly isAnswerDue: boolean;
}

interface Step {
  readonly from: readonly State[];
  readonly act: CorrectionAct;
  readonly role: CorrectionRole;
  readonly to: State | 'THE_FINDING';
  /** A sentence where this keeps it from being done. */
  readonly unless?: (facts: CorrectionFacts) => string | undefined;
}

const concluded = ['CORRECTED', 'UPHELD', 'UNDETERMINED'] as const;

const sameOfficial = ({ official, foundBy }: CorrectionFacts): string | undefined =>
  official === foundBy ? '核查的经办人不得审定自己的结论：请由本单位另一位经办人办理' : undefined;
const tooEarly = ({ isAnswerDue }: CorrectionFacts): string | undefined =>
  isAnswerDue ? undefined : '提出方的答复期未满：期满后提供方方可办结';

/**
 * The life of a correction. The mark is put by the filing itself and stays until the matter is closed: whoever reads the
 * field meanwhile is told. What stands in no row cannot be done.
 */
const steps: readonly Step[] = [
  { from: ['FILED'], act: 'markCorrection', role: 'HUB', to: 'MARKED' },
  { from: ['MARKED', 'VERIFIED'], act: 'verifyCorrection', role: 'OWNER', to: 'VERIFIED' },
  { from: ['VERIFIED'], act: 'concludeCorrection', role: 'OWNER', to: 'THE_FINDING', unless: sameOfficial },
  { from: concluded, act: 'closeCorrection', role: 'FILER', to: 'CLOSED' },
  { from: ['CORRECTED'], act: 'closeCorrection', role: 'OWNER', to: 'CLOSED' },
  { from: ['UPHELD', 'UNDETERMINED'], act: 'closeCorrection', role: 'OWNER', to: 'CLOSED', unless: tooEarly },
  { from: ['FILED', 'MARKED', 'VERIFIED'], act: 'withdrawCorrection', role: 'FILER', to: 'CLOSED' },
];

/** Where an act leads, or one sentence that says why it cannot be done now. */
export function correctionStep(
  state: State,
  act: CorrectionAct,
  roles: readonly CorrectionRole[],
  facts: CorrectionFacts,
): { readonly to: Step['to'] } | { readonly refused: string } {
  const here = steps.filter((step) => step.from.includes(state) && step.act === act);
  const own = here.find((step) => roles.includes(step.role));
  if (own !== undefined) {
    const hindrance = own.unless?.(facts);
    return hindrance === undefined ? { to: own.to } : { refused: hindrance };
  }
  const now = `校核现为“${correctionStates[state]}”`;
  if (here.length === 0) return { refused: `${now}，不能${actNames[act]}` };
  return { refused: `${now}，${actNames[act]}由${here.map(({ role }) => roleNames[role]).join('或')}办理` };
}
