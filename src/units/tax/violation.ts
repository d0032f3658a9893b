import { Index } from 'typeorm';
import { DateScalar, Money } from '../../kit/scalars';
import { declareEnum, EnterprisePart, Fact, Part } from '../../kit/slice';
import { TODAY } from '../../kit/today';

/** 重大税收违法: the kinds of cases that are published [M]. */
export enum ViolationKind {
  EVASION = 'EVASION',
  ARREARS_CONCEALMENT = 'ARREARS_CONCEALMENT',
  EXPORT_REFUND_FRAUD = 'EXPORT_REFUND_FRAUD',
  RESISTANCE = 'RESISTANCE',
  FALSE_INVOICES = 'FALSE_INVOICES',
  RUNAWAY = 'RUNAWAY',
}
declareEnum(ViolationKind, {
  name: 'ViolationKind',
  zh: '重大税收违法类别',
  labels: {
    EVASION: '偷税',
    ARREARS_CONCEALMENT: '逃避追缴欠税',
    EXPORT_REFUND_FRAUD: '骗取出口退税',
    RESISTANCE: '抗税',
    FALSE_INVOICES: '虚开发票',
    RUNAWAY: '走逃（失联）',
  },
});

@Part({ zh: '重大税收违法案件' })
@Index(['uscc'])
export class Violation extends EnterprisePart {
  @Fact(() => String, '处理、处罚决定书文号', { required: true })
  documentNo!: string;

  @Fact(() => ViolationKind, '类别', { required: true })
  kind!: ViolationKind;

  @Fact(() => DateScalar, '决定日期', { required: true })
  decidedOn!: string;

  @Fact(() => Money, '涉及税额')
  amount!: number | null;

  /** Absent until the case is published: until then it is not told. */
  @Fact(() => DateScalar, '公布日期')
  publishedOn!: string | null;
}

/** Cases over `p` that stand in the published list today; publication ends after three years [M]. */
export const PUBLISHED_VIOLATIONS = `p.published_on <= ${TODAY} AND p.published_on + interval '3 years' > ${TODAY}`;
