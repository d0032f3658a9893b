import {
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  type GraphQLField,
  type GraphQLInputType,
} from 'graphql';

/** A value for each scalar that an input may have, valid in itself. */
const scalars: Readonly<Record<string, unknown>> = {
  Boolean: true,
  Date: '2026-01-05',
  Decimal: '1',
  DivisionCode: '140105',
  Fen: 1_000_000,
  ID: '1',
  Int: 2026,
  String: 'T1',
};

/** Some input of a type that the schema takes, about this enterprise: every required member, so that none is forgotten. */
export function anyInput(type: GraphQLInputType, uscc: string): unknown {
  const bare = getNullableType(type);
  if (isListType(bare)) return [anyInput(bare.ofType, uscc)];
  if (isEnumType(bare)) return bare.getValues()[0]?.name;
  if (isInputObjectType(bare))
    return Object.fromEntries(
      Object.values(bare.getFields())
        .filter((member) => isNonNullType(member.type))
        .map((member) => [member.name, member.name === 'uscc' ? uscc : anyInput(member.type, uscc)]),
    );
  if (bare.name === 'USCC') return uscc;
  if (!(bare.name in scalars)) throw new Error(`no value for ${bare.name}`);
  return scalars[bare.name];
}

/** The document and variables of a change about an enterprise. */
export function anyChange(
  { name, args }: GraphQLField<unknown, unknown>,
  uscc: string,
  key: string,
): { query: string; variables: object } {
  const input = args.find((argument) => argument.name === 'input')?.type;
  if (input === undefined || args.length !== 2) throw new Error(`${name} takes no key and input`);
  return {
    query: `mutation ($key: ID!, $input: ${String(input)}) { ${name}(key: $key, input: $input) { no } }`,
    variables: { key, input: anyInput(input, uscc) },
  };
}
