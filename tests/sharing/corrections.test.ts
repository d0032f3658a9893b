import {
  correctionStates,
  correctionTable,
  Finding,
  type CorrectionAct,
  type CorrectionFacts,
  type CorrectionRole,
  type CorrectionState,
} from '../../src/sharing/corrections/correction-state';
import { judge } from '../../src/sharing/state-table';

const facts: CorrectionFacts = { official: 'b', foundBy: 'a', finding: null, isAnswerOverdue: true };
const states = Object.keys(correctionStates) as `${CorrectionState}`[];
const acts = Object.keys(correctionTable.acts) as CorrectionAct[];
const roles: readonly CorrectionRole[] = ['HUB', 'OWNER', 'FILER'];

it('has these steps and no others, whatever was found', () => {
  const table = states.flatMap((state) =>
    roles.flatMap((role) =>
      acts.flatMap((act) => {
        const ends = [null, ...Object.values(Finding)].flatMap((finding) => {
          const verdict = judge(correctionTable, { state, act, roles: [role] }, { ...facts, finding });
          return verdict.isAllowed ? [verdict.step.to] : [];
        });
        return ends.length === 0 ? [] : [`${state} ${role} ${act} ${[...new Set(ends)].join('|')}`];
      }),
    ),
  );
  expect(table).toEqual([
    'FILED HUB markCorrection MARKED',
    'FILED FILER withdrawCorrection CLOSED',
    'MARKED OWNER verifyCorrection VERIFIED',
    'MARKED FILER withdrawCorrection CLOSED',
    'VERIFIED OWNER verifyCorrection VERIFIED',
    'VERIFIED OWNER concludeCorrection CORRECTED|UPHELD|UNDETERMINED',
    'VERIFIED FILER withdrawCorrection CLOSED',
    'CORRECTED OWNER closeCorrection CLOSED',
    'CORRECTED FILER closeCorrection CLOSED',
    'UPHELD OWNER closeCorrection CLOSED',
    'UPHELD FILER closeCorrection CLOSED',
    'UNDETERMINED OWNER closeCorrection CLOSED',
    'UNDETERMINED FILER closeCorrection CLOSED',
  ]);
});

it.each(Object.values(Finding))('ends as it was found: %s', (finding) => {
  const asked = { state: 'VERIFIED', act: 'concludeCorrection', roles: ['OWNER'] } as const;
  const verdict = judge(correctionTable, asked, { ...facts, finding });
  expect(verdict).toMatchObject({ isAllowed: true, step: { to: finding, clock: 'START_ANSWER' } });
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
  ['nothing is concluded that was not found', 'VERIFIED', 'concludeCorrection', 'OWNER', {}, '请先核查'],
  [
    'the owner waits for an answer',
    'UPHELD',
    'closeCorrection',
    'OWNER',
    { isAnswerOverdue: false },
    '答复期未满',
  ],
  ['the filer does not find', 'MARKED', 'verifyCorrection', 'FILER', {}, '“核查校核事项”由提供方办理'],
  [
    'what is closed stays closed',
    'CLOSED',
    'closeCorrection',
    'FILER',
    {},
    '校核现为“已办结”，不能“办结校核”',
  ],
])('%s', (_, state, act, role, change, says) => {
  const verdict = judge(correctionTable, { state, act, roles: [role] }, { ...facts, ...change });
  expect(verdict).toEqual({ isAllowed: false, says: expect.stringContaining(says) });
});
