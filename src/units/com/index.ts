import { defineUnit } from '../../kit/define-unit';
import { TradeChanges } from './changes';
import { AnnualExport, Trade } from './com';
import { ExhibitionSubsidy, TradeExhibition } from './exhibition';
import { seedTrade } from './seed';

export const com = defineUnit({
  id: 'com',
  code: 'COM',
  name: '省商务厅',
  slices: { trade: Trade },
  operations: [],
  changes: [TradeChanges],
  tables: [TradeExhibition, ExhibitionSubsidy, AnnualExport],
  seed: seedTrade,
});
