import { Int } from 'type-graphql';
import { Index } from 'typeorm';
import { DateScalar, Money } from '../../kit/scalars';
import { declareEnum, EnterprisePart, Fact, Part } from '../../kit/slice';

/** 方案 第20条: 国际国内大型综合性、专业性、行业性展会. */
export enum TradeExhibitionKind {
  COMPREHENSIVE = 'COMPREHENSIVE',
  PROFESSIONAL = 'PROFESSIONAL',
  INDUSTRY = 'INDUSTRY',
}
declareEnum(TradeExhibitionKind, {
  name: 'TradeExhibitionKind',
  zh: '展会类别',
  labels: { COMPREHENSIVE: '综合性', PROFESSIONAL: '专业性', INDUSTRY: '行业性' },
});

@Part({ zh: '参展' })
@Index(['uscc'])
export class TradeExhibition extends EnterprisePart {
  @Fact(() => String, '展会', { required: true })
  exhibition!: string;

  @Fact(() => TradeExhibitionKind, '类别', { required: true })
  kind!: TradeExhibitionKind;

  @Fact(() => Boolean, '国际展会', { required: true })
  isInternational!: boolean;

  @Fact(() => String, '举办地', { required: true })
  place!: string;

  @Fact(() => DateScalar, '开展日期', { required: true })
  openedOn!: string;
}

@Part({ zh: '参展补贴' })
@Index(['uscc'])
export class ExhibitionSubsidy extends EnterprisePart {
  @Fact(() => Int, '年度', { required: true })
  year!: number;

  @Fact(() => String, '展会', { required: true })
  exhibition!: string;

  @Fact(() => Money, '补贴金额', { required: true })
  amount!: number;

  @Fact(() => DateScalar, '拨付日期；未填为尚未拨付')
  paidOn!: string | null;
}
