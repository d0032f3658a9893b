import { Int } from 'type-graphql';
import { Index } from 'typeorm';
import { Money } from '../../kit/scalars';
import { EnterprisePart, Fact, Part } from '../../kit/slice';
import { row, type Source } from '../../kit/source';

/** 方案 第7条: what an enterprise did not have to pay in one year; the kinds are those of recent policies [M]. */
@Part({ zh: '红利账单' })
@Index(['uscc', 'year'], { unique: true })
export class TaxReliefBill extends EnterprisePart {
  @Fact(() => Int, '年度', { required: true })
  year!: number;

  @Fact(() => Money, '增值税减免与留抵退税', { required: true })
  valueAddedTax!: number;

  @Fact(() => Money, '小型微利企业所得税优惠', { required: true })
  incomeTax!: number;

  @Fact(() => Money, '研发费用加计扣除少缴税额', { required: true })
  rdDeduction!: number;

  @Fact(() => Money, '“六税两费”减免', { required: true })
  localTaxesAndFees!: number;

  @Fact(() => Money, '合计', {
    required: true,
    from: 'p.value_added_tax + p.income_tax + p.rd_deduction + p.local_taxes_and_fees',
  })
  total!: number;
}

const latestBill = row(TaxReliefBill, { orderBy: 'year' });

/** The bill of the asked year, or the latest there is. */
export const dividendBill: Source = {
  ...latestBill,
  isYearly: true,
  sql: (select) => {
    const year = select.args['year'];
    if (typeof year !== 'number') return latestBill.sql(select);
    const where = `p.year = ${select.param(year, 'int')}`;
    return row(TaxReliefBill, { orderBy: 'year', where }).sql(select);
  },
};
