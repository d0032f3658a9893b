import { defineUnit } from '../../kit/define-unit';
import { Curtailment, Energy, GasQuota } from './nea';
import { EnergyOperations } from './operations';
import { seedEnergy } from './seed';

export const nea = defineUnit({
  id: 'nea',
  code: 'NEA',
  name: '省能源局',
  slices: { energy: Energy },
  operations: [EnergyOperations],
  tables: [Curtailment, GasQuota],
  seed: seedEnergy,
});
