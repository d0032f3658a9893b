import {
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  Kind,
  type GraphQLInputType,
  type ValueNode,
} from 'graphql';
import type { Variables } from './normalise';

/** Which coordinate a member of an input (`EnterpriseFilter.industry`, `EnterpriseOrder.ESTABLISHED_ON`) reads. */
export type ReadOf = (member: string) => string | undefined;

/** Every coordinate that an argument's value reads: to filter or order by a field is to learn of it. */
export function valueReads(
  value: ValueNode,
  type: GraphQLInputType,
  variables: Variables,
  readOf: ReadOf,
): string[] {
  if (value.kind === Kind.VARIABLE) return runtimeReads(variables[value.name.value], type, readOf);
  const named = getNamedType(type);
  if (value.kind === Kind.LIST)
    return value.values.flatMap((item) => valueReads(item, named, variables, readOf));
  if (value.kind === Kind.ENUM && isEnumType(named)) return read(`${named.name}.${value.value}`, readOf);
  if (value.kind !== Kind.OBJECT || !isInputObjectType(named)) return [];
  return value.fields.flatMap((field) => {
    const member = named.getFields()[field.name.value];
    if (member === undefined) return [];
    return [
      ...read(`${named.name}.${member.name}`, readOf),
      ...valueReads(field.value, member.type, variables, readOf),
    ];
  });
}

/** The same for a value that came as a variable. */
export function runtimeReads(value: unknown, type: GraphQLInputType, readOf: ReadOf): string[] {
  if (value === null || value === undefined) return [];
  const nullable = getNullableType(type);
  if (isListType(nullable)) {
    const items: readonly unknown[] = Array.isArray(value) ? value : [value];
    return items.flatMap((item) => runtimeReads(item, nullable.ofType, readOf));
  }
  if (isEnumType(nullable)) return read(`${nullable.name}.${String(value)}`, readOf);
  if (!isInputObjectType(nullable) || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, item]) => {
    const member = nullable.getFields()[name];
    if (member === undefined) return [];
    return [...read(`${nullable.name}.${name}`, readOf), ...runtimeReads(item, member.type, readOf)];
  });
}

function read(member: string, readOf: ReadOf): string[] {
  const coordinate = readOf(member);
  return coordinate === undefined ? [] : [coordinate];
}
