import { Index } from 'typeorm';
import { DateScalar, Money } from '../../kit/scalars';
import { declareEnum, EnterprisePart, Fact, Part } from '../../kit/slice';
import { TODAY } from '../../kit/today';

/** How an investor may come in [M]. */
export enum CooperationMode {
  JOINT_VENTURE = 'JOINT_VENTURE',
  EQUITY = 'EQUITY',
  TECHNOLOGY = 'TECHNOLOGY',
}
declareEnum(CooperationMode, {
  name: 'CooperationMode',
  zh: '招商合作方式',
  labels: { JOINT_VENTURE: '合资新建', EQUITY: '股权合作', TECHNOLOGY: '技术合作' },
});

/** 方案 第20条: an entry of the catalogue of products and projects. */
@Part({ zh: '招商项目' })
@Index(['uscc'])
export class CatalogueProject extends EnterprisePart {
  @Fact(() => String, '项目', { required: true })
  name!: string;

  @Fact(() => String, '简介', { required: true })
  summary!: string;

  @Fact(() => CooperationMode, '合作方式', { required: true })
  mode!: CooperationMode;

  @Fact(() => Money, '总投资', { required: true })
  investment!: number;

  /** Absent until the entry stands in the catalogue: until then it is not told. */
  @Fact(() => DateScalar, '发布日期')
  publishedOn!: string | null;
}

/** Entries over `p` that stand in the catalogue today. */
export const PUBLISHED_PROJECTS = `p.published_on <= ${TODAY}`;

export enum ProspectiveInvestorKind {
  INDUSTRIAL = 'INDUSTRIAL',
  FUND = 'FUND',
  STATE_ENTERPRISE = 'STATE_ENTERPRISE',
}
declareEnum(ProspectiveInvestorKind, {
  name: 'ProspectiveInvestorKind',
  zh: '意向投资方类别',
  labels: { INDUSTRIAL: '产业企业', FUND: '投资基金', STATE_ENTERPRISE: '国有企业' },
});

@Part({ zh: '意向投资方' })
@Index(['uscc'])
export class ProspectiveInvestor extends EnterprisePart {
  @Fact(() => String, '名称', { required: true })
  name!: string;

  @Fact(() => ProspectiveInvestorKind, '类别', { required: true })
  kind!: ProspectiveInvestorKind;

  /** Absent until the investor has named one. */
  @Fact(() => Money, '意向投资额')
  intended!: number | null;

  @Fact(() => DateScalar, '首次接洽日期', { required: true })
  contactedOn!: string;
}

/** 方案 第20条: portals, public service platforms and the main media of the province. */
export enum PublicityChannel {
  PORTAL = 'PORTAL',
  SERVICE_PLATFORM = 'SERVICE_PLATFORM',
  PROVINCIAL_MEDIA = 'PROVINCIAL_MEDIA',
}
declareEnum(PublicityChannel, {
  name: 'PublicityChannel',
  zh: '宣传渠道',
  labels: { PORTAL: '门户网站', SERVICE_PLATFORM: '公共服务平台', PROVINCIAL_MEDIA: '省内主流媒体' },
});

@Part({ zh: '宣传条目' })
@Index(['uscc'])
export class PublicityItem extends EnterprisePart {
  @Fact(() => String, '标题', { required: true })
  title!: string;

  @Fact(() => PublicityChannel, '渠道', { required: true })
  channel!: PublicityChannel;

  @Fact(() => String, '刊载方', { required: true })
  outlet!: string;

  @Fact(() => DateScalar, '刊载日期', { required: true })
  publishedOn!: string;
}
