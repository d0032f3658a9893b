import { defineUnit } from '../../kit/define-unit';
import { Industry } from './miit';
import { SmartManufacturingTitle, SupplyRelation, TechnicalReform } from './records';
import { seedIndustry } from './seed';

export const miit = defineUnit({
  id: 'miit',
  code: 'MIIT',
  name: '省工信厅',
  slices: { industry: Industry },
  operations: [],
  tables: [TechnicalReform, SmartManufacturingTitle, SupplyRelation],
  seed: seedIndustry,
});
