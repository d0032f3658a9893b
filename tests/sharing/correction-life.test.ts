import {
  correctionStep,
  correctionStates,
  type CorrectionAct,
  type CorrectionFacts,
  type CorrectionRole,
  type CorrectionState,
} from '../../src/sharing/corrections/correction-life';
import { correctionPeriod, dueOn } from '../../src/sharing/corrections/due-date';

const facts: CorrectionFacts = { official: 'b', foundBy: 'a', isAnswerDue: true };
const states = Object.keys(correctionStates) as `${CorrectionState}`[];
const acts: CorrectionAct[] = [
  'markCorrection',
  'verifyCorrection',
  'concludeCorrection',
  'closeCorrection',
  'withdrawCorrection',
];

/** Act and where it leads, of all that this role may do in this state. */
const possible = (state: `${CorrectionState}`, role: CorrectionRole): string[] =>
  acts.flatMap((act) => {
    const step = correctionStep(state, act, [role], facts);
    return 'to' in step ? [`${act} ${step.to}`] : [];
  });

describe('the life of a correction', () => {
  it('has these steps and no others', () => {
    const table = states.flatMap((state) =>
      (['HUB', 'OWNER', 'FILER'] as const).flatMap((role) =>
        possible(state, role).map((step) => `${state} ${role} ${step}`),
      ),
    );
    expect(table).toEqual([
      'FILED HUB markCorrection MARKED',
      'FILED FILER withdrawCorrection CLOSED',
      'MARKED OWNER verifyCorrection VERIFIED',
      'MARKED FILER withdrawCorrection CLOSED',
      'VERIFIED OWNER verifyCorrection VERIFIED',
      'VERIFIED OWNER concludeCorrection THE_FINDING',
      'VERIFIED FILER withdrawCorrection CLOSED',
      'CORRECTED OWNER closeCorrection CLOSED',
      'CORRECTED FILER closeCorrection CLOSED',
      'UPHELD OWNER closeCorrection CLOSED',
      'UPHELD FILER closeCorrection CLOSED',
      'UNDETERMINED OWNER closeCorrection CLOSED',
      'UNDETERMINED FILER closeCorrection CLOSED',
    ]);
  });

  it.each<[string, `${CorrectionState}`, CorrectionAct, CorrectionRole, Partial<CorrectionFacts>, string]>([
    [
      'who finds does not conclude',
      'VERIFIED',
      'concludeCorrection',
      'OWNER',
      { foundBy: 'b' },
      '另一位经办人',
    ],
    [
      'the owner waits for an answer',
      'UPHELD',
      'closeCorrection',
      'OWNER',
      { isAnswerDue: false },
      '答复期未满',
    ],
    ['the filer does not find', 'MARKED', 'verifyCorrection', 'FILER', {}, '核查由提供方办理'],
    ['what is closed stays closed', 'CLOSED', 'closeCorrection', 'FILER', {}, '校核现为“已办结”，不能办结'],
  ])('%s', (_, state, act, role, change, says) => {
    expect(correctionStep(state, act, [role], { ...facts, ...change })).toEqual({
      refused: expect.stringContaining(says),
    });
  });
});

describe('the day on which an answer is due', () => {
  it.each([
    ['ten working days after a Friday', 'SMEB', '2026-06-05', '2026-06-19'],
    ['ten working days after a Saturday', 'SMEB', '2026-06-06', '2026-06-19'],
    ['twenty days for credit, whatever day it is', 'PBC', '2026-06-05', '2026-06-25'],
    ['over the end of a year', 'PBC', '2026-12-20', '2027-01-09'],
  ])('%s', (_, owner, from, due) => {
    expect(dueOn(from, correctionPeriod(owner))).toBe(due);
  });
});
