import { defineUnit } from '../../kit/define-unit';
import { FinancingChanges } from './changes';
import { FinancingDemand, FinancingGuarantee, MatchedProduct } from './demand';
import { Financing } from './lfr';
import { ListingObstacle, ListingPlan, ListingReserve } from './listing-reserve';
import { seedFinancing } from './seed';

export const lfr = defineUnit({
  id: 'lfr',
  code: 'LFR',
  name: '省金融监管局',
  slices: { financing: Financing },
  operations: [],
  changes: [FinancingChanges],
  tables: [FinancingDemand, MatchedProduct, FinancingGuarantee, ListingReserve, ListingObstacle, ListingPlan],
  seed: seedFinancing,
});
