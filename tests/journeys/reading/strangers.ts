import { ask } from '../../support/ask';
import { hub } from './asking';

/** Those without a token. */
export function strangerJourneys(): void {
  describe('strangers', () => {
    it('are told which schemes a wrong token could have used', async () => {
      const response = await fetch(`${hub.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: 'Bearer not.a.token' },
        body: JSON.stringify({ query: '{ viewer { kind } }' }),
      });
      expect(response.status).toBe(401);
      expect(response.headers.get('www-authenticate')).toBe('Bearer, DPoP');
    });

    it('read open fields without a token', async () => {
      const answer = await ask(
        hub.url,
        undefined,
        '{ enterprises(first: 1) { edges { node { registration { name } } } } srdiBoardCoverage { ratio } }',
      );
      expect(answer.errors).toEqual([]);
      expect(answer.data.enterprises.edges[0].node.registration.name).toMatch(/（测试）$/);
    });

    it('learn one constant text from hidden and from invented names', async () => {
      const [hidden, invented] = await Promise.all([
        ask(hub.url, undefined, '{ enterprises { edges { node { tax { revenue { fen } } } } } }'),
        ask(hub.url, undefined, '{ enterprises { edges { node { tax { nothingOfTheKind { fen } } } } } }'),
      ]);
      expect(hidden.status).toBe(401);
      expect(hidden.text).toBe(invented.text);
    });

    it('see only open fields by introspection', async () => {
      const answer = await ask(hub.url, undefined, '{ __type(name: "Tax") { fields { name } } }');
      const names = answer.data.__type.fields.map((field: { name: string }) => field.name);
      expect(names).toContain('arrearsAnnounced');
      expect(names).not.toContain('revenue');
    });
  });
}
