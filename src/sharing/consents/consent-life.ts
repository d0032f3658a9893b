import { declareEnum } from '../../kit/slice';

export enum ConsentStanding {
  NOT_YET = 'NOT_YET',
  IN_FORCE = 'IN_FORCE',
  PAUSED = 'PAUSED',
  REVOKED = 'REVOKED',
  EXPIRED = 'EXPIRED',
}
export const consentStandings: Readonly<Record<ConsentStanding, string>> = {
  NOT_YET: '未到起始日',
  IN_FORCE: '有效',
  PAUSED: '已暂停',
  REVOKED: '已撤回',
  EXPIRED: '已到期',
};
declareEnum(ConsentStanding, { name: 'ConsentStanding', zh: '企业授权的状态', labels: consentStandings });

export interface ConsentDates {
  readonly startsOn: string;
  readonly endsOn: string;
  readonly isPaused: boolean;
  readonly isRevoked: boolean;
}

/** How a consent stands on a day: what ended it comes before what holds it up. */
export function standingOf(
  { startsOn, endsOn, isPaused, isRevoked }: ConsentDates,
  today: string,
): ConsentStanding {
  if (isRevoked) return ConsentStanding.REVOKED;
  if (endsOn < today) return ConsentStanding.EXPIRED;
  if (isPaused) return ConsentStanding.PAUSED;
  return startsOn > today ? ConsentStanding.NOT_YET : ConsentStanding.IN_FORCE;
}

export type ConsentAct = 'pauseConsent' | 'resumeConsent' | 'revokeConsent';

/** From where each act may be done, and where it leads. */
export const consentActs: Readonly<
  Record<
    ConsentAct,
    {
      readonly zh: string;
      readonly from: readonly `${ConsentStanding}`[];
      readonly to: 'PAUSED' | 'IN_FORCE' | 'REVOKED';
    }
  >
> = {
  pauseConsent: { zh: '暂停', from: ['NOT_YET', 'IN_FORCE'], to: 'PAUSED' },
  resumeConsent: { zh: '恢复', from: ['PAUSED'], to: 'IN_FORCE' },
  revokeConsent: { zh: '撤回', from: ['NOT_YET', 'IN_FORCE', 'PAUSED'], to: 'REVOKED' },
};
