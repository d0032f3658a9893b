import { Int } from 'type-graphql';
import { Index } from 'typeorm';
import { DateScalar, Money } from '../../kit/scalars';
import { declareEnum, EnterprisePart, Fact, Part } from '../../kit/slice';

/** 方案 第14条: a loan that rests on pledged intellectual property. */
@Part({ zh: '知识产权质押融资' })
@Index(['uscc'])
export class PledgeFinancing extends EnterprisePart {
  @Fact(() => String, '贷款银行', { required: true })
  lender!: string;

  @Fact(() => Money, '融资金额', { required: true })
  amount!: number;

  @Fact(() => Int, '质押专利数', { required: true })
  patents!: number;

  @Fact(() => DateScalar, '放款日期', { required: true })
  disbursedOn!: string;

  @Fact(() => DateScalar, '结清日期；未填为尚未结清')
  repaidOn!: string | null;
}

/** Insurance of intellectual property and research [M]. */
export enum InsuranceKind {
  PATENT_ENFORCEMENT = 'PATENT_ENFORCEMENT',
  PATENT_INFRINGEMENT = 'PATENT_INFRINGEMENT',
  PLEDGE_LOAN_GUARANTEE = 'PLEDGE_LOAN_GUARANTEE',
  RESEARCH_EXPENSE = 'RESEARCH_EXPENSE',
}
declareEnum(InsuranceKind, {
  name: 'InsuranceKind',
  zh: '专利与研发保险类别',
  labels: {
    PATENT_ENFORCEMENT: '专利执行保险',
    PATENT_INFRINGEMENT: '专利被侵权损失保险',
    PLEDGE_LOAN_GUARANTEE: '专利质押融资保证保险',
    RESEARCH_EXPENSE: '研发费用损失保险',
  },
});

@Part({ zh: '专利与研发保险' })
@Index(['uscc'])
export class InsurancePolicy extends EnterprisePart {
  @Fact(() => String, '保险机构', { required: true })
  insurer!: string;

  @Fact(() => InsuranceKind, '险种', { required: true })
  kind!: InsuranceKind;

  @Fact(() => Money, '保险金额', { required: true })
  insured!: number;

  @Fact(() => DateScalar, '保险期间起', { required: true })
  beganOn!: string;

  @Fact(() => DateScalar, '保险期间止', { required: true })
  endsOn!: string;
}

/** What enterprises complain of to the regulator [M]. */
export enum FinancingComplaintKind {
  CHARGES = 'CHARGES',
  TIED_SALES = 'TIED_SALES',
  LOAN_WITHDRAWAL = 'LOAN_WITHDRAWAL',
  DELAY = 'DELAY',
}
declareEnum(FinancingComplaintKind, {
  name: 'FinancingComplaintKind',
  zh: '融资投诉类别',
  labels: {
    CHARGES: '不合理收费',
    TIED_SALES: '搭售或附加条件',
    LOAN_WITHDRAWAL: '抽贷断贷',
    DELAY: '审批拖延',
  },
});

@Part({ zh: '融资投诉' })
@Index(['uscc'])
export class FinancingComplaint extends EnterprisePart {
  @Fact(() => FinancingComplaintKind, '类别', { required: true })
  kind!: FinancingComplaintKind;

  @Fact(() => String, '被投诉机构', { required: true })
  institution!: string;

  @Fact(() => DateScalar, '投诉日期', { required: true })
  filedOn!: string;

  @Fact(() => DateScalar, '办结日期；未填为办理中')
  settledOn!: string | null;
}
