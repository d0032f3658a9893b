import { defineUnit } from '../../kit/define-unit';
import { BoardChanges } from './changes';
import { RegionalMarket } from './exch';
import { BoardOperations } from './operations';
import { CancelledListing, Document, EquityPledge, Shareholder, Training } from './records';
import { seedRegionalMarket } from './seed';

export const exch = defineUnit({
  id: 'exch',
  code: 'EXCH',
  name: '省股权交易中心',
  slices: { regionalMarket: RegionalMarket },
  operations: [BoardOperations],
  changes: [BoardChanges],
  tables: [CancelledListing, Document, Shareholder, EquityPledge, Training],
  seed: seedRegionalMarket,
});
