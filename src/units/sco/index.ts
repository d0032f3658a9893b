import { defineUnit } from '../../kit/define-unit';
import { MixedReformProject } from './mixed-reform-project';
import { MixedReformOperations } from './operations';
import { MixedReformConsent, StateCapitalExit } from './records';
import { StateCapital } from './sco';
import { seedStateCapital } from './seed';

export const sco = defineUnit({
  id: 'sco',
  code: 'SCO',
  name: '省国资运营公司',
  slices: { stateCapital: StateCapital },
  operations: [MixedReformOperations],
  tables: [MixedReformConsent, StateCapitalExit, MixedReformProject],
  seed: seedStateCapital,
});
