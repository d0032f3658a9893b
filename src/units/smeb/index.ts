import { defineUnit } from '../../kit/define-unit';
import { CultivationChanges } from './changes';
import { CultivationOperations } from './operations';
import { takeOffEndedTitles } from './push-list';
import { Recognition } from './recognition';
import { RecognitionChanges } from './recognition-changes';
import { seedCultivation } from './seed';
import { ProductEntry, ServiceOrder, Trainee, Weakness } from './service-records';
import { Cultivation } from './smeb';

export const smeb = defineUnit({
  id: 'smeb',
  code: 'SMEB',
  name: '省小企业局',
  slices: { cultivation: Cultivation },
  operations: [CultivationOperations],
  changes: [RecognitionChanges, CultivationChanges],
  tables: [Recognition, Weakness, Trainee, ServiceOrder, ProductEntry],
  seed: seedCultivation,
  afterLoad: 'SELECT begin_push_list()',
  daily: takeOffEndedTitles,
});
