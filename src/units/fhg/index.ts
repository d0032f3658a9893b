import { defineUnit } from '../../kit/define-unit';
import { FundDueDiligenceConsent, GuidanceFund } from './fhg';
import { FundChanges } from './changes';
import { FundOperations } from './operations';
import { seedGuidanceFund } from './seed';

export const fhg = defineUnit({
  id: 'fhg',
  code: 'FHG',
  name: '山西金控集团',
  slices: { guidanceFund: GuidanceFund },
  operations: [FundOperations],
  changes: [FundChanges],
  tables: [FundDueDiligenceConsent],
  seed: seedGuidanceFund,
});
