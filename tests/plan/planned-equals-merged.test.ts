import { QueryPlanner } from '@graphql-hive/router-query-planner';
import * as fc from 'fast-check';
import { execute, parse, print, validate, type DocumentNode, type OperationDefinitionNode } from 'graphql';
import { normalise } from '../../src/operation/normalise';
import { compilePlan, type Execution } from '../../src/plan/execute';
import { compileProjection } from '../../src/plan/project';
import { withTypenames } from '../../src/plan/typenames';
import { federatedWorld } from './federated-world';
import { randomOperation, type RandomOperation } from './random-operation';

const world = federatedWorld();
const planner = new QueryPlanner(world.supergraph.sdl);
const kinds = new Set<string>();

/** The operation through normalisation, planner, compiled plan and projection, as the gateway runs it. */
async function planned(
  document: DocumentNode,
  variables: RandomOperation['variables'],
): Promise<{ data: unknown; hasErrors: boolean }> {
  const definition = document.definitions.find(
    (item): item is OperationDefinitionNode => item.kind === 'OperationDefinition',
  );
  if (definition === undefined) throw new Error('no operation');
  const operation = normalise(document, definition, variables);
  const execution: Execution = { variables, ask: world.ask, data: {}, errors: [], failures: [] };
  const asked = operation.selectionSet.selections.filter(
    (selection) => selection.kind !== 'Field' || selection.name.value !== '__typename',
  );
  if (asked.length > 0) {
    const typed = withTypenames(
      { ...operation, selectionSet: { ...operation.selectionSet, selections: asked } },
      world.supergraph.api,
    );
    const plan = planner.plan(print(typed), null, new Set(), 0);
    JSON.stringify(plan, (key, value: unknown) => {
      if (key === 'kind' && typeof value === 'string') kinds.add(value);
      return value;
    });
    await compilePlan(plan, world.supergraph.api)(execution);
  }
  let missing = 0;
  const data = compileProjection(
    operation,
    world.supergraph.api,
    new Set(),
  )(execution.data, () => (missing += 1));
  return { data, hasErrors: execution.errors.length + missing > 0 };
}

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? null));

describe('the compiled plan', () => {
  it('answers 2,000 random operations as one merged schema does', async () => {
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 2 ** 31 - 1 }), async (seed) => {
        const { query, variables } = randomOperation(world.supergraph.api, seed);
        const document = parse(query);
        fc.pre(validate(world.supergraph.api, document).length === 0);
        const expected = await execute({ schema: world.merged, document, variableValues: variables });
        const found = await planned(document, variables);
        expect(plain(found.data)).toEqual(plain(expected.data));
        expect(found.hasErrors).toBe((expected.errors?.length ?? 0) > 0);
        compared += 1;
      }),
      { numRuns: 2000 },
    );
    expect(compared).toBeGreaterThanOrEqual(2000);
    expect([...kinds]).toEqual(expect.arrayContaining(['Fetch', 'Flatten', 'Sequence', 'Parallel']));
  }, 180_000);
});
