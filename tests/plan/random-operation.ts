import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isNonNullType,
  isObjectType,
  type GraphQLArgument,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';

/** A seeded stream in [0, 1): the same seed asks the same question. */
function stream(seed: number): () => number {
  let state = seed >>> 0 || 1;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

export interface RandomOperation {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** A valid operation with aliases, arguments, variables, fragments, conditions, `__typename`; its shape is the seed's. */
export function randomOperation(schema: GraphQLSchema, seed: number): RandomOperation {
  const next = stream(seed);
  const chance = (probability: number): boolean => next() < probability;
  const variables: Record<string, unknown> = {};
  const definitions: string[] = [];
  const fragments: string[] = [];

  const variable = (type: string, value: unknown): string => {
    const name = `v${definitions.length}`;
    definitions.push(`$${name}: ${type}`);
    variables[name] = value;
    return `$${name}`;
  };

  const valueOf = (argument: GraphQLArgument): unknown => {
    const type = getNamedType(argument.type);
    if (type.name === 'ID') return `${chance(0.3) ? 'm' : 'p'}${Math.floor(next() * 11)}`;
    if (type.name === 'Boolean') return chance(0.5);
    if (type.name === 'Float') return Math.floor(next() * 4) / 2;
    if (isEnumType(type)) return type.getValues()[Math.floor(next() * type.getValues().length)]?.name;
    return Math.floor(next() * 4);
  };

  const argumentText = (args: readonly GraphQLArgument[]): string => {
    const used = args.filter((argument) => isNonNullType(argument.type) || chance(0.5));
    if (used.length === 0) return '';
    const texts = used.map((argument) => {
      const value = valueOf(argument);
      const literal = isEnumType(getNamedType(argument.type)) ? String(value) : JSON.stringify(value);
      return `${argument.name}: ${chance(0.4) ? variable(String(argument.type), value) : literal}`;
    });
    return `(${texts.join(', ')})`;
  };

  const condition = (): string => {
    if (!chance(0.15)) return '';
    const value = chance(0.5);
    return ` @${chance(0.5) ? 'skip' : 'include'}(if: ${chance(0.6) ? variable('Boolean!', value) : String(value)})`;
  };

  let aliases = 0;
  const selection = (type: GraphQLNamedType, depth: number): string => {
    const parts: string[] = [];
    if (chance(0.2)) parts.push('__typename');
    if (isAbstractType(type)) {
      for (const possible of schema.getPossibleTypes(type))
        if (chance(0.8)) parts.push(`... on ${possible.name}${condition()} ${selection(possible, depth)}`);
    }
    if ('getFields' in type) {
      for (const field of Object.values(type.getFields())) {
        if (!('args' in field)) continue;
        const named = getNamedType(field.type);
        if (isCompositeType(named) && depth <= 0) continue;
        if (!chance(depth > 2 ? 0.45 : 0.35)) continue;
        // Arguments differ from place to place, so a field with arguments always gets a key of its own.
        const key = field.args.length > 0 || chance(0.2) ? `a${(aliases += 1)}: ` : '';
        parts.push(
          `${key}${field.name}${argumentText(field.args)}${condition()}${isCompositeType(named) ? ` ${selection(named, depth - 1)}` : ''}`,
        );
      }
      if (isObjectType(type) && chance(0.15) && depth > 0) {
        const name = `F${fragments.length}`;
        const position = fragments.push('') - 1;
        fragments[position] = `fragment ${name} on ${type.name} ${selection(type, depth - 1)}`;
        parts.push(`...${name}${condition()}`);
      }
      if (chance(0.1)) parts.push(`... ${condition()} ${selection(type, Math.min(depth, 1))}`);
    }
    return parts.length === 0 ? '{ __typename }' : `{ ${parts.join(' ')} }`;
  };

  const root = schema.getQueryType();
  if (root === undefined || root === null) throw new Error('no query type');
  const body = selection(root, 3);
  const head = definitions.length === 0 ? 'query' : `query (${definitions.join(', ')})`;
  return { query: `${head} ${body} ${fragments.join(' ')}`, variables };
}
