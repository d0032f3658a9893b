import type { Evidence } from './rules/evidence';
import type { UnitCode } from './unit-directory';

/** 共享属性: how a field may be shared at all, before any agreement (政务数据共享条例 第14–15条). */
export type ShareAttribute = 'OPEN' | 'UNCONDITIONAL' | 'CONDITIONAL' | 'CONSENT' | 'PREDICATE' | 'WITHHELD';

export const shareAttributeLabels: Readonly<Record<ShareAttribute, string>> = {
  OPEN: '向社会开放',
  UNCONDITIONAL: '无条件共享',
  CONDITIONAL: '有条件共享',
  CONSENT: '经企业授权共享',
  PREDICATE: '仅以是否判断共享',
  WITHHELD: '不予共享',
};

/** 1 公开, 2 内部, 3 敏感, 4 高敏 (GB/T 43697-2024). */
export type Level = 1 | 2 | 3 | 4;

/** How often the owner renews the field. */
export type UpdateCycle = 'REALTIME' | 'DAILY' | 'MONTHLY' | 'QUARTERLY' | 'YEARLY';

export const updateCycleLabels: Readonly<Record<UpdateCycle, string>> = {
  REALTIME: '实时',
  DAILY: '每日',
  MONTHLY: '每月',
  QUARTERLY: '每季度',
  YEARLY: '每年',
};

/** The sharing rule of one field, as its owner declares it. */
export interface Share {
  readonly attr: ShareAttribute;
  /** Legal basis, in Chinese, article included. */
  readonly basis: string;
  /** For whom the field is meant, as the catalogue prints it. */
  readonly readers: string;
  /** The enterprise itself may read it. */
  readonly self: boolean;
  /** It is about the legal representative as a person: whoever consents to it must be that person. */
  readonly isPersonal?: boolean;
}

export interface ShareOptions {
  readonly readers?: string;
  readonly self?: boolean;
  readonly isPersonal?: boolean;
}

const DATA_SHARING = '政务数据共享条例 第14条';

function share(attr: ShareAttribute, basis: string, readers: string, options: ShareOptions): Share {
  return {
    attr,
    basis,
    readers: options.readers ?? readers,
    self: options.self ?? false,
    ...(options.isPersonal === true ? { isPersonal: true } : {}),
  };
}

/** Anyone may read it, strangers too. */
export const open = (basis = '政府信息公开条例 第20条', options: ShareOptions = {}): Share =>
  share('OPEN', basis, '社会公众', options);

/** Every department may have it for its duty, after a formal check; never a state enterprise. */
export const unconditional = (basis = DATA_SHARING, options: ShareOptions = {}): Share =>
  share('UNCONDITIONAL', basis, '各部门', options);

/** The owner decides on each application. */
export const conditional = (basis = DATA_SHARING, options: ShareOptions = {}): Share =>
  share('CONDITIONAL', basis, '经提供方同意的单位', options);

/** An agreement and, beside it, the enterprise's own consent are needed. */
export const consent = (basis: string, options: ShareOptions = {}): Share =>
  share('CONSENT', basis, '经企业书面授权的单位', options);

/** The value never leaves its owner; only yes, no or unknown on listed thresholds does. */
export const predicate = (basis: string, options: ShareOptions = {}): Share =>
  share('PREDICATE', basis, '经提供方同意的单位', options);

/** Stands in the catalogue and is never told; `basis` names the law that says so. */
export const withheld = (basis: string): Share => share('WITHHELD', basis, '不提供', {});

/** How a root field that counts or adds up what is known of many enterprises tells of none of them (decision 0018). */
export interface Sum {
  /** Coordinates of the facts that go into it, or of sums that it is made of. */
  readonly of: readonly string[];
  /**
   * `EXACTLY`: whoever is told the sum may read every fact in it. `IN_BLOCKS`: each number is of nobody or of three
   * enterprises that no number told before it counts. `IN_STEPS`: whole steps, each larger than any enterprise's part.
   */
  readonly told: 'EXACTLY' | 'IN_BLOCKS' | 'IN_STEPS';
}

/**
 * Who may make a change: the unit whose own slice it is, any unit or the authority in the affairs of sharing, an enterprise
 * in its own.
 */
export type Maker = 'OWNER' | 'UNIT' | 'AUTHORITY' | 'ENTERPRISE';

/** What decision, gate and record know of a root field by which something is changed: it shares nothing. */
export interface ChangePolicy {
  /** `Mutation.grantAward`. */
  readonly coordinate: string;
  readonly unit: UnitCode;
  readonly zh: string;
  readonly basis: string;
  readonly makers: readonly Maker[];
  /** Only a system that acts for one division may make it, and only there. */
  readonly byDivision: boolean;
  /** A change reads no field of another owner. */
  readonly reads?: undefined;
  readonly evidence?: undefined;
}

/** What the graph, the catalogue, the decision and the record all know of one field. */
export interface FieldPolicy extends Share {
  /** `Tax.revenue`, `Query.enterprises`: type and field in the published schema. */
  readonly coordinate: string;
  readonly unit: UnitCode;
  readonly zh: string;
  readonly level: Level;
  readonly update: UpdateCycle | undefined;
  /** Thresholds that a predicate answers; absent on other fields. */
  readonly thresholds: readonly number[] | undefined;
  /** The field's value can be masked (it is text). */
  readonly maskable: boolean;
  /** The value is that of a year, which may be asked for by `year`. */
  readonly isYearly?: boolean;
  /** Other owners' coordinates that an answer is made from: to ask for this field is to read them, so each is decided. */
  readonly reads?: readonly string[];
  /** What other owners are asked to tell it; a refusal of one does not refuse the field. */
  readonly evidence?: readonly Evidence[];
  /** Of root fields that count or add up. */
  readonly sum?: Sum;
  /** An affair of sharing itself: whose it may be. No agreement opens it; of its rows each reads those that are its own. */
  readonly affairOf?: readonly Exclude<Maker, 'OWNER'>[];
}

/** What decides over a coordinate: the sharing of a field, or who may make a change. */
export type Policy = FieldPolicy | ChangePolicy;
