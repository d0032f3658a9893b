import { defineUnit } from '../../kit/define-unit';
import { ZoneChanges } from './changes';
import { ZoneOperations } from './operations';
import { ZoneApproval, ZoneAward, ZoneResourceNeed, ZoneSupportMatter } from './records';
import { seedTransformationZone } from './seed';
import { TransformationZone } from './zone';

export const zone = defineUnit({
  id: 'zone',
  code: 'ZONE',
  name: '山西综改示范区管委会',
  slices: { zone: TransformationZone },
  operations: [ZoneOperations],
  changes: [ZoneChanges],
  tables: [ZoneSupportMatter, ZoneResourceNeed, ZoneAward, ZoneApproval],
  seed: seedTransformationZone,
});
