import { Check } from 'typeorm';
import { DivisionCode, Money } from '../../kit/scalars';
import { conditional, consent, open, unconditional } from '../../kit/share';
import { declareEnum, EnterpriseRow, Shared, Slice } from '../../kit/slice';
import { rows } from '../../kit/source';
import { CatalogueProject, ProspectiveInvestor, PublicityItem, PUBLISHED_PROJECTS } from './records';

/** 洽谈阶段, in the order in which a deal passes through them [M]. */
export enum InvestmentStage {
  CONTACT = 'CONTACT',
  VISIT = 'VISIT',
  NEGOTIATION = 'NEGOTIATION',
  SIGNED = 'SIGNED',
  LANDED = 'LANDED',
}
declareEnum(InvestmentStage, {
  name: 'InvestmentStage',
  zh: '招商洽谈阶段',
  labels: { CONTACT: '接洽', VISIT: '考察', NEGOTIATION: '洽谈', SIGNED: '签约', LANDED: '落地' },
});

const TRADE_SECRET = '数据安全法 第38条（商业秘密）';

/** What the investment promotion bureau knows of one enterprise as a partner for investors. */
@Slice({ zh: '投资促进' })
@Check('investment_promotion_signed', `"signed_amount" IS NULL OR "stage" IN ('SIGNED', 'LANDED')`)
export class InvestmentPromotion extends EnterpriseRow {
  @Shared(() => [CatalogueProject], {
    zh: '招商项目（发布后）',
    level: 1,
    share: open('方案 第20条'),
    required: true,
    from: rows(CatalogueProject, { orderBy: 'publishedOn', where: PUBLISHED_PROJECTS }),
  })
  catalogueProjects!: CatalogueProject[];

  @Shared(() => [ProspectiveInvestor], {
    zh: '意向投资方',
    level: 4,
    share: consent(`企业书面授权；${TRADE_SECRET}`, { readers: '企业自己', self: true }),
    from: rows(ProspectiveInvestor, { orderBy: 'contactedOn' }),
  })
  investors!: ProspectiveInvestor[];

  @Shared(() => Money, {
    zh: '签约额',
    level: 3,
    share: conditional(`方案 保障措施（三）；${TRADE_SECRET}`, { readers: 'LSG' }),
  })
  signedAmount!: number | null;

  /** Of the deal that has got furthest. */
  @Shared(() => InvestmentStage, {
    zh: '洽谈阶段',
    level: 3,
    share: conditional(`方案 第20条；${TRADE_SECRET}`, { readers: 'CITY' }),
  })
  stage!: InvestmentStage | null;

  /** What the enterprise's chain lacks in the province, and investors are sought for; empty where nobody has looked. */
  @Shared(() => [String], {
    zh: '补链需求',
    level: 2,
    share: unconditional('方案 第17条', { readers: 'MIIT' }),
  })
  chainGap!: string[] | null;

  @Shared(() => [PublicityItem], {
    zh: '宣传条目',
    level: 1,
    share: open('方案 第20条'),
    required: true,
    from: rows(PublicityItem, { orderBy: 'publishedOn' }),
  })
  publicityItems!: PublicityItem[];

  /** Where the investment goes; it need not be where the enterprise is registered. */
  @Shared(() => DivisionCode, {
    zh: '落地县区',
    level: 2,
    share: unconditional('方案 第20条', { readers: 'CITY' }),
  })
  landingDivision!: string | null;

  /** An official of the bureau, named for the office. */
  @Shared(() => String, {
    zh: '联系人',
    level: 2,
    share: unconditional('方案 第20条', { readers: 'CITY' }),
  })
  contactOfficer!: string | null;
}
