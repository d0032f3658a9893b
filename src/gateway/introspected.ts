import { executeSync, Kind, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import type { Tree } from '../plan/tree';

/** What an operation asks of the schema itself. */
export function introspected(
  operation: OperationDefinitionNode,
  schema: GraphQLSchema,
  variables: Readonly<Record<string, unknown>>,
): Tree {
  const selections = operation.selectionSet.selections.filter(
    (selection) => selection.kind === Kind.FIELD && introspectionFields.has(selection.name.value),
  );
  if (selections.length === 0) return {};
  const asked: OperationDefinitionNode = {
    ...operation,
    selectionSet: { kind: Kind.SELECTION_SET, selections },
  };
  const { data } = executeSync({
    schema,
    document: { kind: Kind.DOCUMENT, definitions: [asked] },
    variableValues: variables,
  });
  return { ...data };
}

const introspectionFields = new Set(['__schema', '__type']);
