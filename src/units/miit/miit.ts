import { Int } from 'type-graphql';
import { Check, Index } from 'typeorm';
import { DateScalar, Decimal, Percent } from '../../kit/scalars';
import { conditional, consent, open, unconditional } from '../../kit/share';
import { declareEnum, EnterpriseRow, Shared, Slice, Stored } from '../../kit/slice';
import { compose, rows } from '../../kit/source';
import {
  AboveScale,
  ProductionCapacity,
  SmartManufacturingTitle,
  SupplyDirection,
  SupplyRelation,
  TechnicalReform,
  toldRelations,
} from './records';

/** 方案 第17条: little giants lead, SRDI enterprises are the backbone; who only delivers supports. */
export enum ChainRole {
  LEADER = 'LEADER',
  BACKBONE = 'BACKBONE',
  SUPPORTING = 'SUPPORTING',
}
declareEnum(ChainRole, {
  name: 'ChainRole',
  zh: '产业链角色',
  labels: { LEADER: '龙头', BACKBONE: '骨干', SUPPORTING: '配套' },
});

/** How the department sorts users for the plan of orderly power use, which the energy bureau draws up [M]. */
export enum PowerClass {
  PRIORITY = 'PRIORITY',
  ORDINARY = 'ORDINARY',
  HIGH_CONSUMPTION = 'HIGH_CONSUMPTION',
  RESTRICTED = 'RESTRICTED',
}
declareEnum(PowerClass, {
  name: 'PowerClass',
  zh: '有序用电类别',
  labels: {
    PRIORITY: '优先保障类',
    ORDINARY: '一般类',
    HIGH_CONSUMPTION: '高耗能类',
    RESTRICTED: '限制、淘汰类',
  },
});

const TRADE_SECRET = '数据安全法 第38条（商业秘密）';
const CONSENT_OF_BOTH = `企业与对方书面授权；方案 第15条、第22条；${TRADE_SECRET}`;

/** What the industry department holds of one enterprise; what is a state or work secret never comes here (政务数据共享条例 第3条). */
@Slice({ zh: '工业和信息化' })
@Index(['chain', 'node'], { where: '"chain" IS NOT NULL' })
@Check('industry_digital_level', `"digital_level" BETWEEN 1 AND 4`)
@Check('industry_scale_entry', `"scale_entered_on" IS NULL OR "is_above_scale"`)
export class Industry extends EnterpriseRow {
  /** From the department's own register, as enterprises report to it: statistical material serves no other end (统计法 第28条). */
  @Shared(() => AboveScale, {
    zh: '规上标志（入库日期）',
    level: 2,
    share: conditional('方案 第4条、第14条', { readers: 'SMEB、FIN' }),
    from: compose(
      AboveScale,
      {
        isAboveScale: (e) => `${e}.is_above_scale`,
        enteredOn: (e) => `${e}.scale_entered_on`,
      },
      (e) => `${e}.is_above_scale IS NOT NULL`,
    ),
  })
  aboveScale!: AboveScale | null;

  @Shared(() => [TechnicalReform], {
    zh: '技改项目与资金',
    level: 2,
    share: unconditional('方案 第12条', { readers: 'FIN、SMEB' }),
    from: rows(TechnicalReform, { orderBy: 'year' }),
  })
  techReformProjects!: TechnicalReform[];

  @Shared(() => [SmartManufacturingTitle], {
    zh: '智能工厂、数字化车间、试点示范',
    level: 1,
    share: open('方案 第16条'),
    required: true,
    from: rows(SmartManufacturingTitle, { orderBy: 'announcedOn' }),
  })
  smartManufacturing!: SmartManufacturingTitle[];

  /** 1 is the lowest; absent where nobody has assessed it. */
  @Shared(() => Int, {
    zh: '数字化水平（1–4 级）',
    level: 2,
    share: unconditional('方案 第16条', { readers: 'SMEB' }),
    update: 'YEARLY',
  })
  digitalLevel!: number | null;

  @Shared(() => Boolean, {
    zh: '上云',
    level: 2,
    share: unconditional('方案 第16条', { readers: 'SMEB' }),
  })
  cloudAdoption!: boolean | null;

  @Shared(() => String, {
    zh: '产业链',
    level: 2,
    share: conditional('方案 第17条', { readers: 'SMEB、CITY、IPB' }),
  })
  chain!: string | null;

  @Shared(() => ChainRole, {
    zh: '产业链角色',
    level: 2,
    share: conditional('方案 第17条', { readers: 'SMEB、CITY、IPB' }),
  })
  chainRole!: ChainRole | null;

  @Shared(() => String, {
    zh: '产业链节点',
    level: 2,
    share: conditional('方案 第17条', { readers: 'SMEB、CITY、IPB' }),
  })
  node!: string | null;

  @Shared(() => [SupplyRelation], {
    zh: '上游供应企业',
    level: 4,
    share: consent(CONSENT_OF_BOTH, { readers: '产业协同对接平台（双方均已授权）' }),
    from: rows(SupplyRelation, { orderBy: 'sinceYear', where: toldRelations(SupplyDirection.SUPPLIER) }),
  })
  suppliers!: SupplyRelation[];

  @Shared(() => [SupplyRelation], {
    zh: '下游采购企业',
    level: 4,
    share: consent(CONSENT_OF_BOTH, { readers: '产业协同对接平台（双方均已授权）' }),
    from: rows(SupplyRelation, { orderBy: 'sinceYear', where: toldRelations(SupplyDirection.CUSTOMER) }),
  })
  customers!: SupplyRelation[];

  @Shared(() => Boolean, {
    zh: '技术中心',
    level: 1,
    share: open('方案 第12条'),
    required: true,
  })
  technologyCentre!: boolean;

  @Shared(() => Boolean, { zh: '工匠工作室', level: 1, share: open('方案 第12条'), required: true })
  artisanStudio!: boolean;

  @Shared(() => ProductionCapacity, {
    zh: '产能',
    level: 4,
    share: consent(`企业书面授权；方案 第22条；${TRADE_SECRET}`, { readers: '产业协同对接平台' }),
    from: compose(
      ProductionCapacity,
      {
        product: (e) => `${e}.capacity_product`,
        yearly: (e) => `${e}.yearly_capacity`,
        measure: (e) => `${e}.capacity_measure`,
        utilisation: (e) => `${e}.capacity_utilisation`,
      },
      (e) => `${e}.yearly_capacity IS NOT NULL`,
    ),
  })
  productionCapacity!: ProductionCapacity | null;

  @Shared(() => PowerClass, {
    zh: '有序用电类别',
    level: 2,
    share: unconditional('方案 第18条', { readers: 'NEA' }),
  })
  orderlyPowerClass!: PowerClass | null;

  /** The plan does not ask for it; the list is published all the same. */
  @Shared(() => Boolean, { zh: '绿色工厂', level: 1, share: open(), required: true })
  greenFactory!: boolean;

  /** Absent for who is no industrial enterprise: the word has no meaning there. */
  @Stored(() => Boolean, '规模以上')
  isAboveScale!: boolean | null;

  @Stored(() => DateScalar, '规上入库日期')
  scaleEnteredOn!: string | null;

  /** Present where a capacity has been reported, as are measure and product. */
  @Stored(() => Decimal, '年产能')
  yearlyCapacity!: string | null;

  @Stored(() => String, '产能计量单位')
  capacityMeasure!: string | null;

  @Stored(() => String, '产能所属产品')
  capacityProduct!: string | null;

  @Stored(() => Percent, '产能利用率')
  capacityUtilisation!: string | null;
}
