import { defineUnit } from '../../kit/define-unit';
import { CreditOperations } from './operations';
import { Credit } from './pbc';
import { Loan, NegativeRecord, Objection, QueryReceipt } from './records';
import { seedCredit } from './seed';

export const pbc = defineUnit({
  id: 'pbc',
  code: 'PBC',
  name: '人行太原中心支行',
  slices: { credit: Credit },
  operations: [CreditOperations],
  tables: [Loan, NegativeRecord, Objection, QueryReceipt],
  seed: seedCredit,
});
