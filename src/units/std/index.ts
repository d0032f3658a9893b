import { defineUnit } from '../../kit/define-unit';
import { TechnologyChanges } from './changes';
import { TechnologyContract } from './contracts';
import { TechnologyOperations } from './operations';
import { InnovationVoucher, RdPlatform, ScienceAward, ScienceProject, TechnologyDemand } from './records';
import { seedInnovation } from './seed';
import { SharedInstrument } from './shared-instrument';
import { Innovation } from './std';
import { TechnologySupply } from './technology-supply';

export const std = defineUnit({
  id: 'std',
  code: 'STD',
  name: '省科技厅',
  slices: { innovation: Innovation },
  operations: [TechnologyOperations],
  changes: [TechnologyChanges],
  tables: [
    RdPlatform,
    ScienceAward,
    ScienceProject,
    TechnologyDemand,
    TechnologyContract,
    InnovationVoucher,
    TechnologySupply,
    SharedInstrument,
  ],
  seed: seedInnovation,
});
