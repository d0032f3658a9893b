import { defineUnit } from '../../kit/define-unit';
import { LocalChanges } from './changes';
import { LocalSupport } from './city';
import { LandGrant, LandNeed } from './land';
import { LocalPolicy } from './local-policy';
import { LocalOperations } from './operations';
import { CityAward, CityPoolEntry, LocalIncident } from './records';
import { seedLocalSupport } from './seed';
import { CityTask } from './tasks';

export const city = defineUnit({
  id: 'city',
  code: 'CITY',
  name: '各市县政府',
  slices: { local: LocalSupport },
  operations: [LocalOperations],
  changes: [LocalChanges],
  byDivision: true,
  tables: [CityTask, CityAward, LandNeed, LandGrant, CityPoolEntry, LocalIncident, LocalPolicy],
  seed: seedLocalSupport,
});
