import { defineUnit } from '../../kit/define-unit';
import { BankInsurance } from './cbirc';
import { CreditProduct } from './credit-product';
import { BankInsuranceOperations } from './operations';
import { FinancingComplaint, InsurancePolicy, PledgeFinancing } from './records';
import { seedBankInsurance } from './seed';

export const cbirc = defineUnit({
  id: 'cbirc',
  code: 'CBIRC',
  name: '省银保监局',
  slices: { bankInsurance: BankInsurance },
  operations: [BankInsuranceOperations],
  tables: [PledgeFinancing, InsurancePolicy, FinancingComplaint, CreditProduct],
  seed: seedBankInsurance,
});
