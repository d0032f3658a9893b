import { defineUnit } from '../../kit/define-unit';
import { IntellectualProperty, IpPledge, IpTrade, Patent } from './intellectual-property';
import { EnterpriseOperations } from './operations';
import { Penalty, Registration } from './registration';
import { seedMarketRegulator } from './seed';

export const amr = defineUnit({
  id: 'amr',
  code: 'AMR',
  name: '省市场监管局',
  slices: { registration: Registration, ip: IntellectualProperty },
  operations: [EnterpriseOperations],
  tables: [Penalty, Patent, IpTrade, IpPledge],
  seed: seedMarketRegulator,
});
