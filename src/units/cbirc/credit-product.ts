import { Int } from 'type-graphql';
import { Index } from 'typeorm';
import { declarePart } from '../../kit/declare-types';
import { DateScalar, Money, Percent } from '../../kit/scalars';
import { declareEnum, EnterprisePart, Fact, Part } from '../../kit/slice';

/** What a loan rests on [M]. */
export enum CreditSecurity {
  CREDIT = 'CREDIT',
  IP_PLEDGE = 'IP_PLEDGE',
  RECEIVABLES = 'RECEIVABLES',
  GUARANTEE = 'GUARANTEE',
  MORTGAGE = 'MORTGAGE',
}
declareEnum(CreditSecurity, {
  name: 'CreditSecurity',
  zh: '贷款担保方式',
  labels: {
    CREDIT: '信用',
    IP_PLEDGE: '知识产权质押',
    RECEIVABLES: '应收账款质押',
    GUARANTEE: '担保机构保证',
    MORTGAGE: '抵押',
  },
});

/** 方案 第9条: a product that a bank has made for the plan's enterprises; kept under the code of the regulator's office. */
@Part({ zh: '银行专属信贷产品' })
@Index(['productNo'], { unique: true })
export class CreditProduct extends EnterprisePart {
  @Fact(() => String, '产品编号', { required: true })
  productNo!: string;

  @Fact(() => String, '产品', { required: true })
  name!: string;

  @Fact(() => String, '银行', { required: true })
  lender!: string;

  @Fact(() => CreditSecurity, '担保方式', { required: true })
  security!: CreditSecurity;

  @Fact(() => Money, '最高额度', { required: true })
  atMost!: number;

  @Fact(() => Int, '最长期限（月）', { required: true })
  termMonths!: number;

  @Fact(() => Percent, '年利率不低于', { required: true })
  rateFrom!: string;

  @Fact(() => Percent, '年利率不高于', { required: true })
  rateTo!: string;

  @Fact(() => DateScalar, '上架日期', { required: true })
  publishedOn!: string;
}
declarePart(CreditProduct);
