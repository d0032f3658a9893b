import {
  getNamedType,
  isLeafType,
  isObjectType,
  isScalarType,
  type GraphQLField,
  type GraphQLOutputType,
} from 'graphql';
import { buildGraph } from '../../../src/gateway/assemble';
import { agreementsFor, planOperations } from '../../../src/sharing/plan-operations';
import { units } from '../../../src/units';
import type { Wish } from '../../support/ask';

const graph = buildGraph(units);
const { api } = graph.supergraph;

/**
 * Everything that can be asked of a slice: every field under every argument that its owner tells apart, in selections that
 * keep within the limits.
 */
export function everythingOf(property: string): string[] {
  const type = getNamedType(fieldOf('Enterprise', property).type);
  if (!isObjectType(type)) throw new Error(`${property} is no slice`);
  const selections: string[][] = [];
  for (const field of Object.values(type.getFields())) {
    const keys = variantsOf(type.name, field).map(
      (args, variant) => `${field.name}_${variant}: ${field.name}${args}${below(field.type)}`,
    );
    // Those of one field that are too many for one selection lie each further than the ones before.
    let next = 0;
    for (let from = 0; from < keys.length; from += MOST_KEYS_OF_A_FIELD) {
      const together = keys.slice(from, from + MOST_KEYS_OF_A_FIELD);
      while ((selections[next]?.length ?? 0) + together.length > MOST_KEYS) next += 1;
      (selections[next] ??= []).push(...together);
      next += 1;
    }
  }
  return selections.map((keys) => `${property} { ${keys.join(' ')} }`);
}

const MOST_KEYS = 50;
const MOST_KEYS_OF_A_FIELD = 14;

/** A value that is listed, one that is not, and none: as GraphQL. */
const values: Readonly<Record<string, readonly string[]>> = {
  year: ['', 'year: 2024', 'year: 2025', 'year: 1990'],
  years: ['', 'years: 2', 'years: 7'],
  month: ['', 'month: "2024-01-31"', 'month: "2025-12-01"', 'month: "2023-12-31"', 'month: "2026-01-01"'],
  asOf: [''],
};

function variantsOf(type: string, field: GraphQLField<unknown, unknown>): string[] {
  const thresholds = graph.policies.get(`${type}.${field.name}`)?.thresholds ?? [];
  let variants: string[][] = [[]];
  for (const { name, type: argument } of field.args) {
    const isText = getNamedType(argument).name !== 'Int';
    const asked =
      values[name] ??
      [...thresholds, 777_777].map((threshold) => `${name}: ${isText ? `"${threshold}"` : threshold}`);
    variants = variants.flatMap((before) => asked.map((one) => [...before, one]));
  }
  return variants
    .map((variant) => variant.filter((argument) => argument !== '').join(', '))
    .map((variant) => (variant === '' ? '' : `(${variant})`));
}

function below(type: GraphQLOutputType): string {
  const named = getNamedType(type);
  if (isLeafType(named) || !isObjectType(named)) return '';
  const fields = Object.values(named.getFields())
    .filter((field) => field.args.length === 0 && !isEnterprise(field))
    .map((field) => `${field.name}${below(field.type)}`);
  return ` { ${fields.join(' ')} }`;
}

const isEnterprise = ({ type }: GraphQLField<unknown, unknown>): boolean =>
  !isScalarType(getNamedType(type)) && getNamedType(type).name === 'Enterprise';

function fieldOf(type: string, field: string): GraphQLField<unknown, unknown> {
  const found = api.getType(type);
  const told = isObjectType(found) ? found.getFields()[field] : undefined;
  if (told === undefined) throw new Error(`no ${type}.${field}`);
  return told;
}

/** Everybody who has an agreement with a unit, once for each purpose. */
export function consumersOf(code: string): Wish[] {
  const pairs = planOperations.flatMap((operation) =>
    agreementsFor(operation, api, graph.policies)
      .filter(({ provider }) => provider === code)
      .flatMap(({ consumer, purposes }) => purposes.map((purpose) => `${consumer} ${purpose}`)),
  );
  return [...new Set(pairs)].sort().map((pair) => {
    const [unit = '', purpose = ''] = pair.split(' ');
    return { unit, purpose };
  });
}
