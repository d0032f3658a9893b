import { Index } from 'typeorm';
import { DateScalar, Money } from '../../kit/scalars';
import { declareEnum, EnterprisePart, Fact, Part } from '../../kit/slice';

/** 技术合同 as the Civil Code keeps them apart (民法典 第三编). */
export enum TechnologyContractKind {
  DEVELOPMENT = 'DEVELOPMENT',
  TRANSFER = 'TRANSFER',
  LICENCE = 'LICENCE',
  CONSULTING = 'CONSULTING',
  SERVICE = 'SERVICE',
}
declareEnum(TechnologyContractKind, {
  name: 'TechnologyContractKind',
  zh: '技术合同类别',
  labels: {
    DEVELOPMENT: '技术开发',
    TRANSFER: '技术转让',
    LICENCE: '技术许可',
    CONSULTING: '技术咨询',
    SERVICE: '技术服务',
  },
});

export enum TechnologyContractSide {
  SELLER = 'SELLER',
  BUYER = 'BUYER',
}
declareEnum(TechnologyContractSide, {
  name: 'TechnologyContractSide',
  zh: '企业在技术合同中的一方',
  labels: { SELLER: '技术卖方', BUYER: '技术买方' },
});

/** As it was registered for tax relief; the amount is between the parties. */
@Part({ zh: '技术合同' })
@Index(['uscc'])
export class TechnologyContract extends EnterprisePart {
  @Fact(() => String, '认定登记编号', { required: true })
  registrationNo!: string;

  @Fact(() => TechnologyContractKind, '类别', { required: true })
  kind!: TechnologyContractKind;

  @Fact(() => TechnologyContractSide, '企业为', { required: true })
  side!: TechnologyContractSide;

  @Fact(() => String, '标的', { required: true })
  subject!: string;

  @Fact(() => Money, '成交额', { required: true })
  amount!: number;

  /** The part of the price on which relief is given; never more than the whole [M]. */
  @Fact(() => Money, '其中技术交易额', { required: true })
  technologyAmount!: number;

  @Fact(() => DateScalar, '登记日期', { required: true })
  registeredOn!: string;
}
