import { seededRandom } from '../../src/synthetic/random';
import { compileBundle } from '../../src/policy/bundle';
import { cedarOutcome, loadWorld } from './cedar-oracle';
import { ourBundle, ourOutcome } from './our-table';
import { randomCase, randomWorld } from './random-world';

const WORLDS = 1_000;
const CASES_OF_EACH = 24;
const OUTCOMES = [
  'clear',
  'masked',
  'UNAUTHENTICATED',
  'DENIED_WITHHELD',
  'DENIED_NO_GRANT',
  'DENIED_PURPOSE',
  'DENIED_BISECTION',
  'DENIED_SCOPE',
  'DENIED_CONSENT_MISSING',
  'DENIED_CONSENT_EXPIRED',
  'DENIED_CONSENT_REVOKED',
];

it(`decides ${WORLDS * CASES_OF_EACH} random questions as Cedar does, codes included`, () => {
  const seen = new Map<string, number>();
  for (let number = 0; number < WORLDS; number += 1) {
    const random = seededRandom(number, 18, 2022);
    const world = randomWorld(random);
    const bundle = ourBundle(world);
    loadWorld(world);
    for (let index = 0; index < CASES_OF_EACH; index += 1) {
      const near = random.pick(world.agreements);
      const asked = randomCase(world, random, index % 2 === 0 ? near : undefined);
      const ours = ourOutcome(bundle, asked);
      const theirs = cedarOutcome(world, asked);
      if (ours !== theirs)
        throw new Error(
          `world ${number}: we say ${ours}, Cedar ${theirs} of ${JSON.stringify({ asked, policy: world.policies.get(asked.field), agreements: world.agreements.filter(({ fields }) => fields.includes(asked.field)) })}`,
        );
      seen.set(ours, (seen.get(ours) ?? 0) + 1);
    }
  }
  // Every rule has refused and every way has told, often enough that it was tried.
  expect([...seen.keys()].sort()).toEqual([...OUTCOMES].sort());
  expect(Math.min(...seen.values())).toBeGreaterThan(50);
}, 300_000);

/** How much is seen: nothing, something hidden, the value. */
const sight = (outcome: string): number => (outcome === 'clear' ? 2 : outcome === 'masked' ? 1 : 0);

it('never shows anybody more when an agreement is taken away', () => {
  let narrowed = 0;
  let cases = 0;
  for (let number = 0; cases < 12_000; number += 1) {
    const random = seededRandom(number, 7, 2022);
    const world = randomWorld(random);
    const bundle = ourBundle(world);
    const taken = random.pick(world.agreements);
    const without = ourBundle({
      ...world,
      agreements: world.agreements.filter((agreement) => agreement !== taken),
    });
    for (let index = 0; index < 12; index += 1, cases += 1) {
      const asked = randomCase(world, random, index % 2 === 0 ? taken : undefined);
      const before = sight(ourOutcome(bundle, asked));
      const after = sight(ourOutcome(without, asked));
      if (after > before) throw new Error(`world ${number}: ${JSON.stringify({ taken, asked })}`);
      if (after < before) narrowed += 1;
    }
  }
  expect(narrowed).toBeGreaterThan(100);
});

it('has one hash for one content', () => {
  const world = randomWorld(seededRandom(1, 2, 3));
  const fit = world.agreements
    .filter(({ consumer, provider }) => consumer !== provider)
    .map((agreement) => ({ ...agreement, fields: [] }));
  const hash = (of: typeof fit): string => compileBundle(of, world.policies, world.units).hash;
  expect(hash([...fit].reverse())).toBe(hash(fit));
  expect(hash(fit.slice(1))).not.toBe(hash(fit));
  expect(hash(fit.map((agreement) => ({ ...agreement, outcome: 'masked' as const })))).not.toBe(hash(fit));
});
