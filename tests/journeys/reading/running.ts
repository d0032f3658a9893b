import { units } from '../../../src/units';
import { ask, codesOf, tokenFor } from '../../support/ask';
import { hub } from './asking';

/** The hub as its operators see it. */
export function runningJourneys(): void {
  describe('operations', () => {
    it('is alive, ready per unit, and counted', async () => {
      expect(await (await fetch(`${hub.url}/health`)).json()).toEqual({ status: 'ok' });
      const ready = (await (await fetch(`${hub.url}/readyz`)).json()) as {
        ready: boolean;
        units: { unit: string }[];
      };
      expect(ready.ready).toBe(true);
      expect(ready.units.map(({ unit }) => unit)).toEqual(units.map(({ code }) => code));
      expect(await (await fetch(`${hub.url}/metrics`)).text()).toContain('srdi_hub_');
    });

    it('runs every example of the playground without a fault', async () => {
      const examples = (await (await fetch(`${hub.url}/playground/examples.json`)).json()) as {
        id: string;
        query: string;
        variables: object;
        purpose: string;
        consumer: { unit?: string; system?: string; enterprise?: string } | null;
      }[];
      expect(examples.length).toBeGreaterThanOrEqual(9);
      for (const { id, query, variables, purpose, consumer } of examples) {
        const token =
          consumer === null
            ? undefined
            : await tokenFor(
                hub.url,
                consumer.enterprise === undefined
                  ? { unit: consumer.unit ?? '', purpose, system: consumer.system ?? 'main' }
                  : { enterprise: consumer.enterprise },
              );
        const answer = await ask(hub.url, token, query, variables);
        expect([id, answer.status]).toEqual([id, 200]);
        expect(codesOf(answer).filter((code) => !code.startsWith('DENIED_'))).toEqual([]);
      }
    });
  });
}
