import type {
  BatchFetchNode,
  FetchNode,
  FlattenNode,
  PlanNode,
  QueryPlan,
} from '@graphql-hive/router-query-planner';
import {
  isAbstractType,
  isObjectType,
  Kind,
  parse,
  type DocumentNode,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import { kept } from '../kit/kept';
import {
  applyRewrite,
  compileRepresentation,
  compileTargets,
  type Satisfies,
  type Target,
} from './representation';
import { isTree, mergeInto, type Path, type Tree } from './tree';
import { hasFailed, type AskUnit, type UnitAnswer, type UnitError, type UnitFailure } from './unit-call';

/** What grows while a plan runs. */
export interface Execution {
  readonly variables: Readonly<Record<string, unknown>>;
  readonly ask: AskUnit;
  readonly data: Tree;
  readonly errors: LocatedError[];
  /** Owners that did not answer, with the response keys that stay empty for it. */
  readonly failures: {
    readonly unit: string;
    readonly code: UnitFailure['failure'];
    readonly path: readonly string[];
  }[];
}

export interface LocatedError extends UnitError {
  readonly path: Path;
  readonly unit: string;
}

/** `together` is there for steps that start at once, so that they see the same response: what one gathers, all may use. */
export type Step = (execution: Execution, together?: Map<string, Asked>) => Promise<void>;

/** Compiles a query plan into one function; every node kind that the planner emits has its own compiler here. */
export function compilePlan(plan: QueryPlan, schema: GraphQLSchema): Step {
  return plan.node === undefined ? () => Promise.resolve() : compileNode(plan.node, satisfiesIn(schema));
}

/** Type conditions against the whole graph; a missing `__typename` satisfies any, since only one type can stand there. */
function satisfiesIn(schema: GraphQLSchema): Satisfies {
  return (typename, condition) => {
    if (typename === condition || typename === undefined) return true;
    const abstract = schema.getType(condition);
    const concrete = schema.getType(String(typename));
    return isAbstractType(abstract) && isObjectType(concrete) && schema.isSubType(abstract, concrete);
  };
}

function compileNode(node: PlanNode, satisfies: Satisfies): Step {
  switch (node.kind) {
    case 'Fetch':
      return compileFetch(node);
    case 'BatchFetch':
      return compileBatchFetch(node, satisfies);
    case 'Flatten':
      return compileFlatten(node, satisfies);
    case 'Sequence': {
      const steps = node.nodes.map((child) => compileNode(child, satisfies));
      return async (execution) => {
        for (const step of steps) await step(execution);
      };
    }
    case 'Parallel': {
      const steps = node.nodes.map((child) => compileNode(child, satisfies));
      return async (execution) => {
        const together = new Map<string, Asked>();
        await Promise.all(steps.map((step) => step(execution, together)));
      };
    }
    case 'Condition': {
      const whenTrue = node.ifClause === undefined ? undefined : compileNode(node.ifClause, satisfies);
      const whenFalse = node.elseClause === undefined ? undefined : compileNode(node.elseClause, satisfies);
      return async (execution) =>
        (execution.variables[node.condition] === true ? whenTrue : whenFalse)?.(execution);
    }
    case 'Subscription':
    case 'Defer':
      throw new Error(`${node.kind} plans cannot be executed; the schema should have been refused at start`);
  }
}

/** A question at the root of the response. */
function compileFetch(node: FetchNode): Step {
  const document = parse(node.operation, { noLocation: true });
  const variablesOf = pick(node.variableUsages);
  const keys = rootKeys(document);
  return async (execution) => {
    const answer = await execution.ask(node.serviceName, {
      document,
      variables: variablesOf(execution),
      subjects: undefined,
    });
    if (hasFailed(answer)) return fail(execution, node.serviceName, answer, [], keys);
    locate(execution, node.serviceName, answer, (path) => [path]);
    if (isTree(answer.data)) mergeInto(execution.data, rewritten(answer.data, node, noCondition));
  };
}

const noCondition: Satisfies = () => true;

/** A question about entities that earlier answers named. */
function compileFlatten(node: FlattenNode, satisfies: Satisfies): Step {
  const fetch = node.node;
  if (fetch.kind !== 'Fetch' || fetch.requires === undefined)
    throw new Error(`the planner flattened a ${fetch.kind}`);
  const collect = compileTargets(node.path, satisfies);
  const represent = compileRepresentation(fetch.requires, fetch.inputRewrites, satisfies);
  const document = parse(fetch.operation, { noLocation: true });
  const keys = entityKeys(document);
  const variablesOf = pick(fetch.variableUsages);
  const gathered = JSON.stringify([node.path, fetch.requires, fetch.inputRewrites]);
  return async (execution, together = new Map<string, Asked>()) => {
    const asked = kept(together, gathered, () => {
      const made = new Asked();
      for (const target of collect(execution.data)) made.add(target, represent(target.entity));
      return made;
    });
    if (asked.representations.length === 0) return;
    const variables = { ...variablesOf(execution), representations: asked.representations };
    const answer = await execution.ask(fetch.serviceName, { document, variables, subjects: asked.subjects });
    if (hasFailed(answer)) return fail(execution, fetch.serviceName, answer, asked.columnPath(), keys);
    locate(execution, fetch.serviceName, answer, (path) => asked.placesBelow(path.slice(1), keys));
    const data = isTree(answer.data) ? rewritten(answer.data, fetch, satisfies) : undefined;
    asked.merge(data?.['_entities']);
  };
}

/** Several entity questions to one unit in one call. */
function compileBatchFetch(node: BatchFetchNode, satisfies: Satisfies): Step {
  const document = parse(node.operation, { noLocation: true });
  const variablesOf = pick(node.variableUsages);
  const aliases = node.entityBatch.aliases.map((alias) => ({
    alias: alias.alias,
    variable: alias.representationsVariableName,
    collectors: alias.paths.map((path) => compileTargets(path, satisfies)),
    represent: compileRepresentation(alias.requires, alias.inputRewrites, satisfies),
    outputRewrites: alias.outputRewrites,
    keys: entityKeys(document, alias.alias),
  }));
  return async (execution) => {
    const variables: Record<string, unknown> = { ...variablesOf(execution) };
    const shared = new Map<string, Asked>();
    const asked = aliases.map((alias) => {
      const batch = new Asked(shared.get(alias.variable));
      shared.set(alias.variable, batch);
      for (const collect of alias.collectors)
        for (const target of collect(execution.data)) batch.add(target, alias.represent(target.entity));
      variables[alias.variable] = batch.representations;
      return batch;
    });
    if (asked.every((batch) => batch.representations.length === 0)) return;
    const subjects = [...new Set(asked.flatMap((batch) => batch.subjects))];
    const answer = await execution.ask(node.serviceName, { document, variables, subjects });
    aliases.forEach((alias, position) => {
      const batch = asked[position];
      if (batch === undefined) return;
      if (hasFailed(answer)) return fail(execution, node.serviceName, answer, batch.columnPath(), alias.keys);
      locate(execution, node.serviceName, answer, (path) =>
        path.length === 0 || path[0] === alias.alias ? batch.placesBelow(path.slice(1), alias.keys) : [],
      );
      const data = isTree(answer.data) ? answer.data[alias.alias] : undefined;
      for (const rewrite of alias.outputRewrites ?? []) applyRewrite(data, rewrite, satisfies);
      batch.merge(data);
    });
  };
}

/** The distinct representations of one question, and where in the response each of them stands. */
class Asked {
  readonly representations: Tree[];
  readonly #positions: Map<string, number>;
  readonly #targets: Target[][] = [];
  #subjects: readonly string[] | undefined;

  /** Aliases that share a variable share its representations, and each keeps its own places. */
  constructor(shared?: Asked) {
    this.representations = shared?.representations ?? [];
    this.#positions = shared === undefined ? new Map<string, number>() : shared.#positions;
  }

  add(target: Target, representation: Tree | undefined): void {
    if (representation === undefined) return;
    const identity = identityOf(representation);
    let position = this.#positions.get(identity);
    if (position === undefined) {
      position = this.representations.push(representation) - 1;
      this.#positions.set(identity, position);
    }
    (this.#targets[position] ??= []).push(target);
  }

  get subjects(): readonly string[] {
    return (this.#subjects ??= this.representations.flatMap(({ uscc }) =>
      typeof uscc === 'string' ? [uscc] : [],
    ));
  }

  /** Path of an owner's error below an entity → its places in the response; one that concerns all of them stands at each key. */
  placesBelow([position, ...rest]: Path, keys: readonly string[]): Path[] {
    if (position === undefined) return keys.map((key) => [...this.columnPath(), key]);
    return (this.#targets[Number(position)] ?? []).map((target) => [...target.path, ...rest]);
  }

  /** The response keys that lead to the entities, without list positions. */
  columnPath(): string[] {
    const path = this.#targets.flat()[0]?.path ?? [];
    return path.filter((segment): segment is string => typeof segment === 'string');
  }

  merge(entities: unknown): void {
    if (!Array.isArray(entities)) return;
    entities.forEach((entity: unknown, position) => {
      if (!isTree(entity)) return;
      for (const target of this.#targets[position] ?? []) mergeInto(target.entity, entity);
    });
  }
}

/** Most representations are a type and one key; their JSON would cost more than all else that is done with them here. */
function identityOf(representation: Tree): string {
  const [first, second, ...others] = Object.keys(representation);
  const key = first === '__typename' ? second : first;
  const value = key === undefined ? undefined : representation[key];
  if (others.length > 0 || typeof value !== 'string' || representation['__typename'] === undefined)
    return JSON.stringify(representation);
  // Neither a type's name nor a key has a blank in it, so nothing else reads like this.
  return `${String(representation['__typename'])} ${key} ${value}`;
}

function pick(names: readonly string[] | undefined): (execution: Execution) => Record<string, unknown> {
  return ({ variables }) => {
    const picked: Record<string, unknown> = {};
    for (const name of names ?? []) if (name in variables) picked[name] = variables[name];
    return picked;
  };
}

function rewritten(data: Tree, node: FetchNode, satisfies: Satisfies): Tree {
  for (const rewrite of node.outputRewrites ?? []) applyRewrite(data, rewrite, satisfies);
  return data;
}

function locate(
  execution: Execution,
  unit: string,
  answer: UnitAnswer,
  placesOf: (path: Path) => Path[],
): void {
  for (const error of answer.errors ?? [])
    for (const path of placesOf(error.path ?? []))
      execution.errors.push({ ...error, message: error.message, extensions: error.extensions, path, unit });
}

function fail(
  execution: Execution,
  unit: string,
  { failure }: UnitFailure,
  path: readonly string[],
  keys: readonly string[],
): void {
  for (const key of keys) execution.failures.push({ unit, code: failure, path: [...path, key] });
}

function rootKeys(document: DocumentNode): string[] {
  const operation = document.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  return operation === undefined ? [] : keysOf(operation.selectionSet);
}

function entityKeys(document: DocumentNode, alias = '_entities'): string[] {
  const operation = document.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  for (const selection of operation?.selectionSet.selections ?? [])
    if (
      selection.kind === Kind.FIELD &&
      (selection.alias?.value ?? selection.name.value) === alias &&
      selection.selectionSet !== undefined
    )
      return keysOf(selection.selectionSet);
  return [];
}

function keysOf(set: SelectionSetNode): string[] {
  return set.selections.flatMap((selection) => {
    if (selection.kind === Kind.INLINE_FRAGMENT) return keysOf(selection.selectionSet);
    if (selection.kind !== Kind.FIELD || selection.name.value === '__typename') return [];
    return [selection.alias?.value ?? selection.name.value];
  });
}
