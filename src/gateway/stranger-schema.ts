import { mapSchema, MapperKind, pruneSchema } from '@graphql-tools/utils';
import type { GraphQLSchema } from 'graphql';
import type { FieldPolicy } from '../kit/share';

/** What a stranger sees of the graph: open fields, and nothing that says that others exist. */
export function strangerSchema(
  api: GraphQLSchema,
  policies: ReadonlyMap<string, FieldPolicy>,
): GraphQLSchema {
  const visible = mapSchema(api, {
    [MapperKind.MUTATION]: () => null,
    [MapperKind.OBJECT_FIELD]: (field, fieldName, typeName) => {
      const policy = policies.get(`${typeName}.${fieldName}`);
      return policy === undefined || policy.attr === 'OPEN' ? field : null;
    },
  });
  return pruneSchema(visible);
}
