import type { ClockRule } from './clock-rules';
import { ClockStep } from './clock-rules';

const national = { counted: 'WORKING', division: null, verifiedBy: null, validFrom: '2025-08-01' } as const;
const jincheng = { counted: 'WORKING', division: '1405', verifiedBy: null, validFrom: '2024-01-22' } as const;

const R809 = '政务数据共享条例（国务院令第809号）';
const JINCHENG = '晋城市政务数据共享细则（晋市政办〔2024〕1号）';
const CREDIT = '征信业管理条例（国务院令第631号）';
const OURS = '本中枢自定，尚无条文';

/**
 * The periods that the texts set; the articles of 条例809 were not seen in its own print. Of two that are due on one day
 * the first is told.
 */
export const rulesOfLaw: readonly ClockRule[] = [
  {
    ...national,
    id: 'national-unconditional',
    step: ClockStep.CHECK_UNCONDITIONAL,
    days: 1,
    source: `${R809}第23条`,
    provenance: '[S2]',
  },
  {
    ...jincheng,
    id: 'jincheng-unconditional',
    step: ClockStep.CHECK_UNCONDITIONAL,
    days: 2,
    source: JINCHENG,
    provenance: '[S]',
  },
  {
    ...jincheng,
    id: 'jincheng-check',
    step: ClockStep.CHECK,
    days: 2,
    source: JINCHENG,
    provenance: '[S]',
  },
  { ...national, id: 'hub-check', step: ClockStep.CHECK, days: 2, source: OURS, provenance: '[I]' },
  {
    ...national,
    id: 'national-reply',
    step: ClockStep.REPLY,
    days: 10,
    source: `${R809}第23条`,
    provenance: '[S2]',
  },
  {
    ...jincheng,
    id: 'jincheng-reply',
    step: ClockStep.REPLY,
    days: 5,
    source: JINCHENG,
    provenance: '[S]',
  },
  {
    ...national,
    id: 'national-extension',
    step: ClockStep.EXTENSION,
    days: 10,
    source: `${R809}第23条`,
    provenance: '[M]',
  },
  {
    ...national,
    id: 'national-provide',
    step: ClockStep.PROVIDE,
    days: 20,
    source: `${R809}第24条`,
    provenance: '[S2]',
  },
  {
    ...national,
    id: 'hub-negotiation',
    step: ClockStep.NEGOTIATION,
    days: 10,
    source: OURS,
    provenance: '[I]',
  },
  {
    ...national,
    id: 'hub-coordination',
    step: ClockStep.COORDINATION,
    days: 15,
    source: OURS,
    provenance: '[I]',
  },
  {
    ...national,
    id: 'national-catalogue-update',
    step: ClockStep.CATALOGUE_UPDATE,
    days: 10,
    source: `${R809}第17条`,
    provenance: '[M]',
  },
  {
    ...national,
    id: 'national-catalogue-publication',
    step: ClockStep.CATALOGUE_PUBLICATION,
    days: 2,
    source: `${R809}第17条`,
    provenance: '[M]',
  },
  {
    ...national,
    id: 'national-correction',
    step: ClockStep.CORRECTION,
    days: 10,
    source: `${R809}第26条`,
    provenance: '[M]',
  },
  {
    ...national,
    id: 'hub-correction-answer',
    step: ClockStep.CORRECTION_ANSWER,
    days: 10,
    source: OURS,
    provenance: '[I]',
  },
  {
    ...national,
    id: 'credit-objection',
    step: ClockStep.CREDIT_OBJECTION,
    days: 20,
    counted: 'CALENDAR',
    source: `${CREDIT}第25条`,
    provenance: '[S]',
    validFrom: '2013-03-15',
  },
];
