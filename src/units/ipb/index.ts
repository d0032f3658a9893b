import { defineUnit } from '../../kit/define-unit';
import { InvestmentPromotion } from './ipb';
import { CatalogueProject, ProspectiveInvestor, PublicityItem } from './records';
import { seedInvestmentPromotion } from './seed';

export const ipb = defineUnit({
  id: 'ipb',
  code: 'IPB',
  name: '省投资促进局',
  slices: { investmentPromotion: InvestmentPromotion },
  operations: [],
  tables: [CatalogueProject, ProspectiveInvestor, PublicityItem],
  seed: seedInvestmentPromotion,
});
