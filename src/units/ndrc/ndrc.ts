import { bands } from '../../kit/band';
import { Band, DateScalar } from '../../kit/scalars';
import { conditional, open, unconditional } from '../../kit/share';
import { declareEnum, EnterpriseRow, Shared, Slice, Stored } from '../../kit/slice';
import { compose, expression, row, rows } from '../../kit/source';
import { CreditRepair, DevelopmentProject, EnergyReview, PowerPriceApproval } from './records';

/** 公共信用综合评价, best first [M]. */
export enum PublicCreditLevel {
  EXCELLENT = 'EXCELLENT',
  GOOD = 'GOOD',
  MEDIUM = 'MEDIUM',
  POOR = 'POOR',
}
declareEnum(PublicCreditLevel, {
  name: 'PublicCreditLevel',
  zh: '公共信用综合评价等级',
  labels: { EXCELLENT: '优', GOOD: '良', MEDIUM: '中', POOR: '差' },
});

/** Investment is told in these steps, in yuan, closed below [I]. */
const INVESTMENT_BANDS = bands([1e6, 1e7, 5e7, 1e8, 5e8], '元', 100);

/** Names of regulations are from memory, their articles are not cited [M]. */
const PROJECTS = '企业投资项目核准和备案管理条例；政府信息公开条例 第20条';
const CREDIT_REPAIR = '失信行为纠正后的信用信息修复管理办法（试行）；政府信息公开条例 第20条';
const ENERGY_REVIEW = '方案 第18条；固定资产投资项目节能审查办法';

/** What the development and reform commission holds of one enterprise. */
@Slice({ zh: '发展改革' })
export class Development extends EnterpriseRow {
  @Shared(() => [DevelopmentProject], {
    zh: '备案、核准项目',
    level: 1,
    share: open(PROJECTS),
    required: true,
    from: rows(DevelopmentProject, { orderBy: 'decidedOn' }),
  })
  projects!: DevelopmentProject[];

  @Shared(() => Boolean, {
    zh: '战略性新兴产业认定',
    level: 1,
    share: open('方案 第18条'),
    required: true,
  })
  strategicEmerging!: boolean;

  @Shared(() => PowerPriceApproval, {
    zh: '电价目录准入',
    level: 2,
    share: unconditional('方案 第18条', { readers: 'NEA' }),
    from: compose(
      PowerPriceApproval,
      {
        documentNo: (e) => `${e}.price_document_no`,
        approvedOn: (e) => `${e}.price_approved_on`,
        validUntil: (e) => `${e}.price_valid_until`,
      },
      (e) => `${e}.price_document_no IS NOT NULL`,
    ),
  })
  priceApproval!: PowerPriceApproval | null;

  /** The latest one; projects of low consumption need none. */
  @Shared(() => EnergyReview, {
    zh: '节能审查',
    level: 2,
    share: unconditional(ENERGY_REVIEW, { readers: 'NEA、MIIT' }),
    from: row(EnergyReview, { orderBy: 'decidedOn' }),
  })
  energyReview!: EnergyReview | null;

  @Shared(() => PublicCreditLevel, {
    zh: '公共信用综合评价',
    level: 3,
    share: conditional('方案 第9条；政务数据共享条例 第14条', { readers: 'LFR' }),
    update: 'YEARLY',
  })
  publicCreditLevel!: PublicCreditLevel | null;

  @Shared(() => [CreditRepair], {
    zh: '信用修复',
    level: 1,
    share: open(CREDIT_REPAIR),
    required: true,
    from: rows(CreditRepair, { orderBy: 'repairedOn' }),
  })
  creditRepair!: CreditRepair[];

  /** What all projects of the enterprise have cost so far; absent where it has none. */
  @Shared(() => Band, {
    zh: '投资完成额区间',
    level: 3,
    share: conditional('方案 保障措施（三）；数据安全法 第38条（商业秘密）', { readers: 'LSG' }),
    band: INVESTMENT_BANDS,
    from: expression(
      (e) => `(SELECT sum(p.completed)::bigint FROM development_project p WHERE p.uscc = ${e}.uscc)`,
    ),
  })
  investmentProgress!: Band | null;

  @Shared(() => Boolean, {
    zh: '有列入省级重点项目名单的项目',
    level: 1,
    share: open(),
    required: true,
    from: expression(
      (e) => `EXISTS (SELECT FROM development_project p WHERE p.uscc = ${e}.uscc AND p.is_key)`,
    ),
  })
  keyProjectList!: boolean;

  /** Present where the price was granted, as are both days. */
  @Stored(() => String, '电价准入文号')
  priceDocumentNo!: string | null;

  @Stored(() => DateScalar, '电价准入日期')
  priceApprovedOn!: string | null;

  @Stored(() => DateScalar, '电价准入有效期止')
  priceValidUntil!: string | null;
}
