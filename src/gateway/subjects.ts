import {
  Kind,
  valueFromASTUntyped,
  type FieldNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { isTree } from '../plan/tree';
import { SUBJECT_PROBE } from './compiled-operation';

/** Enterprises that an operation itself names, in an argument or in the input of a change. */
export function namedSubjects(
  { selectionSet }: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): string[] {
  const named = selectionSet.selections.flatMap((selection) =>
    selection.kind === Kind.FIELD ? subjectsNamedBy(selection, variables) : [],
  );
  return [...new Set(named)];
}

/** How many enterprises an operation asks about at most: those that it names, and a whole page of each list. */
export function enterprisesAsked(
  { operation, selectionSet }: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
  schema: GraphQLSchema,
): number {
  const fields = schema.getRootType(operation)?.getFields() ?? {};
  const counts = selectionSet.selections.map((selection): number => {
    if (selection.kind !== Kind.FIELD) return 0;
    const named = subjectsNamedBy(selection, variables).length;
    if (named > 0) return named;
    const given = selection.arguments?.find(({ name }) => name.value === 'first');
    const byDefault = fields[selection.name.value]?.args.find(({ name }) => name === 'first');
    const page: unknown =
      given === undefined ? byDefault?.defaultValue : valueFromASTUntyped(given.value, variables);
    return Number(page ?? byDefault?.defaultValue ?? 0);
  });
  return counts.reduce((sum, count) => sum + count, 0);
}

function subjectsNamedBy(field: FieldNode, variables: Readonly<Record<string, unknown>>): string[] {
  return (field.arguments ?? []).flatMap(({ name, value }) =>
    name.value === 'input'
      ? subjectsOf(valueFromASTUntyped(value, variables))
      : name.value === 'uscc' || name.value === 'usccs'
        ? textsOf(valueFromASTUntyped(value, variables))
        : [],
  );
}

function subjectsOf(input: unknown): string[] {
  if (Array.isArray(input)) return input.flatMap(subjectsOf);
  if (typeof input !== 'object' || input === null) return [];
  return Object.entries(input).flatMap(([name, value]) =>
    name === 'uscc' ? textsOf(value) : subjectsOf(value),
  );
}

function textsOf(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).filter((item): item is string => typeof item === 'string');
}

/** Codes of the enterprises that an answer tells of, in any place. */
export function listedSubjects(data: unknown, found = new Set<string>()): string[] {
  if (Array.isArray(data)) data.forEach((item) => listedSubjects(item, found));
  else if (isTree(data)) {
    const uscc = data[SUBJECT_PROBE];
    if (typeof uscc === 'string') found.add(uscc);
    for (const key in data) if (typeof data[key] === 'object') listedSubjects(data[key], found);
  }
  return [...found];
}
