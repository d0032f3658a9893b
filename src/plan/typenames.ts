import {
  isAbstractType,
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type FieldNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';

/** Asks for `__typename` wherever an interface or union stands: only the owner knows which type an answer is of. */
export function withTypenames(
  operation: OperationDefinitionNode,
  schema: GraphQLSchema,
): OperationDefinitionNode {
  const types = new TypeInfo(schema);
  return visit(
    operation,
    visitWithTypeInfo(types, {
      SelectionSet: {
        leave: (set) =>
          isAbstractType(types.getParentType())
            ? { ...set, selections: [typenameField, ...set.selections] }
            : undefined,
      },
    }),
  );
}

const typenameField: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };
