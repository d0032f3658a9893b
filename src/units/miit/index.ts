import { defineUnit } from '../../kit/define-unit';
import { ChainNode } from './chain-map';
import { Industry } from './miit';
import { IndustryOperations } from './operations';
import { SmartManufacturingTitle, SupplyRelation, TechnicalReform } from './records';
import { seedIndustry } from './seed';

export const miit = defineUnit({
  id: 'miit',
  code: 'MIIT',
  name: '省工信厅',
  slices: { industry: Industry },
  operations: [IndustryOperations],
  tables: [TechnicalReform, SmartManufacturingTitle, SupplyRelation, ChainNode],
  seed: seedIndustry,
});
