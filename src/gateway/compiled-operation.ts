import { LRUCache } from 'lru-cache';
import { QueryPlanner } from '@graphql-hive/router-query-planner';
import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  Kind,
  print,
  typeFromAST,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type FieldNode,
  type GraphQLInputType,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import type { Rights } from '../kit/owner';
import { argumentRead } from '../kit/operation';
import { evidenceOfMember } from '../kit/rules/evidence';
import type { Policy } from '../kit/share';
import type { UsageLimits } from '../kit/usage-limits';
import { runtimeReads } from '../operation/argument-reads';
import { conditionVariables, normalise, operationHash, type Variables } from '../operation/normalise';
import type { Supergraph } from '../plan/compose';
import { compilePlan, type Step } from '../plan/execute';
import { compileProjection } from '../plan/project';
import type { Tree } from '../plan/tree';
import { withTypenames } from '../plan/typenames';
import { limitsAsked } from '../policy/narrowing';
import { isTold, prune, type DecidedField, type PrunedOperation } from '../policy/prune';

/** An operation as it runs for one caller and purpose under one bundle. */
export interface CompiledOperation {
  readonly hash: string;
  readonly operation: OperationDefinitionNode;
  readonly pruned: PrunedOperation;
  /** Fields of the record, by unit id. */
  readonly decided: ReadonlyMap<string, readonly DecidedField[]>;
  /** Ids of the units of which at least one field may be told: the plan asks them. */
  readonly toldUnits: ReadonlySet<string>;
  /** Limited agreements on which it rests. */
  readonly limits: ReadonlyMap<string, UsageLimits>;
  readonly run: Step;
  readonly project: (data: Tree, missing: (path: readonly (string | number)[]) => void) => Tree | null;
}

export interface OperationCompiler {
  compile(
    document: DocumentNode,
    operation: OperationDefinitionNode,
    queryHash: string,
    rights: Rights,
    variables: Variables,
  ): CompiledOperation;
  size(): number;
}

/** Response key under which the hub asks whether the market regulator knows an enterprise. */
export const KNOWN_PROBE = 'hub_known';
/** Response key under which the code of a listed enterprise comes back, for the record. */
export const SUBJECT_PROBE = 'hub_uscc';

/** An operation that the planner refuses; its message is for the log. */
export class Unplannable extends Error {
  override readonly name = 'Unplannable';
}

/** Compiles operations and keeps them, bounded: a plan takes about 2 ms, a kept one nothing. */
export function operationCompiler(
  supergraph: Supergraph,
  policies: ReadonlyMap<string, Policy>,
  maxKept = 1_000,
): OperationCompiler {
  const planner = new QueryPlanner(supergraph.sdl);
  const kept = new LRUCache<string, CompiledOperation>({ max: maxKept });
  const shapes = new LRUCache<string, Shape>({ max: maxKept });
  const identities = new WeakMap<Rights, number>();
  let nextIdentity = 0;
  const identityOf = (rights: Rights): number => {
    let identity = identities.get(rights);
    if (identity === undefined) identities.set(rights, (identity = ++nextIdentity));
    return identity;
  };
  return {
    size: () => kept.size,
    compile(document, operation, queryHash, rights, variables) {
      const operationKey = `${queryHash} ${operation.name?.value ?? ''}`;
      let shape = shapes.get(operationKey);
      if (shape === undefined) shapes.set(operationKey, (shape = shapeOf(document, operation, supergraph)));
      const key = `${operationKey} ${identityOf(rights)} ${shapeKey(shape, variables)}`;
      let compiled = kept.get(key);
      if (compiled === undefined)
        kept.set(
          key,
          (compiled = compileOperation(document, operation, {
            supergraph,
            planner,
            policies,
            rights,
            variables,
          })),
        );
      return compiled;
    },
  };
}

/** The variables on which more than values depends: conditions, and inputs whose members are reads. */
interface Shape {
  readonly conditions: readonly string[];
  readonly inputs: readonly (readonly [name: string, type: GraphQLInputType])[];
}

function shapeOf(document: DocumentNode, operation: OperationDefinitionNode, supergraph: Supergraph): Shape {
  const inputs: (readonly [string, GraphQLInputType])[] = [];
  for (const definition of operation.variableDefinitions ?? []) {
    const type = typeFromAST(supergraph.api, definition.type as never) as GraphQLInputType | undefined;
    if (type === undefined) continue;
    const named = getNamedType(type);
    if (isInputObjectType(named) || isEnumType(named)) inputs.push([definition.variable.name.value, type]);
  }
  return { conditions: conditionVariables(document), inputs };
}

function shapeKey(shape: Shape, variables: Variables): string {
  const conditions = shape.conditions.map((name) => (variables[name] === true ? '1' : '0')).join('');
  const reads = shape.inputs.flatMap(([name, type]) =>
    runtimeReads(variables[name], type, memberThatDecides),
  );
  return `${conditions} ${[...new Set(reads)].sort().join(',')}`;
}

/** What a value reads, or the value itself where it chooses the evidence that is read. */
function memberThatDecides(member: string): string | undefined {
  return argumentRead(member) ?? (evidenceOfMember(member) === undefined ? undefined : member);
}

interface CompileContext {
  readonly supergraph: Supergraph;
  readonly planner: QueryPlanner;
  readonly policies: ReadonlyMap<string, Policy>;
  readonly rights: Rights;
  readonly variables: Variables;
}

function compileOperation(
  document: DocumentNode,
  definition: OperationDefinitionNode,
  context: CompileContext,
): CompiledOperation {
  const { supergraph, policies, rights, variables } = context;
  const operation = normalise(document, definition, variables);
  const pruned = prune(operation, {
    schema: supergraph.api,
    policies,
    rights,
    variables,
    readOf: argumentRead,
  });
  return {
    hash: operationHash({ kind: Kind.DOCUMENT, definitions: [operation] }),
    operation,
    pruned,
    ...byUnit(pruned),
    limits: limitsAsked(pruned.decided.values(), rights),
    run: pruned.operation === undefined ? () => Promise.resolve() : planned(pruned.operation, context),
    project: compileProjection(operation, supergraph.api, pruned.withoutValue),
  };
}

function byUnit({ decided }: PrunedOperation): Pick<CompiledOperation, 'decided' | 'toldUnits'> {
  const units = [...decided].map(([code, fields]) => [code.toLowerCase(), fields] as const);
  const told = units.filter(([, fields]) => fields.some(isTold));
  return { decided: new Map(units), toldUnits: new Set(told.map(([unit]) => unit)) };
}

function planned(operation: OperationDefinitionNode, { supergraph, planner }: CompileContext): Step {
  const probed = withTypenames(withProbes(operation, supergraph), supergraph.api);
  const asked = { ...probed, selectionSet: withoutIntrospection(probed.selectionSet) };
  if (asked.selectionSet.selections.length === 0) return () => Promise.resolve();
  try {
    return compilePlan(
      planner.plan(print(asked), operation.name?.value ?? null, new Set(), 0),
      supergraph.api,
    );
  } catch (cause) {
    throw new Unplannable(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

/** Adds what the hub itself must know: whether an enterprise exists, and which enterprises an answer tells of. */
function withProbes(operation: OperationDefinitionNode, supergraph: Supergraph): OperationDefinitionNode {
  const types = new TypeInfo(supergraph.api);
  return visit(
    operation,
    visitWithTypeInfo(types, {
      SelectionSet: {
        leave(set, _key, parent, _path, ancestors) {
          if (types.getParentType()?.name !== 'Enterprise') return undefined;
          const isEntry =
            parent !== undefined &&
            'kind' in parent &&
            parent.kind === Kind.FIELD &&
            entryFields.has(parent.name.value) &&
            !ancestors.some((node) => 'kind' in node && node.kind === Kind.FIELD);
          return { ...set, selections: [...set.selections, subjectProbe, ...(isEntry ? [knownProbe] : [])] };
        },
      },
    }),
  );
}

/** Root fields that name enterprises without saying whether they exist. */
const entryFields = new Set(['enterprise', 'enterprisesByUscc']);

const named = (name: string): FieldNode['name'] => ({ kind: Kind.NAME, value: name });
const typenameField: FieldNode = { kind: Kind.FIELD, name: named('__typename') };
const knownProbe: FieldNode = {
  kind: Kind.FIELD,
  alias: named(KNOWN_PROBE),
  name: named('registration'),
  selectionSet: { kind: Kind.SELECTION_SET, selections: [typenameField] },
};

const subjectProbe: FieldNode = { kind: Kind.FIELD, alias: named(SUBJECT_PROBE), name: named('uscc') };

/** `__schema` and `__type` are answered from the published schema, `__typename` of the root by the writer. */
function withoutIntrospection(set: SelectionSetNode): SelectionSetNode {
  return {
    ...set,
    selections: set.selections.filter(
      (selection) => selection.kind !== Kind.FIELD || !selection.name.value.startsWith('__'),
    ),
  };
}
