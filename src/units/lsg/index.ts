import { defineUnit } from '../../kit/define-unit';
import { dailySnapshot } from './daily';
import { ScorecardOperations } from './operations';
import { ScorecardSnapshot } from './snapshot';
import { SupervisionOperations } from './supervision';

/** The office owns no slice: it asks the others for their sums, and keeps of each day the figures only. */
export const lsg = defineUnit({
  id: 'lsg',
  code: 'LSG',
  name: '领导小组办公室',
  slices: {},
  operations: [ScorecardOperations, SupervisionOperations],
  tables: [],
  records: [ScorecardSnapshot],
  asks: ['city', 'fhg', 'fin', 'hub', 'smeb', 'zone'],
  daily: dailySnapshot,
  seed: () => [],
});
