import { parse, TypeInfo, visit, visitWithTypeInfo, type DocumentNode, type GraphQLSchema } from 'graphql';

/** The coordinate (`Tax.sizeClass`) of the innermost field around an offset; undefined where there is none. */
export function fieldAtCursor(schema: GraphQLSchema, text: string, offset: number): string | undefined {
  const document = parseOrUndefined(text);
  if (document === undefined) return undefined;
  const types = new TypeInfo(schema);
  let found: string | undefined;
  visit(
    document,
    visitWithTypeInfo(types, {
      Field: {
        enter(node) {
          const loc = node.loc;
          if (loc === undefined || offset < loc.start || offset > loc.end) return false;
          const parent = types.getParentType();
          const field = types.getFieldDef();
          found = parent && field ? `${parent.name}.${field.name}` : undefined;
          return undefined;
        },
      },
    }),
  );
  return found;
}

function parseOrUndefined(text: string): DocumentNode | undefined {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}
