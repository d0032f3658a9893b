import { defineUnit } from '../../kit/define-unit';
import { RegionalMarket } from './exch';
import { BoardOperations } from './operations';
import { Document, EquityPledge, Shareholder, Training } from './records';
import { seedRegionalMarket } from './seed';

export const exch = defineUnit({
  id: 'exch',
  code: 'EXCH',
  name: '省股权交易中心',
  slices: { regionalMarket: RegionalMarket },
  operations: [BoardOperations],
  tables: [Document, Shareholder, EquityPledge, Training],
  seed: seedRegionalMarket,
});
