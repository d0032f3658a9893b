import { GraphQLBoolean } from 'graphql';
import { Int } from 'type-graphql';
import { Index } from 'typeorm';
import { maskPhone } from '../../kit/mask';
import { DateScalar, Decimal, MaskedString, Percent } from '../../kit/scalars';
import { conditional, consent, open, unconditional } from '../../kit/share';
import { EnterpriseRow, Shared, Slice, Stored } from '../../kit/slice';
import { expression, row, rows } from '../../kit/source';
import { TODAY } from '../../kit/today';
import {
  eligibility,
  eligibilityEvidence,
  EligibilityReport,
  EligibilityRuleSet,
  nicheYearsBefore,
} from './eligibility';
import { Recognition, SrdiTier } from './recognition';
import { ProductEntry, ServiceOrder, Trainee, Weakness } from './service-records';

const CONSENT = '企业书面授权（数据安全法 第38条）';
const PERSON = '个人信息保护法 第13条、第23条';

/** What the bureau of small enterprises knows of one enterprise on the ladder, or on its way there. */
@Slice({ zh: '梯度培育' })
@Index('cultivation_titled', ['uscc', 'tier', 'division', 'inPool'], { where: '"tier" IS NOT NULL' })
export class Cultivation extends EnterpriseRow {
  /** The highest title in force; the bureau takes it off when the title ends. */
  @Shared(() => SrdiTier, { zh: '当前梯次', level: 1, share: open('方案 第1条；政府信息公开条例 第20条') })
  tier!: SrdiTier | null;

  @Shared(() => [Recognition], {
    zh: '认定记录',
    level: 1,
    share: open('方案 第1条；政府信息公开条例 第20条'),
    required: true,
    from: rows(Recognition, { orderBy: 'validFrom' }),
  })
  recognitions!: Recognition[];

  @Shared(() => Boolean, {
    zh: '入培育库',
    level: 2,
    share: unconditional('方案 第2条', { readers: 'CITY、LSG', self: true }),
  })
  inPool!: boolean | null;

  @Shared(() => DateScalar, {
    zh: '入库日期',
    level: 2,
    share: unconditional('方案 第2条', { readers: 'CITY', self: true }),
  })
  poolEnteredOn!: string | null;

  @Shared(() => String, {
    zh: '细分市场',
    level: 2,
    share: unconditional('方案 第1条', { readers: 'MIIT、STD、LFR', self: true }),
  })
  nicheMarket!: string | null;

  /** Counted as the recognition standards count: full years up to the end of last year. */
  @Shared(() => Int, {
    zh: '从事细分市场年限（截至上年末的整年）',
    level: 2,
    share: unconditional('方案 第1条', { readers: 'MIIT、STD、LFR', self: true }),
    from: expression((e) => nicheYearsBefore(e, TODAY)),
  })
  nicheYears!: number | null;

  @Shared(() => String, { zh: '主导产品', level: 1, share: open('方案 第20条') })
  mainProduct!: string | null;

  /** Said by the enterprise; no evidence for a recognition. */
  @Shared(() => Percent, {
    zh: '市场占有率（自报）',
    level: 3,
    share: conditional('数据安全法 第38条（商业秘密）', { readers: 'MIIT', self: true }),
  })
  marketShareClaim!: string | null;

  /** As the national platform computed it (工信厅企业〔2024〕75号 [S2]); the formula is not public, so it is never computed here. */
  @Shared(() => Decimal, {
    zh: '专精特新发展评价得分',
    level: 3,
    share: conditional('方案 第1条', { readers: 'CITY、LSG、LFR', self: true }),
  })
  developmentScore!: string | null;

  /** From what the bureau holds, and what the other owners answer to the caller (Q02). */
  @Shared(() => EligibilityReport, {
    zh: '认定条件核验',
    level: 2,
    share: conditional('方案 第1条', { readers: 'SMEB、CITY', self: true }),
    args: {
      // The kit's type of an argument names scalars only, yet it hands any declared type on.
      ruleSet: { type: EligibilityRuleSet as never, zh: '认定标准；不填为下一梯次在该日期施行的标准' },
      asOf: { type: DateScalar, zh: '判断所依的日期；不填为今日' },
      isRenewal: {
        type: GraphQLBoolean,
        zh: '按复核（续期）判断；不填时，该日期仍持有此称号的按复核，其余按新申报',
      },
    },
    from: eligibility,
    evidence: eligibilityEvidence,
  })
  eligibility!: EligibilityReport | null;

  @Shared(() => [Weakness], {
    zh: '短板诊断',
    level: 3,
    share: conditional('方案 第2条', { readers: 'CITY、服务管家', self: true }),
    from: rows(Weakness, { orderBy: 'diagnosedOn' }),
  })
  weaknesses!: Weakness[];

  @Shared(() => Boolean, {
    zh: '“小升规”培育对象',
    level: 2,
    share: unconditional('方案 第4条', { readers: 'CITY、EXCH、MIIT', self: true }),
  })
  scaleUpTarget!: boolean | null;

  @Shared(() => Boolean, {
    zh: '股改培育对象',
    level: 2,
    share: unconditional('方案 第4条', { readers: 'CITY、EXCH、MIIT', self: true }),
  })
  shareReformTarget!: boolean | null;

  /** How many there are is open (`trainingCount`); who they are is not. */
  @Shared(() => [Trainee], {
    zh: '领军人才培训学员',
    level: 3,
    share: consent(PERSON, { readers: 'CITY' }),
    from: rows(Trainee, { orderBy: 'year' }),
  })
  trainees!: Trainee[];

  @Shared(() => [ServiceOrder], {
    zh: '平台服务记录',
    level: 3,
    share: consent(CONSENT, { readers: '本企业、SMEB', self: true }),
    from: rows(ServiceOrder, { orderBy: 'orderedOn' }),
  })
  serviceOrders!: ServiceOrder[];

  @Shared(() => String, {
    zh: '联系人',
    level: 3,
    share: consent(PERSON, { readers: 'EXCH（M10）、LFR（M09）', self: true }),
  })
  contactName!: string | null;

  @Shared(() => MaskedString, {
    zh: '联系电话',
    level: 3,
    share: consent(PERSON, { readers: 'EXCH（M10）、LFR（M09）', self: true }),
    mask: maskPhone,
  })
  contactPhone!: string | null;

  @Shared(() => ProductEntry, {
    zh: '推广目录条目',
    level: 1,
    share: open('方案 第20条'),
    from: row(ProductEntry, { orderBy: 'publishedOn' }),
  })
  productCatalogueEntry!: ProductEntry | null;

  @Stored(() => DateScalar, '开始从事细分市场的日期')
  nicheSince!: string | null;

  @Stored(() => Decimal, '上一年度的专精特新发展评价得分')
  formerDevelopmentScore!: string | null;

  /** The score is known from this day on, the former one from a year before it. */
  @Stored(() => DateScalar, '发展评价得分的评价日期')
  scoredOn!: string | null;

  /** Title of the first tier, 科技和创新型 (until 2026 创新型), which is no step of the plan's ladder but a condition of its first. */
  @Stored(() => DateScalar, '创新型中小企业称号有效期起')
  innovativeFrom!: string | null;

  @Stored(() => DateScalar, '创新型中小企业称号有效期止（含当日）')
  innovativeUntil!: string | null;
}
