import {
  Kind,
  valueFromASTUntyped,
  visit,
  type FieldNode,
  type FragmentDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import type { FieldRuntime, SliceRuntime, UnitRuntime } from './runtime';

/** One field of a slice as it was asked: under which response key, with which arguments, which facts of it. */
export interface FieldRequest {
  readonly key: string;
  readonly runtime: FieldRuntime;
  readonly args: Readonly<Record<string, unknown>>;
  readonly facts: readonly string[] | undefined;
}

export interface SliceRequest {
  readonly key: string;
  readonly slice: SliceRuntime;
  readonly fields: readonly FieldRequest[];
}

const variableNames = new WeakMap<FieldNode, readonly string[]>();

/** The variables that a selection depends on; undefined where a named fragment leads out of it. */
export function variablesBelow(node: FieldNode | undefined): readonly string[] | undefined {
  if (node?.selectionSet === undefined) return undefined;
  const known = variableNames.get(node);
  if (known !== undefined) return known;
  const names = new Set<string>();
  const spreads: string[] = [];
  visit(node.selectionSet, {
    Variable: ({ name }) => void names.add(name.value),
    FragmentSpread: ({ name }) => void spreads.push(name.value),
  });
  if (spreads.length > 0) return undefined;
  const found = [...names].sort();
  variableNames.set(node, found);
  return found;
}

interface Document {
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Which slices and fields a selection on `Enterprise` asks of this unit. */
export function requestedSlices(
  unit: UnitRuntime,
  selections: readonly SelectionSetNode[],
  document: Document,
): SliceRequest[] {
  const requests: SliceRequest[] = [];
  for (const [key, nodes] of fieldsByKey(selections, document)) {
    const slice = unit.slices.get(nodes[0]?.name.value ?? '');
    if (slice !== undefined) requests.push({ key, slice, fields: requestedFields(slice, nodes, document) });
  }
  return requests;
}

/** Which fields of one slice are asked for. */
export function requestedFields(
  slice: SliceRuntime,
  nodes: readonly FieldNode[],
  document: Document,
): FieldRequest[] {
  const requests: FieldRequest[] = [];
  for (const [key, fieldNodes] of fieldsByKey(selectionSets(nodes), document)) {
    const node = fieldNodes[0];
    const runtime = slice.fields.get(node?.name.value ?? '');
    if (node === undefined || runtime === undefined) continue;
    const facts = runtime.source.part === undefined ? undefined : factNames(fieldNodes, document);
    requests.push({ key, runtime, args: argumentValues(node, document.variables), facts });
  }
  return requests;
}

function factNames(nodes: readonly FieldNode[], document: Document): string[] {
  const names = new Set<string>();
  for (const fields of fieldsByKey(selectionSets(nodes), document).values())
    for (const field of fields) names.add(field.name.value);
  return [...names].sort();
}

export function selectionSets(nodes: readonly FieldNode[]): SelectionSetNode[] {
  return nodes.flatMap((node) => (node.selectionSet === undefined ? [] : [node.selectionSet]));
}

/** CollectFields of the specification, for the one concrete type that can stand here. */
function fieldsByKey(sets: readonly SelectionSetNode[], document: Document): Map<string, FieldNode[]> {
  const fields = new Map<string, FieldNode[]>();
  for (const set of sets) collect(set, document, fields);
  return fields;
}

function collect(set: SelectionSetNode, document: Document, into: Map<string, FieldNode[]>): void {
  for (const selection of set.selections) {
    if (!isIncluded(selection, document.variables)) continue;
    if (selection.kind === Kind.FIELD) {
      const key = selection.alias?.value ?? selection.name.value;
      const nodes = into.get(key);
      if (nodes === undefined) into.set(key, [selection]);
      else nodes.push(selection);
    } else {
      const inner =
        selection.kind === Kind.INLINE_FRAGMENT
          ? selection.selectionSet
          : document.fragments[selection.name.value]?.selectionSet;
      if (inner !== undefined) collect(inner, document, into);
    }
  }
}

function isIncluded(selection: SelectionNode, variables: Readonly<Record<string, unknown>>): boolean {
  for (const directive of selection.directives ?? []) {
    const name = directive.name.value;
    if (name !== 'skip' && name !== 'include') continue;
    const condition = directive.arguments?.[0];
    const value = condition === undefined ? undefined : valueFromASTUntyped(condition.value, variables);
    if ((name === 'skip') === (value === true)) return false;
  }
  return true;
}

function argumentValues(
  node: FieldNode,
  variables: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const argument of node.arguments ?? [])
    values[argument.name.value] = valueFromASTUntyped(argument.value, variables);
  return values;
}
