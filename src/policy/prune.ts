import {
  getNamedType,
  isListType,
  getNullableType,
  isCompositeType,
  Kind,
  type FieldNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  type InlineFragmentNode,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  isObjectType,
  isInterfaceType,
} from 'graphql';
import type { FieldDecision, Rights } from '../kit/owner';
import type { FieldOutcome, RefusalCode } from '../kit/refusal';
import { evidenceOfMember, type Evidence } from '../kit/rules/evidence';
import type { Policy } from '../kit/share';
import { valueReads, type ReadOf } from '../operation/argument-reads';
import type { Variables } from '../operation/normalise';
import { recordedAs } from './decision';

/** A field of the question that may not be answered, before any owner is asked. */
export interface RefusedField {
  /** Response keys from the root; lists have no index, since the whole column is refused. */
  readonly path: readonly string[];
  readonly policy: Policy;
  readonly code: RefusalCode;
  /** The agreement whose limits are used up, where that is why. */
  readonly agreement?: string;
}

/** What of a question may be asked, and how every coordinate of it was decided. */
export interface PrunedOperation {
  /** The operation without what is refused; undefined where nothing remains to ask. */
  readonly operation: OperationDefinitionNode | undefined;
  readonly refused: readonly RefusedField[];
  /** Nodes of the whole operation that have no value: refused, or left empty by refusals. */
  readonly withoutValue: ReadonlySet<FieldNode>;
  /** Coordinates that were decided, by owner: the fields of the record. */
  readonly decided: ReadonlyMap<string, readonly DecidedField[]>;
}

export interface DecidedField {
  readonly field: string;
  readonly outcome: FieldOutcome;
  readonly agreement: string | null;
}

const toldOutcomes: ReadonlySet<FieldOutcome> = new Set(['clear', 'masked', 'predicate', 'change']);

/** Whether a field of the record was told, in whatever form, or a change made, rather than refused. */
export function isTold({ outcome }: DecidedField): boolean {
  return toldOutcomes.has(outcome);
}

export interface PruneContext {
  readonly schema: GraphQLSchema;
  readonly policies: ReadonlyMap<string, Policy>;
  readonly rights: Rights;
  readonly variables: Variables;
  readonly readOf: ReadOf;
}

/** Decides every coordinate that a normalised operation touches and takes out what is refused. */
export function prune(operation: OperationDefinitionNode, context: PruneContext): PrunedOperation {
  const pruning = new Pruning(context);
  const root = context.schema.getRootType(operation.operation);
  const selectionSet =
    root === undefined || root === null ? undefined : pruning.selections(operation.selectionSet, root, []);
  return {
    operation: selectionSet === undefined ? undefined : { ...operation, selectionSet },
    refused: pruning.refused,
    withoutValue: pruning.withoutValue,
    decided: pruning.decided,
  };
}

class Pruning {
  readonly refused: RefusedField[] = [];
  readonly withoutValue = new Set<FieldNode>();
  readonly decided = new Map<string, DecidedField[]>();
  readonly #seen = new Set<string>();

  constructor(readonly context: PruneContext) {}

  selections(
    set: SelectionSetNode,
    type: GraphQLNamedType,
    path: readonly string[],
  ): SelectionSetNode | undefined {
    const kept: SelectionNode[] = [];
    for (const selection of set.selections) {
      const left =
        selection.kind === Kind.FIELD
          ? this.field(selection, type, path)
          : selection.kind === Kind.INLINE_FRAGMENT
            ? this.fragment(selection, type, path)
            : undefined;
      if (left !== undefined) kept.push(left);
    }
    return kept.length === 0 ? undefined : { kind: Kind.SELECTION_SET, selections: kept };
  }

  fragment(
    fragment: InlineFragmentNode,
    type: GraphQLNamedType,
    path: readonly string[],
  ): InlineFragmentNode | undefined {
    const condition = fragment.typeCondition?.name.value;
    const inner = condition === undefined ? type : this.context.schema.getType(condition);
    const selectionSet =
      inner === undefined ? undefined : this.selections(fragment.selectionSet, inner, path);
    return selectionSet === undefined ? undefined : { ...fragment, selectionSet };
  }

  field(node: FieldNode, parent: GraphQLNamedType, path: readonly string[]): FieldNode | undefined {
    if (node.name.value.startsWith('__')) return node;
    const definition =
      isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[node.name.value] : undefined;
    if (definition === undefined) return undefined;
    const here = [...path, node.alias?.value ?? node.name.value];
    for (const coordinate of this.coordinatesOf(node, parent, definition)) {
      if (!this.isRefused(coordinate, here)) continue;
      this.withoutValue.add(node);
      return undefined;
    }
    const own = this.context.policies.get(`${parent.name}.${definition.name}`);
    for (const { coordinate } of evidenceAsked(own, node, definition, this.context.variables))
      this.decide(coordinate);
    if (node.selectionSet === undefined) return node;
    return this.below(node, definition, here);
  }

  below(
    node: FieldNode,
    definition: GraphQLField<unknown, unknown>,
    path: readonly string[],
  ): FieldNode | undefined {
    const type = getNamedType(definition.type);
    if (node.selectionSet === undefined || !isCompositeType(type)) return node;
    const selectionSet = this.selections(node.selectionSet, type, path);
    if (selectionSet !== undefined) return { ...node, selectionSet };
    if (type.name !== 'Enterprise' && !isListType(getNullableType(definition.type)) && path.length > 1) {
      this.withoutValue.add(node);
      return undefined;
    }
    // How many there are is still asked: only their fields are refused.
    return { ...node, selectionSet: { kind: Kind.SELECTION_SET, selections: [typenameField] } };
  }

  coordinatesOf(
    node: FieldNode,
    parent: GraphQLNamedType,
    definition: GraphQLField<unknown, unknown>,
  ): Set<string> {
    const own = `${parent.name}.${definition.name}`;
    return new Set([
      own,
      ...(this.context.policies.get(own)?.reads ?? []),
      ...readsOf(node, definition, this.context.variables, this.context.readOf),
    ]);
  }

  isRefused(coordinate: string, path: readonly string[]): boolean {
    const decided = this.decide(coordinate);
    if (decided === undefined || decided.decision.allowed) return false;
    const { policy, decision } = decided;
    if (!this.refused.some((known) => known.path.join('.') === path.join('.')))
      this.refused.push({ ...decision, path, policy });
    return true;
  }

  /** Decides a coordinate and keeps the decision for its owner's record; undefined where nobody rules on it. */
  decide(coordinate: string): { policy: Policy; decision: FieldDecision } | undefined {
    const policy = this.context.policies.get(coordinate);
    if (policy === undefined) return undefined;
    const decision = this.context.rights.decide(coordinate);
    if (!this.#seen.has(coordinate)) {
      this.#seen.add(coordinate);
      const fields = this.decided.get(policy.unit) ?? [];
      fields.push({ field: coordinate, ...recordedAs(decision) });
      this.decided.set(policy.unit, fields);
    }
    return { policy, decision };
  }
}

const typenameField: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

/** What other owners are asked for a field: that of the values of its arguments, or all where they choose none. */
export function evidenceAsked(
  policy: Policy | undefined,
  node: FieldNode,
  definition: GraphQLField<unknown, unknown>,
  variables: Variables,
): readonly Evidence[] {
  if (policy?.evidence === undefined) return [];
  const members = readsOf(node, definition, variables, (member) => member);
  const chosen = members.flatMap((member) => evidenceOfMember(member) ?? []);
  return chosen.length === 0 ? policy.evidence : chosen;
}

/** What the values of a field's arguments read. */
function readsOf(
  node: FieldNode,
  definition: GraphQLField<unknown, unknown>,
  variables: Variables,
  readOf: ReadOf,
): string[] {
  return (node.arguments ?? []).flatMap((argument) => {
    const declared = definition.args.find((candidate) => candidate.name === argument.name.value);
    return declared === undefined ? [] : valueReads(argument.value, declared.type, variables, readOf);
  });
}
