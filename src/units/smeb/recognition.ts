import { Check, Index } from 'typeorm';
import { DateScalar } from '../../kit/scalars';
import { declareEnum, EnterprisePart, Fact, Part } from '../../kit/slice';

/** 方案 第1条: the titles of the ladder, lowest first; who is only in the pool, or 创新型, holds none of them. */
export enum SrdiTier {
  SRDI = 'SRDI',
  PROVINCIAL_LITTLE_GIANT = 'PROVINCIAL_LITTLE_GIANT',
  NATIONAL_LITTLE_GIANT = 'NATIONAL_LITTLE_GIANT',
}
declareEnum(SrdiTier, {
  name: 'SrdiTier',
  zh: '“专精特新”梯次',
  labels: {
    SRDI: '省级专精特新',
    PROVINCIAL_LITTLE_GIANT: '省级小巨人',
    NATIONAL_LITTLE_GIANT: '国家级小巨人',
  },
});

/** A title lasts three years (工信部企业〔2022〕63号; 〔2026〕2号 [S2]). */
@Part({ zh: '认定记录' })
@Index(['uscc', 'validFrom'])
@Check('recognition_cancelled_after_term', `"cancelled_on" IS NULL OR "valid_until" < "cancelled_on"`)
export class Recognition extends EnterprisePart {
  @Fact(() => SrdiTier, '级别', { required: true })
  tier!: SrdiTier;

  @Fact(() => String, '批次', { required: true })
  batch!: string;

  @Fact(() => String, '文号', { required: true })
  documentNo!: string;

  @Fact(() => DateScalar, '有效期起', { required: true })
  validFrom!: string;

  /** The last day on which the title holds. */
  @Fact(() => DateScalar, '有效期止（含当日）', { required: true })
  validUntil!: string;

  /** A title that was taken away ends with the day before; what else reads its term need not know of it. */
  @Fact(() => DateScalar, '撤销日期；未填为未撤销')
  cancelledOn!: string | null;
}
