import { defineUnit } from '../../kit/define-unit';
import { AnnualReturn } from './annual-return';
import { seedTax } from './seed';
import { Tax } from './tax';
import { TaxReliefBill } from './tax-relief';
import { Violation } from './violation';

export const tax = defineUnit({
  id: 'tax',
  code: 'TAX',
  name: '省税务局',
  slices: { tax: Tax },
  operations: [],
  tables: [AnnualReturn, TaxReliefBill, Violation],
  seed: seedTax,
});
