import { defineUnit } from '../../kit/define-unit';
import { Development } from './ndrc';
import { CreditRepair, DevelopmentProject, EnergyReview } from './records';
import { seedDevelopment } from './seed';

export const ndrc = defineUnit({
  id: 'ndrc',
  code: 'NDRC',
  name: '省发改委',
  slices: { development: Development },
  operations: [],
  tables: [DevelopmentProject, EnergyReview, CreditRepair],
  seed: seedDevelopment,
});
