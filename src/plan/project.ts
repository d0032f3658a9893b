import {
  getNamedType,
  getNullableType,
  GraphQLNonNull,
  isAbstractType,
  isInterfaceType,
  isLeafType,
  isListType,
  isObjectType,
  Kind,
  type FieldNode,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { isTree, type Path, type Tree } from './tree';

/** Thrown inside a projection where null stands for a value that may not be null; caught at the next nullable place. */
const bubble = Symbol('null where a value must be');

/** `path` is one array for the whole walk, as deep as the walk is: what keeps it copies it. */
type Write = (value: unknown, path: (string | number)[], missing: Missing) => unknown;
/** Told of every place where a value that may not be null was null and nobody said why. */
type Missing = (path: Path) => void;

/** Compiles the writer of a response: the fields of the question, in its order, with nulls propagated as specified. */
export function compileProjection(
  operation: OperationDefinitionNode,
  schema: GraphQLSchema,
  withoutValue: ReadonlySet<FieldNode>,
): (data: Tree, missing: Missing) => Tree | null {
  const root = schema.getRootType(operation.operation);
  if (root === undefined || root === null) throw new Error(`no ${operation.operation} in the schema`);
  const write = compileObject([operation.selectionSet], root, schema, withoutValue);
  return (data, missing) => {
    const written = write(data, [], (path) => missing([...path]));
    return written === bubble || !isTree(written) ? null : written;
  };
}

function compileObject(
  sets: readonly SelectionSetNode[],
  type: GraphQLNamedType,
  schema: GraphQLSchema,
  withoutValue: ReadonlySet<FieldNode>,
): Write {
  if (isAbstractType(type)) {
    const writers = new Map(
      schema
        .getPossibleTypes(type)
        .map((possible) => [possible.name, compileObject(sets, possible, schema, withoutValue)]),
    );
    return (value, path, missing) =>
      isTree(value) ? (writers.get(String(value['__typename']))?.(value, path, missing) ?? null) : null;
  }
  const fields = [...collect(sets, type, schema)].map(([key, nodes]) => ({
    key,
    write: compileField(nodes, type, schema, withoutValue),
  }));
  return (value, path, missing) => {
    const source = isTree(value) ? value : {};
    const written: Tree = {};
    for (const { key, write } of fields) {
      path.push(key);
      const item = write(source[key], path, missing);
      path.pop();
      if (item === bubble) return bubble;
      written[key] = item;
    }
    return written;
  };
}

function compileField(
  nodes: readonly FieldNode[],
  parent: GraphQLNamedType,
  schema: GraphQLSchema,
  withoutValue: ReadonlySet<FieldNode>,
): Write {
  const [node] = nodes;
  if (node === undefined || node.name.value === '__typename') return () => parent.name;
  // Introspection is answered whole from the published schema.
  if (node.name.value.startsWith('__')) return (value) => value ?? null;
  const field =
    isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[node.name.value] : undefined;
  if (field === undefined) return () => null;
  const sets = nodes.flatMap((item) => (item.selectionSet === undefined ? [] : [item.selectionSet]));
  const named = getNamedType(field.type);
  const inner: Write = isLeafType(named)
    ? (value) => value
    : compileObject(sets, named, schema, withoutValue);
  if (nodes.every((item) => withoutValue.has(item))) {
    // Refused: null, or for an object whose every field is refused the object with nothing in it.
    const isEmptied =
      node.selectionSet !== undefined &&
      !isListType(getNullableType(field.type)) &&
      hasFieldBelow(node, withoutValue);
    const empty: Write = isEmptied ? (_value, path, missing) => inner({}, path, missing) : () => null;
    return nullable(field.type, empty, true);
  }
  return compileType(field.type, inner);
}

/** The selection below was itself taken out field by field, rather than the field as a whole. */
function hasFieldBelow(node: FieldNode, withoutValue: ReadonlySet<FieldNode>): boolean {
  return (node.selectionSet?.selections ?? []).some((selection) =>
    selection.kind === Kind.FIELD
      ? withoutValue.has(selection)
      : selection.kind === Kind.INLINE_FRAGMENT &&
        selection.selectionSet.selections.some((item) => item.kind === Kind.FIELD && withoutValue.has(item)),
  );
}

function compileType(type: GraphQLOutputType, inner: Write): Write {
  const bare = getNullableType(type);
  const write: Write = isListType(bare)
    ? listWriter(compileType(bare.ofType, inner))
    : (value, path, missing) => (value === null || value === undefined ? null : inner(value, path, missing));
  return nullable(type, write, false);
}

function nullable(type: GraphQLOutputType, write: Write, isExplained: boolean): Write {
  if (type instanceof GraphQLNonNull)
    return (value, path, missing) => {
      const written = write(value, path, missing);
      if (written === bubble) return bubble;
      if (written !== null && written !== undefined) return written;
      if (!isExplained) missing(path);
      return bubble;
    };
  return (value, path, missing) => {
    const written = write(value, path, missing);
    return written === bubble || written === undefined ? null : written;
  };
}

function listWriter(item: Write): Write {
  return (value, path, missing) => {
    if (!Array.isArray(value)) return null;
    const written: unknown[] = [];
    for (let index = 0; index < value.length; index += 1) {
      path.push(index);
      const one = item(value[index], path, missing);
      path.pop();
      if (one === bubble) return bubble;
      written.push(one);
    }
    return written;
  };
}

/** CollectFields of the specification for one concrete type; conditions were answered when the operation was normalised. */
function collect(
  sets: readonly SelectionSetNode[],
  type: GraphQLNamedType,
  schema: GraphQLSchema,
): Map<string, FieldNode[]> {
  const fields = new Map<string, FieldNode[]>();
  const visit = (set: SelectionSetNode): void => {
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) {
        const key = selection.alias?.value ?? selection.name.value;
        const nodes = fields.get(key);
        if (nodes === undefined) fields.set(key, [selection]);
        else nodes.push(selection);
      } else if (
        selection.kind === Kind.INLINE_FRAGMENT &&
        applies(selection.typeCondition?.name.value, type, schema)
      )
        visit(selection.selectionSet);
    }
  };
  sets.forEach(visit);
  return fields;
}

function applies(condition: string | undefined, type: GraphQLNamedType, schema: GraphQLSchema): boolean {
  if (condition === undefined || condition === type.name) return true;
  const abstract = schema.getType(condition);
  return isAbstractType(abstract) && isObjectType(type) && schema.isSubType(abstract, type);
}
