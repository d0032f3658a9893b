import { Int } from 'type-graphql';
import { Index } from 'typeorm';
import { DateScalar, Money } from '../../kit/scalars';
import { conditional, open, unconditional } from '../../kit/share';
import {
  declareEnum,
  EnterprisePart,
  EnterpriseRow,
  Fact,
  Part,
  Shared,
  Slice,
  Stored,
} from '../../kit/slice';
import { expression, rows, type Source } from '../../kit/source';

/** 专利类型 (专利法 第2条). */
export enum PatentKind {
  INVENTION = 'INVENTION',
  UTILITY_MODEL = 'UTILITY_MODEL',
  DESIGN = 'DESIGN',
}
declareEnum(PatentKind, {
  name: 'PatentKind',
  zh: '专利类型',
  labels: { INVENTION: '发明', UTILITY_MODEL: '实用新型', DESIGN: '外观设计' },
});

export enum PatentStatus {
  IN_FORCE = 'IN_FORCE',
  LAPSED = 'LAPSED',
}
declareEnum(PatentStatus, {
  name: 'PatentStatus',
  zh: '专利法律状态',
  labels: { IN_FORCE: '有效', LAPSED: '已失效' },
});

export enum IpTradeKind {
  TRANSFER = 'TRANSFER',
  LICENCE = 'LICENCE',
}
declareEnum(IpTradeKind, {
  name: 'IpTradeKind',
  zh: '知识产权交易方式',
  labels: { TRANSFER: '转让', LICENCE: '许可' },
});

@Part({ zh: '专利' })
@Index(['uscc'])
export class Patent extends EnterprisePart {
  @Fact(() => String, '专利号', { required: true })
  number!: string;

  @Fact(() => String, '名称', { required: true })
  title!: string;

  @Fact(() => PatentKind, '类型', { required: true })
  kind!: PatentKind;

  @Fact(() => DateScalar, '授权公告日', { required: true })
  grantedOn!: string;

  @Fact(() => PatentStatus, '法律状态', { required: true })
  status!: PatentStatus;
}

/** 方案 第14条: the enterprise is the buyer. */
@Part({ zh: '知识产权交易' })
@Index(['uscc'])
export class IpTrade extends EnterprisePart {
  @Fact(() => String, '登记号；省财政厅测算补助时填写', { required: true })
  tradeId!: string;

  @Fact(() => IpTradeKind, '方式', { required: true })
  kind!: IpTradeKind;

  @Fact(() => String, '标的', { required: true })
  subject!: string;

  @Fact(() => Money, '成交金额', { required: true })
  price!: number;

  @Fact(() => DateScalar, '成交日期', { required: true })
  tradedOn!: string;
}

@Part({ zh: '知识产权质押登记' })
@Index(['uscc'])
export class IpPledge extends EnterprisePart {
  @Fact(() => String, '质押登记号', { required: true })
  registrationNo!: string;

  @Fact(() => String, '质权人', { required: true })
  pledgee!: string;

  @Fact(() => Int, '质押专利件数', { required: true })
  patents!: number;

  @Fact(() => DateScalar, '登记日期', { required: true })
  registeredOn!: string;

  /** Absent while the pledge stands. */
  @Fact(() => DateScalar, '注销日期')
  releasedOn!: string | null;
}

/** Rights of one class: patents in force of these kinds, and those that are no patents. */
function rightsOfClass(kinds: readonly PatentKind[], others: string): Source {
  const listed = kinds.map((kind) => `'${kind}'`).join(', ');
  return expression(
    (e) =>
      `coalesce(${e}.${others}, 0) + (SELECT count(*)::int FROM patent p ` +
      `WHERE p.uscc = ${e}.uscc AND p.status = '${PatentStatus.IN_FORCE}' AND p.kind IN (${listed}))`,
  );
}

/** What the market regulator knows of an enterprise's intellectual property, quality awards and standards. */
@Slice({ zh: '知识产权与质量' })
export class IntellectualProperty extends EnterpriseRow {
  /** I 类: inventions, plant varieties, national new drugs, layout designs (工信部企业〔2022〕63号 附件). */
  @Shared(() => Int, {
    zh: 'I 类知识产权数（有效）',
    level: 2,
    share: unconditional('方案 第12条、第14条', { readers: 'SMEB、STD、FIN', self: true }),
    from: rightsOfClass([PatentKind.INVENTION], 'other_class1_rights'),
  })
  class1IpCount!: number | null;

  /** II 类: utility models, designs, software copyrights (工信部企业〔2022〕63号 附件). */
  @Shared(() => Int, {
    zh: 'II 类知识产权数（有效）',
    level: 2,
    share: unconditional('方案 第12条、第14条', { readers: 'SMEB、STD、FIN', self: true }),
    from: rightsOfClass([PatentKind.UTILITY_MODEL, PatentKind.DESIGN], 'other_class2_rights'),
  })
  class2IpCount!: number | null;

  @Shared(() => [Patent], {
    zh: '专利',
    level: 1,
    share: open('专利法 第21条'),
    required: true,
    from: rows(Patent, { orderBy: 'grantedOn' }),
  })
  patents!: Patent[];

  /** The price is a trade secret. */
  @Shared(() => [IpTrade], {
    zh: '知识产权交易',
    level: 3,
    share: conditional('方案 第14条；反不正当竞争法 第9条', { readers: 'FIN、SMEB（M14）', self: true }),
    from: rows(IpTrade, { orderBy: 'tradedOn' }),
  })
  ipTrades!: IpTrade[];

  @Shared(() => [IpPledge], {
    zh: '知识产权质押登记',
    level: 2,
    share: unconditional('方案 第14条', { readers: 'LFR、PBC、CBIRC', self: true }),
    from: rows(IpPledge, { orderBy: 'registeredOn' }),
  })
  ipPledges!: IpPledge[];

  @Shared(() => Int, { zh: '省级以上质量奖数', level: 1, share: open(), required: true })
  qualityAwards!: number;

  @Shared(() => Int, { zh: '参与制定标准数', level: 1, share: open('标准化法 第17条'), required: true })
  standardsJoined!: number;

  @Stored(() => Int, '专利以外的 I 类权利数')
  otherClass1Rights!: number | null;

  @Stored(() => Int, '专利以外的 II 类权利数（软件著作权等）')
  otherClass2Rights!: number | null;
}
