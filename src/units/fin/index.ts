import { defineUnit } from '../../kit/define-unit';
import { BudgetLine } from './budget-line';
import { FiscalChanges } from './changes';
import { Award, Fiscal, ProcurementContract, Subsidy } from './fin';
import { IpSubsidy } from './ip-subsidy';
import { FiscalOperations } from './operations';
import { seedFinance } from './seed';

export const fin = defineUnit({
  id: 'fin',
  code: 'FIN',
  name: '省财政厅',
  slices: { fiscal: Fiscal },
  operations: [FiscalOperations],
  changes: [FiscalChanges],
  tables: [Award, IpSubsidy, ProcurementContract, Subsidy, BudgetLine],
  seed: seedFinance,
});
