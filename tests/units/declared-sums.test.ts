import 'reflect-metadata';
import { getNamedType, isObjectType, type GraphQLSchema } from 'graphql';
import { buildGraph } from '../../src/gateway/assemble';
import { units } from '../../src/units';

const graph = buildGraph(units);
const { policies, subgraphs, supergraph } = graph;

/** Root fields that give numbers of something else than many enterprises’ facts. */
const NO_SUMS: Readonly<Record<string, string>> = {
  agreements: 'versions and limits of agreements',
  application: 'the thresholds that it asks, the days that are left',
  budgetLines: 'a line each of the public budget',
  catalogue: 'the levels of fields',
  catalogueVersions: 'how many fields a version has',
  disputes: 'the days that are left',
  matchingStatePatents: 'how well each fits',
  matchingTechSupplies: 'how well each fits',
  matchingUniversityPatents: 'how well each fits',
  preview: 'thresholds and levels of what would be disclosed, and no value',
  productDirectory: 'the terms of each product',
  productMatches: 'how well each fits',
  screening: 'how many it lists: each condition is decided like a selection of its field',
  sharingUsage: 'how often who asked which owner, by its own record',
  sharingHealth: 'how many questions were refused, by rule',
  technicalMatches: 'how well each fits',
  viewer: 'the levels of what the caller may read',
};

/** Whether a number stands below a root field, outside enterprises and the items of lists. */
function givesNumbers(schema: GraphQLSchema, name: string): boolean {
  const seen = new Set(['Enterprise']);
  const visit = (typeName: string): boolean => {
    if (['Int', 'Float', 'Money', 'Decimal'].includes(typeName)) return true;
    const type = schema.getType(typeName);
    if (!isObjectType(type) || seen.has(typeName) || typeName.endsWith('Edge')) return false;
    seen.add(typeName);
    return Object.values(type.getFields()).some((field) => visit(getNamedType(field.type).name));
  };
  const field = schema.getQueryType()?.getFields()[name];
  return field !== undefined && visit(getNamedType(field.type).name);
}

const schemas = [supergraph.api, ...[...subgraphs.values()].map(({ schema }) => schema)];
const giving = new Set(
  schemas.flatMap((schema) =>
    Object.keys(schema.getQueryType()?.getFields() ?? {}).filter((name) => givesNumbers(schema, name)),
  ),
);
const sums = [...policies.values()].flatMap(({ coordinate, attr, reads = [], sum }) =>
  sum === undefined ? [] : [{ coordinate, attr, reads, ...sum }],
);
const isFreelyRead = (coordinate: string): boolean => policies.get(coordinate)?.attr === 'OPEN';

it('every root field that gives numbers says what they are the sum of, or is known to be none', () => {
  const declared = sums.map(({ coordinate }) => coordinate.replace('Query.', ''));
  expect([...giving].sort()).toEqual([...declared, ...Object.keys(NO_SUMS)].sort());
});

it.each(sums)('$coordinate is of facts that exist', ({ of }) => {
  for (const coordinate of of) expect([coordinate, policies.has(coordinate)]).toEqual([coordinate, true]);
});

it.each(sums.filter(({ told }) => told === 'EXACTLY'))(
  '$coordinate is told exactly: its reader may read each fact, or they are sums with a guard of their own',
  ({ of, reads }) => {
    for (const coordinate of of)
      expect([
        coordinate,
        isFreelyRead(coordinate) || reads.includes(coordinate) || policies.get(coordinate)?.sum !== undefined,
      ]).toEqual([coordinate, true]);
  },
);

it.each(sums.filter(({ told }) => told !== 'EXACTLY'))(
  '$coordinate is guarded: not all of its facts are open',
  ({ of }) => {
    expect(of.length > 0 && of.every(isFreelyRead)).toBe(false);
  },
);
