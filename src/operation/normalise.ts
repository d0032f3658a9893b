import { createHash } from 'node:crypto';
import {
  Kind,
  print,
  valueFromASTUntyped,
  visit,
  type DocumentNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

export type Variables = Readonly<Record<string, unknown>>;

/**
 * One operation as it will be decided and planned: fragments spread in place, `@skip` and `@include` answered. What
 * remains is a plain tree, so that no later step needs to know of either.
 */
export function normalise(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables,
): OperationDefinitionNode {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  const selectionSet = spread(operation.selectionSet, fragments, variables);
  const used = variablesUsed(selectionSet);
  const { directives: _directives, ...rest } = operation;
  return {
    ...rest,
    selectionSet,
    variableDefinitions:
      operation.variableDefinitions?.filter((definition) => used.has(definition.variable.name.value)) ?? [],
  };
}

/** Variables on which the shape of an operation depends: those of `@skip` and `@include`. */
export function conditionVariables(document: DocumentNode): readonly string[] {
  const names = new Set<string>();
  visit(document, {
    Directive(directive) {
      if (directive.name.value !== 'skip' && directive.name.value !== 'include') return;
      const value = directive.arguments?.[0]?.value;
      if (value?.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return [...names].sort();
}

/** SHA-256 of the document as printed: what the record knows an operation by. */
export function operationHash(document: DocumentNode): string {
  return createHash('sha256').update(print(document)).digest('hex');
}

function spread(
  set: SelectionSetNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  variables: Variables,
): SelectionSetNode {
  return {
    kind: Kind.SELECTION_SET,
    selections: set.selections.flatMap((selection) => spreadSelection(selection, fragments, variables)),
  };
}

function spreadSelection(
  selection: SelectionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  variables: Variables,
): SelectionNode[] {
  if (!isIncluded(selection, variables)) return [];
  if (selection.kind === Kind.FIELD) {
    const { directives: _directives, selectionSet, ...field } = selection;
    return [
      selectionSet === undefined
        ? field
        : { ...field, selectionSet: spread(selectionSet, fragments, variables) },
    ];
  }
  const source = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
  if (source === undefined) return [];
  const inner = spread(source.selectionSet, fragments, variables);
  if (inner.selections.length === 0) return [];
  const { typeCondition } = source;
  return [
    {
      kind: Kind.INLINE_FRAGMENT,
      selectionSet: inner,
      ...(typeCondition === undefined ? {} : { typeCondition }),
    },
  ];
}

function isIncluded(selection: SelectionNode, variables: Variables): boolean {
  return (selection.directives ?? []).every((directive) => {
    const name = directive.name.value;
    if (name !== 'skip' && name !== 'include') return true;
    const condition = directive.arguments?.[0];
    const value = condition !== undefined && valueFromASTUntyped(condition.value, variables) === true;
    return name === 'include' ? value : !value;
  });
}

function variablesUsed(set: SelectionSetNode): Set<string> {
  const names = new Set<string>();
  visit(set, { Variable: (variable) => void names.add(variable.name.value) });
  return names;
}
