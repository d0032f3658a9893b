import { ask, codesOf, tokenFor, type Answer } from '../../support/ask';
import { hub, titled, consented, unconsented, as } from './asking';

/** Who looked at an enterprise. */
export function accessLogJourneys(): void {
  describe('who looked', () => {
    it('shows an enterprise its readings and refusals, and nobody else', async () => {
      await as(
        'EXCH',
        'M10',
        'query ($uscc: USCC!) { enterprise(uscc: $uscc) { cultivation { tier } tax { revenue { fen } } } }',
        { uscc: consented },
      );
      const query = `query ($uscc: USCC!) { enterprise(uscc: $uscc) { accessLog(first: 50) { edges { node { unit purpose owner state fields { field outcome } } } } } }`;
      const own = await ask(hub.url, await tokenFor(hub.url, { enterprise: consented }), query, {
        uscc: consented,
      });
      const fields = own.data.enterprise.accessLog.edges
        .filter(({ node }: { node: { unit: string } }) => node.unit === 'EXCH')
        .flatMap(({ node }: { node: { fields: { field: string; outcome: string }[] } }) =>
          node.fields.map(({ field, outcome }) => `${field} ${outcome}`),
        );
      expect(fields).toEqual(
        expect.arrayContaining(['Cultivation.tier clear', 'Tax.revenue DENIED_NO_GRANT']),
      );
      expect(codesOf(await as('EXCH', 'M10', query, { uscc: consented }))).toContain('DENIED_NO_GRANT');
      const stranger = await ask(
        hub.url,
        await tokenFor(hub.url, { enterprise: titled === consented ? unconsented : titled }),
        query,
        { uscc: consented },
      );
      expect(JSON.stringify(stranger.data)).not.toContain('EXCH');
    });

    it('pages without losing or repeating an entry', async () => {
      const token = await tokenFor(hub.url, { enterprise: consented });
      const seen: string[] = [];
      let after: string | null = null;
      do {
        const answer: Answer = await ask(
          hub.url,
          token,
          'query ($uscc: USCC!, $after: String) { enterprise(uscc: $uscc) { accessLog(first: 2, after: $after) { edges { cursor node { receipt owner } } pageInfo { hasNextPage endCursor } } } }',
          { uscc: consented, after },
        );
        const { edges, pageInfo } = answer.data.enterprise.accessLog;
        // Each page is itself an access of nobody else's; what is older stays in place.
        seen.push(
          ...edges.map(
            ({ node }: { node: { receipt: string; owner: string } }) => `${node.receipt} ${node.owner}`,
          ),
        );
        after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
      } while (after !== null);
      expect(seen.length).toBeGreaterThanOrEqual(4);
      expect(new Set(seen).size).toBe(seen.length);
    });
  });
}
