import type { Wish } from '../../support/ask';
import { refusal, hub, steps } from './the-year';
import { outcome } from './reads';

/** Enterprises with a record of credit that have never consented to anything. */
let withdrawing: string;
let ending: string;
export let objecting: string;

const overview = { consumer: 'LFR', purpose: 'M09', fields: ['Credit.creditOverview'] };
const self = (uscc: string): Wish => ({ enterprise: uscc });
export const regulatorReads = (uscc: string): Promise<string> =>
  outcome('LFR.main.M09', 'Credit.creditOverview', uscc);

const give = (uscc: string, terms: object): Promise<string> =>
  steps.done(self(uscc), 'giveConsent', { ...overview, ...terms });

async function stateOf(uscc: string): Promise<object[]> {
  const query = '{ consents { edges { node { state startsOn endsOn used } } } }';
  const { edges } = (await hub.as(self(uscc), query)).data.consents as { edges: { node: object }[] };
  return edges.map(({ node }) => node);
}

async function unconsented(): Promise<string[]> {
  const consents = await hub.rows<{ uscc: string }>('SELECT DISTINCT uscc FROM consent');
  const rows = await hub.rows<{ uscc: string }>(
    'SELECT uscc FROM credit WHERE NOT uscc = ANY($1) ORDER BY uscc LIMIT 3',
    [consents.map(({ uscc }) => uscc)],
    'pbc',
  );
  return rows.map(({ uscc }) => uscc);
}

/** Given, paused, resumed and withdrawn on one day in spring; another one lasts nine days. */
export async function areGivenAndWithdrawn(): Promise<void> {
  [withdrawing = '', ending = '', objecting = ''] = await unconsented();
  await hub.goTo('2026-03-23');
  expect(await regulatorReads(withdrawing)).toBe('DENIED_CONSENT_MISSING');
  const no = await give(withdrawing, { endsOn: '2026-12-31' });
  await give(ending, { endsOn: '2026-03-31' });
  expect([await regulatorReads(withdrawing), await regulatorReads(ending)]).toEqual(['TOLD', 'TOLD']);
  expect(await outcome('LFR.main.M14', 'Credit.creditOverview', withdrawing)).toBe('DENIED_PURPOSE');
  await steps.done(self(withdrawing), 'pauseConsent', { no });
  expect(await regulatorReads(withdrawing)).toBe('DENIED_CONSENT_REVOKED');
  await steps.done(self(withdrawing), 'resumeConsent', { no });
  expect(await regulatorReads(withdrawing)).toBe('TOLD');
  await steps.done(self(withdrawing), 'revokeConsent', { no });
  expect(await regulatorReads(withdrawing)).toBe('DENIED_CONSENT_REVOKED');
  expect(refusal(await hub.act(self(withdrawing), 'resumeConsent', { no }))).toContain('已撤回');
}

export async function lastUntilTheirLastDay(): Promise<void> {
  await hub.goTo('2026-03-31');
  expect(await regulatorReads(ending)).toBe('TOLD');
  await hub.goTo('2026-04-01');
  expect(await regulatorReads(ending)).toBe('DENIED_CONSENT_EXPIRED');
  expect(await stateOf(ending)).toEqual([
    { state: 'EXPIRED', startsOn: '2026-03-23', endsOn: '2026-03-31', used: null },
  ]);
}

/** Asked for by the consumer and granted from a day to come, for as many questions as the consumer asked. */
export async function areUsedUp(): Promise<void> {
  await hub.goTo('2026-11-02');
  const no = await steps.done('LFR.clerk', 'requestConsent', {
    uscc: ending,
    purpose: 'M09',
    fields: overview.fields,
    frequency: { times: 2, per: 'TERM' },
    startsOn: '2026-11-04',
    endsOn: '2026-12-31',
    reason: '核验贷款申请',
  });
  await steps.done(self(ending), 'grantConsentRequest', { no });
  expect(await regulatorReads(ending)).toBe('DENIED_CONSENT_EXPIRED');
  await hub.goTo('2026-11-04');
  expect([await regulatorReads(ending), await regulatorReads(ending)]).toEqual(['TOLD', 'TOLD']);
  expect(await regulatorReads(ending)).toBe('LIMIT_EXCEEDED');
  await hub.goTo('2026-12-01');
  expect(await regulatorReads(ending)).toBe('LIMIT_EXCEEDED');
  expect((await stateOf(ending))[0]).toMatchObject({ state: 'IN_FORCE', used: 2 });
}

/** So that somebody else is told what the enterprise will object to. */
export const isGivenToTheRegulator = (): Promise<string> => give(objecting, { endsOn: '2026-12-31' });
