import { defineUnit } from '../../kit/define-unit';
import { LicensablePatent } from './licensable-patent';
import { StateAssetOperations } from './operations';
import { StateProcurementNeed } from './procurement-need';
import { RentRelief, SmeArrear, StateSupplierStatus, StateTenancy } from './records';
import { StateAssets } from './sasac';
import { seedStateAssets } from './seed';

export const sasac = defineUnit({
  id: 'sasac',
  code: 'SASAC',
  name: '省国资委',
  slices: { stateAssets: StateAssets },
  operations: [StateAssetOperations],
  tables: [StateTenancy, RentRelief, StateSupplierStatus, SmeArrear, LicensablePatent, StateProcurementNeed],
  seed: seedStateAssets,
});
