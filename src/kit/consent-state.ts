import type { RefusalCode } from './refusal';

/** How an enterprise's consent stands to one caller, purpose, field and year at this moment. */
export type ConsentState =
  'IN_FORCE' | 'MISSING' | 'EXPIRED' | 'REVOKED' | 'PAUSED' | 'OTHER_YEAR' | 'USED_UP';

/** Why a field is not told where no consent in force covers the question; `says` stands behind the field's name. */
export const consentRefusals: Readonly<
  Record<Exclude<ConsentState, 'IN_FORCE'>, { readonly code: RefusalCode; readonly says?: string }>
> = {
  MISSING: { code: 'DENIED_CONSENT_MISSING' },
  EXPIRED: { code: 'DENIED_CONSENT_EXPIRED' },
  REVOKED: { code: 'DENIED_CONSENT_REVOKED' },
  PAUSED: { code: 'DENIED_CONSENT_REVOKED', says: '企业已暂停授权，可由企业恢复' },
  OTHER_YEAR: { code: 'DENIED_CONSENT_MISSING', says: '企业只授权部分年度：请以 year 指明已授权的年度' },
  USED_UP: { code: 'LIMIT_EXCEEDED', says: '企业授权约定的次数已用完' },
};
