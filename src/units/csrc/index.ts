import { defineUnit } from '../../kit/define-unit';
import { StockListing } from './csrc';
import {
  ComplianceQuery,
  CorporateBond,
  ExchangeBaseService,
  RegulatoryMeasure,
  TutoringFiling,
} from './records';
import { seedStockListing } from './seed';

export const csrc = defineUnit({
  id: 'csrc',
  code: 'CSRC',
  name: '山西证监局',
  slices: { listing: StockListing },
  operations: [],
  tables: [TutoringFiling, ComplianceQuery, RegulatoryMeasure, CorporateBond, ExchangeBaseService],
  seed: seedStockListing,
});
