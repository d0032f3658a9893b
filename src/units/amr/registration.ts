import { Index } from 'typeorm';
import { maskIdNumber, maskPhone } from '../../kit/mask';
import { DateScalar, DivisionCode, IndustryCode, MaskedString, Money } from '../../kit/scalars';
import { conditional, consent, open, predicate, unconditional, withheld } from '../../kit/share';
import {
  declareEnum,
  EnterprisePart,
  EnterpriseRow,
  Fact,
  Match,
  Part,
  Shared,
  Slice,
  type PredicateResult,
} from '../../kit/slice';
import { expression, rows } from '../../kit/source';
import { NAME_PAIRS_INDEX } from './name-search';

/** 企业类型: the kinds that the register of market entities keeps apart [M]. */
export enum CompanyType {
  LIMITED_LIABILITY = 'LIMITED_LIABILITY',
  JOINT_STOCK = 'JOINT_STOCK',
  STATE_OWNED = 'STATE_OWNED',
  COLLECTIVE = 'COLLECTIVE',
  PARTNERSHIP = 'PARTNERSHIP',
  SOLE_PROPRIETORSHIP = 'SOLE_PROPRIETORSHIP',
  COOPERATIVE = 'COOPERATIVE',
}
declareEnum(CompanyType, {
  name: 'CompanyType',
  zh: '企业类型',
  labels: {
    LIMITED_LIABILITY: '有限责任公司',
    JOINT_STOCK: '股份有限公司',
    STATE_OWNED: '全民所有制企业',
    COLLECTIVE: '集体所有制企业',
    PARTNERSHIP: '合伙企业',
    SOLE_PROPRIETORSHIP: '个人独资企业',
    COOPERATIVE: '农民专业合作社',
  },
});

/** 登记状态, as the public register names them [M]. */
export enum RegistrationStatus {
  IN_OPERATION = 'IN_OPERATION',
  SUSPENDED = 'SUSPENDED',
  REVOKED = 'REVOKED',
  DEREGISTERED = 'DEREGISTERED',
  MOVED_OUT = 'MOVED_OUT',
}
declareEnum(RegistrationStatus, {
  name: 'RegistrationStatus',
  zh: '登记状态',
  labels: {
    IN_OPERATION: '存续（在营）',
    SUSPENDED: '歇业',
    REVOKED: '吊销，未注销',
    DEREGISTERED: '注销',
    MOVED_OUT: '迁出',
  },
});

@Part({ zh: '行政处罚' })
@Index(['uscc'])
export class Penalty extends EnterprisePart {
  @Fact(() => String, '决定书文号', { required: true })
  documentNo!: string;

  @Fact(() => DateScalar, '处罚决定日期', { required: true })
  decidedOn!: string;

  @Fact(() => String, '违法行为', { required: true })
  offence!: string;

  @Fact(() => Money, '罚款金额')
  fine!: number | null;
}

/** [M] numbers of articles in the law of registers and of publicity are from memory. */
const PUBLICITY = '企业信息公示暂行条例 第6条';
const IDENTITY = '个人信息保护法 第13条、第28条';

/**
 * What the market regulator registers of one enterprise. Values that most rows have are found by walking the key;
 * only the rare ones are indexed.
 */
@Slice({ zh: '登记注册' })
@Index(['division', 'uscc'])
@Index(['industry', 'uscc'])
@Index(['establishedOn', 'uscc'])
@Index(['registeredCapital', 'uscc'])
@Index(['companyType', 'uscc'], { where: `"company_type" <> 'LIMITED_LIABILITY'` })
@Index(['status', 'uscc'], { where: `"status" <> 'IN_OPERATION'` })
@Index(['uscc', 'abnormalListed'], { where: '"abnormal_listed"' })
@Index(NAME_PAIRS_INDEX, { synchronize: false })
export class Registration extends EnterpriseRow {
  @Shared(() => String, { zh: '企业名称', level: 1, share: open(PUBLICITY), required: true })
  name!: string;

  @Shared(() => [String], { zh: '曾用名', level: 1, share: open(PUBLICITY), required: true })
  formerNames!: string[];

  @Shared(() => CompanyType, { zh: '企业类型', level: 1, share: open(PUBLICITY), required: true })
  companyType!: CompanyType;

  @Shared(() => RegistrationStatus, { zh: '登记状态', level: 1, share: open(PUBLICITY), required: true })
  status!: RegistrationStatus;

  @Shared(() => DateScalar, { zh: '成立日期', level: 1, share: open(PUBLICITY), required: true })
  establishedOn!: string;

  @Shared(() => Money, { zh: '注册资本', level: 1, share: open(PUBLICITY) })
  registeredCapital!: number | null;

  @Shared(() => DivisionCode, { zh: '登记地（GB/T 2260）', level: 1, share: open(PUBLICITY), required: true })
  override division!: string;

  @Shared(() => Boolean, { zh: '测试数据，并非真实企业', level: 1, share: open(PUBLICITY), required: true })
  override isSynthetic!: boolean;

  @Shared(() => IndustryCode, { zh: '行业（GB/T 4754）', level: 1, share: unconditional() })
  industry!: string | null;

  /** Tied to the office, so not a person's credit information (征信业管理条例 第13条). */
  @Shared(() => String, {
    zh: '法定代表人',
    level: 2,
    share: unconditional('政务数据共享条例 第14条；征信业管理条例 第13条'),
  })
  legalRepresentativeName!: string | null;

  @Shared(() => MaskedString, {
    zh: '法定代表人身份证号',
    level: 4,
    share: withheld('个人信息保护法 第28条、第34条：只核对，不提供'),
    mask: maskIdNumber,
  })
  legalRepresentativeIdNo!: string | null;

  /** Asked as lower-case hex of SHA-256 over code and identity number together, so that no answer serves for another enterprise. */
  @Match({
    zh: '法定代表人身份核对：统一社会信用代码与身份证号相连后的 SHA-256，小写十六进制',
    level: 4,
    share: predicate(IDENTITY, { readers: '经本人同意或依法定职责核对的部门' }),
    argument: 'hash',
    of: expression(
      (e) => `encode(sha256(convert_to(${e}.uscc || ${e}.legal_representative_id_no, 'UTF8')), 'hex')`,
    ),
  })
  matchesLegalRep!: PredicateResult;

  @Shared(() => MaskedString, {
    zh: '法定代表人手机',
    level: 4,
    share: consent(IDENTITY, { readers: 'CITY、ZONE（服务管家），须法定代表人本人同意', isPersonal: true }),
    mask: maskPhone,
  })
  legalRepresentativePhone!: string | null;

  @Shared(() => Boolean, {
    zh: '列入经营异常名录',
    level: 1,
    share: open('企业信息公示暂行条例 第17条'),
    required: true,
  })
  abnormalListed!: boolean;

  @Shared(() => Boolean, {
    zh: '列入严重违法失信名单',
    level: 1,
    share: open('企业信息公示暂行条例 第17条'),
    required: true,
  })
  seriouslyDishonest!: boolean;

  @Shared(() => [Penalty], {
    zh: '行政处罚',
    level: 1,
    share: open('行政处罚法 第48条；企业信息公示暂行条例 第6条'),
    required: true,
    from: rows(Penalty, { orderBy: 'decidedOn' }),
  })
  penalties!: Penalty[];

  /** Of the latest annual report; the enterprise chooses whether it is published (第9条). */
  @Shared(() => Money, {
    zh: '年报资产总额',
    level: 2,
    share: conditional('企业信息公示暂行条例 第9条', { self: true }),
  })
  annualReportAssets!: number | null;
}
