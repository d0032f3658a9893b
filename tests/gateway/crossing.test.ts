import { getOperationAST, parse, type DocumentNode, type OperationDefinitionNode } from 'graphql';
import { buildGraph } from '../../src/gateway/assemble';
import { operationCompiler } from '../../src/gateway/compiled-operation';
import { rightsStore } from '../../src/gateway/rights-store';
import type { Caller } from '../../src/kit/caller';
import type { Rights } from '../../src/kit/owner';
import type { Policy } from '../../src/kit/share';
import { consumerByCode } from '../../src/kit/unit-directory';
import { argumentRead } from '../../src/kit/operation';
import { normalise } from '../../src/operation/normalise';
import { compileBundle, type Bundle } from '../../src/policy/bundle';
import { rightsOf } from '../../src/policy/decision';
import { prune, type PrunedOperation } from '../../src/policy/prune';
import { agreementsFor, planOperations } from '../../src/sharing/plan-operations';
import { seededRandom } from '../../src/synthetic/random';
import { units } from '../../src/units';

const graph = buildGraph(units);
const seeded = planOperations.flatMap((operation) =>
  agreementsFor(operation, graph.supergraph.api, graph.policies),
);
const bundleOf = (agreements: typeof seeded): Bundle =>
  compileBundle(agreements, graph.policies, consumerByCode, graph.changes);
const bundles = [
  bundleOf(seeded),
  bundleOf(seeded.filter(({ consumer }) => consumer !== 'LFR')),
  bundleOf(seeded.filter(({ provider }) => provider !== 'AMR')),
];

const unit = (code: string, purpose: string, division?: string): Caller => ({
  kind: 'unit',
  unit: code,
  system: 's',
  purpose,
  official: 'o',
  expiresAt: 0,
  ...(division === undefined ? {} : { division }),
});
const enterprise = (uscc: string): Caller => ({
  kind: 'enterprise',
  uscc,
  purpose: 'SELF',
  official: 'o',
  expiresAt: 0,
});
const callers: readonly Caller[] = [
  unit('EXCH', 'M10'),
  unit('LFR', 'M09'),
  unit('LFR', 'M03'),
  unit('CITY', 'M05', '1401'),
  unit('CITY', 'M05', '1402'),
  unit('CITY', 'M02'),
  unit('TAX', 'M07'),
  unit('FHG', 'M06'),
  enterprise('91140199148691581N'),
  enterprise('91140199148691582M'),
  { kind: 'stranger' },
];
const documents = planOperations
  .filter(({ document }) => document.includes('enterprise(uscc'))
  .slice(0, 12)
  .map(({ document }, index) => ({ document: parse(document), hash: `d${index}` }));

function operationIn(document: DocumentNode): OperationDefinitionNode {
  const operation = getOperationAST(document);
  if (operation === null || operation === undefined) throw new Error('no operation');
  return operation;
}

/** What a caller is granted of an operation: every coordinate with its grants, every refusal with its path. */
const sightOf = ({ refused, decided }: PrunedOperation, rights: Rights): string =>
  JSON.stringify([
    refused.map(({ path, code }) => [path, code]),
    [...decided].map(([owner, fields]) => [owner, fields.map(({ field }) => rights.decide(field))]),
  ]);

it('gives no caller another’s decision in 10,000 questions of eleven callers, while bundles and limits change', () => {
  const day = '2026-06-01';
  const all = new Map<string, Policy>([...graph.policies, ...graph.changes]);
  const compiler = operationCompiler(graph.supergraph, all);
  const store = rightsStore(bundles[0] ?? bundleOf([]), () => Date.parse(`${day}T04:00:00Z`));
  const expected = new Map<string, string>();
  const random = seededRandom(12, 18, 2022);
  let compared = 0;
  for (let question = 0; question < 10_000; question += 1) {
    if (random.chance(0.001)) store.publish(random.pick(bundles));
    const caller = random.pick(callers);
    const { document, hash } = random.pick(documents);
    const given = store.rightsFor(caller);
    const rights = random.chance(0.1)
      ? store.rightsWithout(given, [random.pick(seeded.slice(0, 3)).id])
      : given;
    const sight = sightOf(compiler.compile(document, operationIn(document), hash, rights, {}).pruned, rights);
    if (rights !== given) continue;
    const key = `${store.bundle().hash} ${callers.indexOf(caller)} ${hash}`;
    const alone = expected.get(key) ?? decidedAlone(caller, document, store.bundle());
    expected.set(key, alone);
    expect(sight).toBe(alone);
    compared += 1;
  }
  expect(compared).toBeGreaterThan(8_500);
  expect(new Set(expected.values()).size).toBeGreaterThan(80);

  /** The same by rights that nobody else has used, and without anything that is kept. */
  function decidedAlone(caller: Caller, document: DocumentNode, bundle: Bundle): string {
    const rights = rightsOf(bundle, caller, day);
    const pruned = prune(normalise(document, operationIn(document), {}), {
      schema: graph.supergraph.api,
      policies: all,
      rights,
      variables: {},
      readOf: argumentRead,
    });
    return sightOf(pruned, rights);
  }
}, 240_000);
