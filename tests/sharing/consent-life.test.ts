import {
  consentActs,
  ConsentStanding,
  standingOf,
  type ConsentDates,
} from '../../src/sharing/consents/consent-life';

const TODAY = '2026-06-15';
const dates = (change: Partial<ConsentDates> = {}): ConsentDates => ({
  startsOn: '2026-01-01',
  endsOn: '2026-12-31',
  isPaused: false,
  isRevoked: false,
  ...change,
});

describe('how a consent stands', () => {
  it.each<[string, Partial<ConsentDates>, string]>([
    ['between its days', {}, 'IN_FORCE'],
    ['on its first day', { startsOn: TODAY }, 'IN_FORCE'],
    ['on its last day', { endsOn: TODAY }, 'IN_FORCE'],
    ['before its first day', { startsOn: '2026-06-16' }, 'NOT_YET'],
    ['after its last day', { endsOn: '2026-06-14' }, 'EXPIRED'],
    ['paused', { isPaused: true }, 'PAUSED'],
    ['paused before its first day', { isPaused: true, startsOn: '2026-06-16' }, 'PAUSED'],
    ['paused and past its end', { isPaused: true, endsOn: '2026-06-14' }, 'EXPIRED'],
    ['revoked', { isRevoked: true }, 'REVOKED'],
    ['revoked and past its end', { isRevoked: true, endsOn: '2026-06-14' }, 'REVOKED'],
    ['paused and then revoked', { isPaused: true, isRevoked: true }, 'REVOKED'],
  ])('%s', (_, change, standing) => {
    expect(standingOf(dates(change), TODAY)).toBe(standing);
  });
});

describe('what may be done with it', () => {
  it.each(Object.values(ConsentStanding))('%s', (standing) => {
    const allowed = Object.entries(consentActs)
      .filter(([, { from }]) => from.includes(standing))
      .map(([act]) => act);
    expect(allowed).toEqual(
      {
        NOT_YET: ['pauseConsent', 'revokeConsent'],
        IN_FORCE: ['pauseConsent', 'revokeConsent'],
        PAUSED: ['resumeConsent', 'revokeConsent'],
        REVOKED: [],
        EXPIRED: [],
      }[standing],
    );
  });
});
