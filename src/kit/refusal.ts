/** A rule said no. Thrown or returned as a value; everything else that goes wrong is a fault. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly extensions: RefusalExtensions;

  constructor(details: RefusalDetails) {
    super(`${refusals[details.code].says}${details.about === undefined ? '' : `：${details.about}`}`);
    const { code, unit, field, basis } = details;
    this.extensions = {
      code,
      ...(unit === undefined ? {} : { unit }),
      ...(field === undefined ? {} : { field }),
      ...(basis === undefined ? {} : { basis }),
      ...(details.retryAfterSeconds === undefined ? {} : { retryAfter: details.retryAfterSeconds }),
      ...(details.left === undefined ? {} : { left: details.left }),
      ...(details.rows === undefined ? {} : { rows: details.rows }),
      ...(refusals[code].next === undefined ? {} : { nextStep: refusals[code].next }),
    };
  }
}

/** The refusal that an owner's answer carries, to be passed on as it was told; undefined for any other error. */
export function refusalToldBy(error: {
  readonly message: string;
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
}): Refusal | undefined {
  const { code, unit, field, basis } = error.extensions ?? {};
  if (typeof code !== 'string' || !(code in refusals)) return undefined;
  const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
  const { says } = refusals[code as RefusalCode];
  return new Refusal({
    code: code as RefusalCode,
    about: error.message.startsWith(`${says}：`) ? error.message.slice(says.length + 1) : undefined,
    unit: text(unit),
    field: text(field),
    basis: text(basis),
  });
}

export type RefusalCode =
  | 'UNAUTHENTICATED'
  | 'DENIED_WITHHELD'
  | 'DENIED_NO_GRANT'
  | 'DENIED_PURPOSE'
  | 'DENIED_SCOPE'
  | 'DENIED_CONSENT_MISSING'
  | 'DENIED_CONSENT_EXPIRED'
  | 'DENIED_CONSENT_REVOKED'
  | 'DENIED_THRESHOLD'
  | 'DENIED_BISECTION'
  | 'DENIED_SMALL_CELL'
  | 'OWNER_UNAVAILABLE'
  | 'OWNER_TIMEOUT'
  | 'UNKNOWN_SUBJECT'
  | 'LIMIT_EXCEEDED'
  | 'BAD_USER_INPUT'
  | 'INTERNAL';

/** What became of one field: told, changed by its owner, or the code of the rule that refused it. */
export type FieldOutcome = 'clear' | 'masked' | 'predicate' | 'change' | RefusalCode;

export interface NextStep {
  readonly action: string;
  readonly url: string;
}

/** What is wrong with one row of a batch; rows are counted from 1. */
export interface RowProblem {
  readonly row: number;
  readonly problem: string;
}

export interface RefusalDetails {
  readonly code: RefusalCode;
  /** What is refused, in Chinese and without any value. */
  readonly about?: string | undefined;
  readonly unit?: string | undefined;
  readonly field?: string | undefined;
  readonly basis?: string | undefined;
  readonly retryAfterSeconds?: number | undefined;
  /** How much of a cap is left: fen where the cap is money, else a count. */
  readonly left?: number | undefined;
  readonly rows?: readonly RowProblem[] | undefined;
}

interface RefusalExtensions {
  readonly [key: string]: unknown;
  readonly code: RefusalCode;
}

const apply: NextStep = { action: 'APPLY', url: '/console/applications/new' };
const askConsent: NextStep = { action: 'REQUEST_CONSENT', url: '/console/consents/new' };
const retry: NextStep = { action: 'RETRY_LATER', url: '/readyz' };

/** What each code says first, and the lawful step that comes next; in the order in which rules are checked. */
export const refusals: Readonly<Record<RefusalCode, { says: string; next?: NextStep }>> = {
  UNAUTHENTICATED: {
    says: '身份凭证无效或已过期',
    next: { action: 'GET_TOKEN', url: '/oauth/token' },
  },
  DENIED_WITHHELD: { says: '不予共享', next: { action: 'READ_CATALOGUE', url: '/console/catalogue' } },
  DENIED_NO_GRANT: { says: '没有共享协议', next: apply },
  DENIED_PURPOSE: {
    says: '共享协议不包含本次使用用途',
    next: { action: 'CHANGE_PURPOSE', url: '/console/applications/new' },
  },
  DENIED_SCOPE: { says: '不在共享协议范围内，或提供方没有该企业', next: apply },
  DENIED_CONSENT_MISSING: { says: '缺少企业授权', next: askConsent },
  DENIED_CONSENT_EXPIRED: { says: '企业授权已过期', next: askConsent },
  DENIED_CONSENT_REVOKED: { says: '企业授权已撤回', next: askConsent },
  DENIED_THRESHOLD: {
    says: '阈值不在允许清单内',
    next: { action: 'USE_LISTED_THRESHOLD', url: '/console/catalogue' },
  },
  DENIED_BISECTION: { says: '阈值不在本用途约定之内，否则可逐步逼近实际数值', next: apply },
  DENIED_SMALL_CELL: { says: '统计单元过小，不予提供' },
  OWNER_UNAVAILABLE: { says: '提供方暂不可用', next: retry },
  OWNER_TIMEOUT: { says: '提供方未在时限内答复', next: retry },
  UNKNOWN_SUBJECT: { says: '没有该企业的记录' },
  LIMIT_EXCEEDED: { says: '超出上限' },
  BAD_USER_INPUT: { says: '输入有误' },
  INTERNAL: { says: '内部错误，请凭 requestId 联系运维' },
};
