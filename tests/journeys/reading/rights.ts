import { ask, codesOf, tokenFor, type Answer } from '../../support/ask';
import {
  UNKNOWN,
  type LoggedAccess,
  hub,
  titled,
  consented,
  unconsented,
  inTaiyuan,
  elsewhere,
  firstCode,
  as,
} from './asking';

/** Who may read what: agreements, consents, scope, and the order in which rules refuse. */
export function rightsJourneys(): void {
  describe('the equity exchange for M10', () => {
    it('reads listing and cultivation across seven units and is refused credit and revenue with the reason', async () => {
      const answer = await as(
        'EXCH',
        'M10',
        `query ($uscc: USCC!) { enterprise(uscc: $uscc) {
        registration { name status } ip { patents { __typename } } cultivation { tier mainProduct }
        fiscal { awards { amount { fen } } } regionalMarket { displayed listing { code } } energy { orderlyUse }
        tax { arrearsAnnounced revenue { fen } } credit { creditOverview { institutionCount } } } }`,
        { uscc: titled },
      );
      expect(answer.status).toBe(200);
      expect(answer.data.enterprise.cultivation.tier).toMatch(/SRDI|LITTLE_GIANT/);
      expect(typeof answer.data.enterprise.regionalMarket.displayed).toBe('boolean');
      expect(answer.data.enterprise.tax).toEqual({ arrearsAnnounced: expect.any(Boolean), revenue: null });
      expect(answer.data.enterprise.credit).toEqual({ creditOverview: null });
      const refused = new Map(answer.errors.map((error) => [error.extensions['field'], error]));
      for (const field of ['Credit.creditOverview', 'Tax.revenue']) {
        expect(refused.get(field)?.extensions).toMatchObject({
          code: 'DENIED_NO_GRANT',
          basis: expect.stringMatching(/第\d+条/),
          nextStep: { action: 'APPLY' },
        });
      }
      expect(refused.get('Tax.revenue')?.path).toEqual(['enterprise', 'tax', 'revenue']);
    });

    it('says who it is and what it may read', async () => {
      const answer = await as(
        'EXCH',
        'M10',
        '{ viewer { unit unitName purpose { code } purposes { code } mayRead { field outcome agreement } } }',
      );
      expect(answer.data.viewer).toMatchObject({
        unit: 'EXCH',
        unitName: '省股权交易中心',
        purpose: { code: 'M10' },
        purposes: [{ code: 'M10' }],
      });
      const outcomes = new Map(
        answer.data.viewer.mayRead.map((item: { field: string; outcome: string }) => [
          item.field,
          item.outcome,
        ]),
      );
      expect(outcomes.get('Cultivation.tier')).toBe('GRANTED');
      expect(outcomes.get('Tax.revenue')).toBe('DENIED_NO_GRANT');
      expect(outcomes.get('Fiscal.payeeAccount')).toBe('DENIED_WITHHELD');
    });
  });

  describe('consent', () => {
    const query =
      'query ($uscc: USCC!) { enterprise(uscc: $uscc) { credit { creditOverview { institutionCount } } } }';

    it('opens the credit overview of an enterprise that has consented', async () => {
      const answer = await as('LFR', 'M09', query, { uscc: consented });
      expect(answer.errors).toEqual([]);
      expect(answer.data.enterprise.credit.creditOverview.institutionCount).toEqual(expect.any(Number));
    });

    it('is missed for one that has not, with the step that comes next', async () => {
      const answer = await as('LFR', 'M09', query, { uscc: unconsented });
      expect(codesOf(answer)).toEqual(['DENIED_CONSENT_MISSING']);
      expect(answer.errors[0]?.extensions['nextStep']).toMatchObject({ action: 'REQUEST_CONSENT' });
      expect(answer.data.enterprise.credit.creditOverview).toBeNull();
    });

    it.each([
      ['DENIED_CONSENT_EXPIRED', 'ends_on < current_date'],
      ['DENIED_CONSENT_REVOKED', 'revoked_at IS NOT NULL'],
    ])('answers %s', async (code, condition) => {
      const uscc = await firstCode(
        'hub',
        `SELECT uscc FROM consent WHERE consumer = 'LFR' AND ${condition} ORDER BY uscc`,
      );
      expect(codesOf(await as('LFR', 'M09', query, { uscc }))).toEqual([code]);
    });
  });

  describe('scope', () => {
    const query =
      'query ($uscc: USCC!) { enterprise(uscc: $uscc) { tax { taxpayerStatus revenueAtLeast(yuan: 5000000) } } }';
    const withoutFacts = (answer: Answer): string => answer.text.replace(/"sharing":.*/s, '');

    it('lets a city read its own', async () => {
      const answer = await as('CITY', 'M02', query, { uscc: inTaiyuan }, 'taiyuan');
      expect(answer.errors).toEqual([]);
      expect(answer.data.enterprise.tax.revenueAtLeast).toMatch(/YES|NO|UNKNOWN/);
    });

    it('makes an enterprise out of scope and one that does not exist look the same, byte for byte', async () => {
      const outside = await as('CITY', 'M02', query, { uscc: elsewhere }, 'taiyuan');
      const unknown = await as('CITY', 'M02', query, { uscc: UNKNOWN }, 'taiyuan');
      expect(withoutFacts(outside)).toBe(withoutFacts(unknown));
      expect(outside.sharing.units.map(({ unit, state }) => [unit, state]).sort()).toEqual(
        unknown.sharing.units.map(({ unit, state }) => [unit, state]).sort(),
      );
      expect(codesOf(outside)).toEqual(['UNKNOWN_SUBJECT']);
      expect(outside.data.enterprise).toBeNull();
    });

    it('records the refusal of a row for its enterprise, and for no other that was asked about', async () => {
      const list = `query ($usccs: [USCC!]!) { enterprisesByUscc(usccs: $usccs) {
      tax { revenueAtLeast(yuan: 5000000) } } }`;
      const answer = await as('CITY', 'M02', list, { usccs: [inTaiyuan, elsewhere] }, 'taiyuan');
      const receipt = answer.sharing.receipt;
      const recorded = async (uscc: string): Promise<string[]> => {
        const log = await ask(
          hub.url,
          await tokenFor(hub.url, { enterprise: uscc }),
          `query ($uscc: USCC!) { enterprise(uscc: $uscc) {
          accessLog(first: 50) { edges { node { receipt owner fields { field outcome } } } } } }`,
          { uscc },
        );
        const nodes = log.data.enterprise.accessLog.edges.map(({ node }: { node: LoggedAccess }) => node);
        return nodes
          .filter((node: LoggedAccess) => node.receipt === receipt && node.owner === 'TAX')
          .flatMap(({ fields }: LoggedAccess) => fields.map(({ field, outcome }) => `${field} ${outcome}`));
      };
      expect(await recorded(elsewhere)).toEqual(['Tax.revenueAtLeast DENIED_SCOPE']);
      expect(await recorded(inTaiyuan)).toEqual(['Tax.revenueAtLeast predicate']);
    });

    it('gives a city system without a division nothing', async () => {
      expect((await as('CITY', 'M02', query, { uscc: inTaiyuan })).data.enterprise).toBeNull();
    });

    it('keeps the order of many codes and null where one is unknown', async () => {
      const answer = await as(
        'EXCH',
        'M10',
        'query ($usccs: [USCC!]!) { enterprisesByUscc(usccs: $usccs) { uscc } }',
        { usccs: [titled, UNKNOWN, consented] },
      );
      expect(
        answer.data.enterprisesByUscc.map((item: { uscc: string } | null) => item?.uscc ?? null),
      ).toEqual([titled, null, consented]);
    });
  });

  describe('the order of refusals', () => {
    it.each([
      ['DENIED_WITHHELD', 'EXCH', 'M10', '{ fiscal { payeeAccount } }'],
      ['DENIED_NO_GRANT', 'EXCH', 'M10', '{ tax { revenue { fen } } }'],
      ['DENIED_PURPOSE', 'SASAC', 'M13', '{ tax { sizeClass } }'],
      ['DENIED_THRESHOLD', 'SMEB', 'M01', '{ tax { revenueAtLeast(yuan: 5000001) } }'],
    ])('%s', async (code, unit, purpose, selection) => {
      const answer = await as(
        unit,
        purpose,
        `query ($uscc: USCC!) { enterprise(uscc: $uscc) ${selection} }`,
        {
          uscc: titled,
        },
      );
      expect(codesOf(answer)).toEqual([code]);
      expect(answer.errors[0]?.message).toMatch(/[\u4e00-\u9fff]/);
    });

    it('refuses a filter on a field that may not be read, as if it were selected', async () => {
      const answer = await as(
        'TAX',
        'M07',
        '{ enterprises(filter: { industry: "C34" }) { edges { cursor } } }',
      );
      expect(answer.data).toBeNull();
      expect(answer.errors[0]?.extensions).toMatchObject({
        code: 'DENIED_NO_GRANT',
        field: 'Registration.industry',
      });
    });

    it('refuses the same filter when it comes as a variable', async () => {
      const answer = await as(
        'TAX',
        'M07',
        'query ($f: EnterpriseFilter) { enterprises(filter: $f) { edges { cursor } } }',
        { f: { industry: 'C34' } },
      );
      expect(codesOf(answer)).toEqual(['DENIED_NO_GRANT']);
    });
  });
}
