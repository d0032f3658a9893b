import 'reflect-metadata';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { printSchemaWithDirectives } from '@graphql-tools/utils';
import DataLoader from 'dataloader';
import { parse, type FieldNode, type GraphQLResolveInfo, type GraphQLSchema } from 'graphql';
import { buildSchemaSync, createResolversMap, Directive, Resolver, type NonEmptyArray } from 'type-graphql';
import { argumentResolversOf, declareEnterprise, declareSlice, shareDirective } from './declare-types';
import { entityReader, type EntityAnswer, type EntityReader } from './entity';
import { useEnterpriseType } from './enterprise-list';
import { applyGate } from './gate';
import { operationsOf } from './operation';
import { kept } from './kept';
import type { OwnerContext, Rights } from './owner';
import { Refusal } from './refusal';
import type { UnitRuntime } from './runtime';
import {
  requestedFields,
  requestedSlices,
  selectionSets,
  variablesBelow,
  type SliceRequest,
} from './selection';
import { screenPolicies, screenResolvers, screenSdl, screensOf } from './screening';
import type { Policy } from './share';
import { shareSdl } from './share-sdl';

/** A unit's subgraph: its published SDL and the schema that answers, behind the owner's gate. */
export interface Subgraph {
  readonly unit: UnitRuntime;
  readonly sdl: string;
  readonly schema: GraphQLSchema;
}

/** Builds a unit's subgraph; `withGate: false` is for measuring only. */
export function buildSubgraph(declaration: UnitRuntime, { withGate = true } = {}): Subgraph {
  const declared = declaredSchema(declaration);
  const screens = screensOf(declaration);
  const policies = new Map([...declaration.policies, ...screenPolicies(declaration)]);
  const unit = { ...declaration, policies };
  const printed = printSubgraph(`${unit.declaration.code} ${unit.declaration.name}`, declared);
  const sdl = [printed, screenSdl(screens, unit.policies)].filter((part) => part !== '').join('\n');
  const own = createResolversMap(declared);
  const resolvers = {
    ...own,
    ...entityResolvers(unit),
    Query: { ...(own as { Query?: object }).Query, ...screenResolvers(screens, unit) },
  };
  const schema = buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers: resolvers as never }]);
  answerReferencesTogether(unit, schema);
  return {
    unit,
    sdl,
    schema: withGate
      ? applyGate(schema, new Map<string, Policy>([...unit.policies, ...unit.changes]))
      : schema,
  };
}

function declaredSchema(unit: UnitRuntime): GraphQLSchema {
  const slices = [...unit.slices.values()].map((slice) => slice.declaration.target);
  for (const slice of slices) declareSlice(slice, unit.policies);
  const enterprise = declareEnterprise(unit);
  useEnterpriseType(enterprise);
  // A unit without slices answers for no enterprise, and says so by not having the type.
  const entities = slices.length === 0 ? [] : [enterprise];
  for (const target of unit.declaration.operations) declareOperations(unit, target);
  const { operations, changes = [] } = unit.declaration;
  const resolvers = [...operations, ...changes, ...slices.flatMap(argumentResolversOf)];
  return buildSchemaSync({
    resolvers: (resolvers.length === 0 ? [NoOperations] : resolvers) as unknown as NonEmptyArray<
      () => unknown
    >,
    orphanedTypes: [...entities, ...slices, ...(unit.declaration.types ?? [])] as never,
    skipCheck: true,
    validate: false,
  });
}

/** A unit may have no root fields; type-graphql asks for a resolver all the same. */
@Resolver()
class NoOperations {}

const declaredOperations = new Set<unknown>();

function declareOperations(
  unit: UnitRuntime,
  target: UnitRuntime['declaration']['operations'][number],
): void {
  if (declaredOperations.has(target)) return;
  declaredOperations.add(target);
  for (const operation of operationsOf(target)) {
    const policy = unit.policies.get(`Query.${operation.name}`);
    if (policy === undefined) throw new Error(`Query.${operation.name} has no policy`);
    Directive(shareDirective(policy))(target.prototype, operation.name);
    if (operation.inaccessible === true) Directive('@inaccessible')(target.prototype, operation.name);
  }
}

/** A subgraph as it is published: Federation 2 header, then the types; an empty Query is left out. */
export function printSubgraph(title: string, schema: GraphQLSchema): string {
  const types = printSchemaWithDirectives(schema)
    .replace(/^schema \{[^}]*\}\s*/m, '')
    .replace(/^directive @(?:oneOf|defer|stream)\b.*$/gm, '')
    .replace(/^type Query\s*(?=\n|$)(?!\s*\{)/m, '')
    // The printer does not know the directive's types, so it quotes enum values.
    .replace(/(@share\(attr: )"(\w+)"(, level: \d, owner: )"(\w+)"/g, '$1$2$3$4')
    .replace(/(, update: )"(\w+)"\)/g, '$1$2)');
  return `# ${title}\n${shareSdl}\n${types.trim()}\n`;
}

const byKey = (
  source: Readonly<Record<string, unknown>>,
  _args: unknown,
  _owner: unknown,
  info: GraphQLResolveInfo,
): unknown => source[String(info.path.key)];

/** What a resolver finds that the entity's reader has told already: without an alias it stands under the field's own name. */
export type Found = 'slice' | 'value';

const finders = new WeakMap<object, Found>([[byKey, 'value']]);

export function foundBy(resolve: object): Found | undefined {
  return finders.get(resolve);
}

/** Entities answer by response key, so that one statement serves aliases, arguments and several slices at once. */
function entityResolvers(unit: UnitRuntime): Record<string, Record<string, unknown>> {
  const enterprise: Record<string, unknown> = {};
  const types: Record<string, Record<string, unknown>> = unit.slices.size === 0
    ? {}
    : { Enterprise: enterprise };
  for (const slice of unit.slices.values()) {
    const sliceOf = (
      source: EntityAnswer & { uscc: string },
      _args: unknown,
      owner: OwnerContext,
      info: GraphQLResolveInfo,
    ): unknown => {
      const key = String(info.path.key);
      return key in source ? source[key] : sliceLoader(unit, slice.property, owner, info).load(source.uscc);
    };
    finders.set(sliceOf, 'slice');
    enterprise[slice.property] = sliceOf;
    types[slice.typeName] = Object.fromEntries([...slice.fields.keys()].map((name) => [name, byKey]));
  }
  return types;
}

/**
 * One `_entities` call is one statement and one promise. The library's own resolver makes three promises for each
 * enterprise, which for a list of fifty cost more than reading it.
 */
function answerReferencesTogether(unit: UnitRuntime, schema: GraphQLSchema): void {
  const entities = schema.getQueryType()?.getFields()['_entities'];
  if (entities === undefined) return;
  entities.resolve = (
    _source: unknown,
    { representations }: { representations: readonly unknown[] },
    owner: OwnerContext,
    info: GraphQLResolveInfo,
  ) => {
    const read = readerOf(unit, owner, info, () =>
      requestedSlices(unit, selectionSets(info.fieldNodes), documentOf(info)),
    );
    return read(representations.map(referencedUscc), owner);
  };
}

function referencedUscc(reference: unknown): string {
  const { __typename, uscc } = reference as Readonly<Record<string, unknown>>;
  if (__typename !== 'Enterprise' || typeof uscc !== 'string')
    throw new Refusal({ code: 'BAD_USER_INPUT', about: '_entities 只认 Enterprise 及其 uscc' });
  return uscc;
}

/** One slice of enterprises that a root field of the unit listed. */
function sliceLoader(
  unit: UnitRuntime,
  property: string,
  owner: OwnerContext,
  info: GraphQLResolveInfo,
): DataLoader<string, unknown> {
  return perRequest(owner, info.fieldNodes[0] ?? info.fieldNodes, () => {
    const slice = unit.slices.get(property);
    if (slice === undefined) throw new Error(`${unit.declaration.id} has no slice ${property}`);
    const key = String(info.path.key);
    const read = readerOf(unit, owner, info, () => [
      { key, slice, fields: requestedFields(slice, info.fieldNodes, documentOf(info)) },
    ]);
    return new DataLoader(async (usccs) => (await read(usccs, owner)).map((answer) => answer[key]), {
      maxBatchSize: MAX_BATCH,
    });
  });
}

/** The largest page of the published schema. */
const MAX_BATCH = 200;

function perRequest<V>(
  owner: OwnerContext,
  key: object,
  make: () => DataLoader<string, V>,
): DataLoader<string, V> {
  return kept(owner.loaders, key, make) as DataLoader<string, V>;
}

/** A question's document outlives its request, and so does what it compiles to for one caller's rights. */
const readers = new WeakMap<Rights, WeakMap<FieldNode, Map<string, EntityReader>>>();

/** Readers of one field that differ in the values of their arguments; what comes beyond is compiled each time. */
const MAX_VARIANTS = 50;

function readerOf(
  unit: UnitRuntime,
  { rights, pool }: OwnerContext,
  info: GraphQLResolveInfo,
  requests: () => readonly SliceRequest[],
): EntityReader {
  const [node] = info.fieldNodes;
  const variables = info.fieldNodes.length === 1 ? variablesBelow(node) : undefined;
  if (node === undefined || variables === undefined)
    return entityReader(unit, requests(), rights, pool.dialect);
  const byNode = kept(readers, rights, () => new WeakMap<FieldNode, Map<string, EntityReader>>());
  const byValues = kept(byNode, node, () => new Map<string, EntityReader>());
  const values = variables.map((name) => info.variableValues[name]);
  const key = values.length === 0 ? '' : JSON.stringify(values);
  const known = byValues.get(key);
  if (known !== undefined) return known;
  const made = entityReader(unit, requests(), rights, pool.dialect);
  if (byValues.size < MAX_VARIANTS) byValues.set(key, made);
  return made;
}

function documentOf(info: GraphQLResolveInfo): Parameters<typeof requestedSlices>[2] {
  return { fragments: info.fragments, variables: info.variableValues };
}
