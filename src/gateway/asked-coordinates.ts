import { TypeInfo, visit, visitWithTypeInfo, type DocumentNode, type GraphQLSchema } from 'graphql';
import { kept } from '../kit/kept';

const known = new WeakMap<GraphQLSchema, WeakMap<DocumentNode, readonly string[]>>();

/** Every coordinate that a question to one owner selects, of its own schema: the fields of the owner's record. */
export function askedCoordinates(schema: GraphQLSchema, document: DocumentNode): readonly string[] {
  const byDocument = kept(known, schema, () => new WeakMap<DocumentNode, readonly string[]>());
  return kept(byDocument, document, () => {
    const types = new TypeInfo(schema);
    const found = new Set<string>();
    visit(
      document,
      visitWithTypeInfo(types, {
        Field: ({ name }) => void found.add(`${types.getParentType()?.name ?? ''}.${name.value}`),
      }),
    );
    return [...found];
  });
}
