import { buildSubgraphSchema } from '@apollo/subgraph';
import { composeServices, compositionHasErrors } from '@theguild/federation-composition';
import { parse, type GraphQLFieldResolver, type GraphQLSchema } from 'graphql';
import { executorOf } from '../../src/gateway/unit-executor';
import { readSupergraph, type Supergraph } from '../../src/plan/compose';
import type { AskUnit } from '../../src/plan/unit-call';

/** A small federation that has every shape the planner must handle: keys, requires, interfaces, unions, lists of lists. */
const head = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@external", "@requires", "@shareable", "@provides"])\n`;

const sdls: Readonly<Record<string, string>> = {
  places: `${head}
    type Query { place(id: ID!): Place places(first: Int = 3, kind: Kind): [Place!]! anything: [Thing!]! named(id: ID!): Named }
    enum Kind { CITY COUNTY }
    interface Named { id: ID! title: String }
    union Thing = Place | Maker
    type Place implements Named @key(fields: "id") { id: ID! title: String kind: Kind! size: Int! near: [Place!]! grid: [[Place]] fragile: String risky: Int! maker: Maker }
    type Maker implements Named @key(fields: "id") { id: ID! title: String }`,
  makers: `${head}
    type Query { makers: [Maker] }
    type Maker @key(fields: "id") { id: ID! age(plus: Int = 0): Int home: Place places(first: Int): [Place] detail: Detail }
    type Detail { note: String lines: [Line!] }
    type Line { text(upper: Boolean = false): String! weight: Float }
    type Place @key(fields: "id") { id: ID! founded: String }`,
  figures: `${head}
    type Place @key(fields: "id") { id: ID! size: Int! @external density(scale: Float = 1): Float @requires(fields: "size") people: Int rare: Int! }
    type Maker @key(fields: "id") { id: ID! income: Int }`,
};

const COUNT = 9;
const number = (id: unknown): number => Number(String(id).slice(1));
const at = (index: number): number => ((index % COUNT) + COUNT) % COUNT;
const place = (index: number): { __typename: string; id: string } => ({
  __typename: 'Place',
  id: `p${at(index)}`,
});
const maker = (index: number): { __typename: string; id: string } => ({
  __typename: 'Maker',
  id: `m${at(index)}`,
});

type Parent = Readonly<{ id: string }>;
type Resolver = GraphQLFieldResolver<Parent, unknown, Readonly<Record<string, unknown>>>;
const of =
  (resolve: (index: number, args: Readonly<Record<string, unknown>>) => unknown): Resolver =>
  (parent, args) =>
    resolve(number(parent.id), args);
const fails = (index: number, every: number, value: unknown): unknown => {
  if (index % every === 1) throw new Error(`owner fault ${index}`);
  return value;
};

/** One set of resolvers serves the subgraphs and the merged schema: each reads nothing but the key. */
const resolvers: Readonly<Record<string, Readonly<Record<string, Resolver>>>> = {
  Query: {
    place: (_root, args) => (number(args['id']) >= COUNT ? null : place(number(args['id']))),
    places: (_root, args) =>
      Array.from({ length: Number(args['first'] ?? 3) }, (_item, index) => place(index)).filter(
        (item) =>
          args['kind'] === undefined || args['kind'] === null || kindOf(number(item.id)) === args['kind'],
      ),
    anything: () => [place(1), maker(2), place(3)],
    named: (_root, args) =>
      String(args['id']).startsWith('m') ? maker(number(args['id'])) : place(number(args['id'])),
    makers: () => [maker(0), null, maker(4)],
  },
  Place: {
    title: of((index) => (index % 4 === 0 ? null : `地点${index}`)),
    kind: of((index) => kindOf(index)),
    size: of((index) => index * 10),
    near: of((index) => [place(index + 1), place(index + 2)]),
    grid: of((index) => [[place(index), null], null, [place(index + 3)]]),
    fragile: of((index) => fails(index, 3, '完好')),
    risky: of((index) => fails(index, 5, index)),
    maker: of((index) => (index % 3 === 0 ? null : maker(index))),
    founded: of((index) => `19${10 + index}`),
    density: of((index, args) => index * 10 * Number(args['scale'] ?? 1)),
    people: of((index) => fails(index, 7, index * 100)),
    rare: of((index) => (index === 2 ? null : index)),
  },
  Maker: {
    title: of((index) => `厂${index}`),
    age: of((index, args) => index + Number(args['plus'] ?? 0)),
    home: of((index) => place(index + 1)),
    places: of((index, args) => [place(index), null, place(index + 4)].slice(0, Number(args['first'] ?? 3))),
    detail: of((index) =>
      index % 2 === 0
        ? {
            note: `记${index}`,
            lines: [
              { index, weight: 0.5 },
              { index: index + 1, weight: null },
            ],
          }
        : null,
    ),
    income: of((index) => fails(index, 4, index * 1000)),
  },
  Line: {
    text: (parent, args) =>
      (Reflect.get(args, 'upper') === true ? 'X' : 'x').repeat(Number(Reflect.get(parent, 'index')) + 1),
  },
};

function kindOf(index: number): string {
  return index % 2 === 0 ? 'CITY' : 'COUNTY';
}

const typeOf = (value: unknown): string => String(Reflect.get(value as object, '__typename'));

function subgraph(sdl: string): GraphQLSchema {
  const document = parse(sdl);
  const own: Record<string, Record<string, unknown>> = {};
  for (const definition of document.definitions) {
    if (definition.kind !== 'ObjectTypeDefinition') continue;
    const typeName = definition.name.value;
    own[typeName] = {};
    for (const field of definition.fields ?? []) {
      const resolve = resolvers[typeName]?.[field.name.value];
      if (resolve !== undefined) own[typeName][field.name.value] = resolve;
    }
    if (typeName === 'Place' || typeName === 'Maker')
      own[typeName]['__resolveReference'] = (reference: Parent) => ({
        __typename: typeName,
        id: reference.id,
      });
  }
  for (const name of ['Named', 'Thing']) if (sdl.includes(`${name} `)) own[name] = { __resolveType: typeOf };
  return buildSubgraphSchema([{ typeDefs: document, resolvers: own as never }]);
}

export interface FederatedWorld {
  readonly supergraph: Supergraph;
  /** The same graph as one schema. */
  readonly merged: GraphQLSchema;
  readonly ask: AskUnit;
}

export function federatedWorld(): FederatedWorld {
  const composed = composeServices(
    Object.entries(sdls).map(([name, sdl]) => ({ name, typeDefs: parse(sdl), url: 'memory://' })),
  );
  if (compositionHasErrors(composed))
    throw new Error(composed.errors.map((error) => error.message).join('\n'));
  const schemas = new Map(Object.entries(sdls).map(([name, sdl]) => [name, subgraph(sdl)]));
  const supergraph = readSupergraph(composed.supergraphSdl, []);
  return {
    supergraph,
    merged: mergedSchema(composed.supergraphSdl),
    ask: async (unit, { document, variables }) => {
      const schema = schemas.get(unit);
      if (schema === undefined) return { failure: 'OWNER_UNAVAILABLE' };
      const result = await executorOf(schema, document)(undefined, variables);
      return { data: result.data, errors: result.errors?.map(({ message, path }) => ({ message, path })) };
    },
  };
}

function mergedSchema(supergraphSdl: string): GraphQLSchema {
  const { api } = readSupergraph(supergraphSdl, []);
  for (const [typeName, fields] of Object.entries(resolvers)) {
    const type = api.getType(typeName);
    if (type === undefined || !('getFields' in type)) continue;
    for (const [name, resolve] of Object.entries(fields)) {
      const field = type.getFields()[name];
      if (field !== undefined && 'resolve' in field) field.resolve = resolve as never;
    }
  }
  for (const name of ['Named', 'Thing']) {
    const type = api.getType(name);
    if (type !== undefined && 'resolveType' in type) type.resolveType = typeOf;
  }
  return api;
}
