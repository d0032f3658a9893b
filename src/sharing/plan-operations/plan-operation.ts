import {
  getNamedType,
  Kind,
  parse,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type FieldNode,
  type GraphQLField,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type ValueNode,
} from 'graphql';
import { kept } from '../../kit/kept';
import { argumentRead } from '../../kit/operation';
import type { FieldPolicy } from '../../kit/share';
import type { Agreement, AgreementScope } from '../../policy/agreement';
import { evidenceAsked, prune } from '../../policy/prune';

/** Which enterprises, and which day, of the invented world stand for a document's variables in the playground. */
export type VariableName = 'uscc' | 'consented' | 'other' | 'inZone' | 'traded' | 'tradedOn';

/** 典型业务: one question that the plan's work needs asked: who asks it, for which purpose, in which words. */
export interface PlanOperation {
  /** Number of the canonical list; several consumers may ask under one number, each with a document of its own. */
  readonly id: string;
  readonly title: string;
  readonly note: string;
  readonly consumer: { readonly unit: string; readonly system?: string } | 'enterprise' | 'public';
  /** The first is the one under which the playground asks. */
  readonly purposes: readonly string[];
  readonly scope?: AgreementScope;
  readonly document: string;
  readonly variables?: readonly VariableName[];
}

/** Seeded agreements run as long as the plan's own horizon in the product's data; real ones bear their own dates. */
const VALID_FROM = '2022-03-18';
const VALID_UNTIL = '2035-12-31';

/** The operation is the application's content: one agreement with each owner for the fields that its document reads and that are not open. */
export function agreementsFor(
  operation: PlanOperation,
  schema: GraphQLSchema,
  policies: ReadonlyMap<string, FieldPolicy>,
): Agreement[] {
  const { id, consumer, purposes, scope = null, document } = operation;
  if (typeof consumer === 'string') return [];
  const thresholds = thresholdsOf(document, schema, policies);
  const ofOthers = [...readsOf(operation, schema, policies)].filter(
    ([provider]) => provider !== consumer.unit,
  );
  const name = operationOf(operation.document).name?.value ?? '';
  return ofOthers.map(([provider, fields]) => ({
    // One unit may ask several documents under one number, and each of them is an agreement of its own.
    id: `${id}-${name}-${consumer.unit}-${provider}`,
    consumer: consumer.unit,
    provider,
    purposes,
    fields,
    thresholds: Object.fromEntries(fields.flatMap((field) => askedIn(thresholds, field))),
    outcome: 'clear',
    scope,
    limits: null,
    validFrom: VALID_FROM,
    validUntil: VALID_UNTIL,
  }));
}

/** Coordinates by owner that a document reads and that need an agreement. */
function readsOf(
  { document }: PlanOperation,
  schema: GraphQLSchema,
  policies: ReadonlyMap<string, FieldPolicy>,
): Map<string, string[]> {
  const everything = { bundle: '', decide: () => ({ allowed: true, grants: [] }) as const };
  const { decided } = prune(operationOf(document), {
    schema,
    policies,
    rights: everything,
    variables: {},
    readOf: argumentRead,
  });
  const closed = [...decided].map(([unit, fields]): [string, string[]] => [
    unit,
    fields.map(({ field }) => field).filter((field) => policies.get(field)?.attr !== 'OPEN'),
  ]);
  return new Map(closed.filter(([, fields]) => fields.length > 0));
}

type Thresholds = ReadonlyMap<string, ReadonlySet<number>>;

function askedIn(thresholds: Thresholds, field: string): [string, number[]][] {
  const asked = thresholds.get(field);
  return asked === undefined ? [] : [[field, [...asked].sort((a, b) => a - b)]];
}

/**
 * The thresholds that a document asks: in arguments and in conditions of a screening, where it must write them out, and in
 * the rules by which it has an enterprise judged.
 */
function thresholdsOf(
  document: string,
  schema: GraphQLSchema,
  policies: ReadonlyMap<string, FieldPolicy>,
): Thresholds {
  const found = new Map<string, Set<number>>();
  const note = (coordinate: string | undefined, value: ValueNode): void => {
    const thresholds = coordinate === undefined ? undefined : policies.get(coordinate)?.thresholds;
    if (coordinate === undefined || thresholds === undefined) return;
    if (!('value' in value)) throw new Error(`${coordinate}: a registered document writes its threshold out`);
    kept(found, coordinate, () => new Set<number>()).add(Number(value.value));
  };
  const noteEvidence = (
    coordinate: string,
    node: FieldNode,
    definition: GraphQLField<unknown, unknown> | null | undefined,
  ): void => {
    if (definition === null || definition === undefined) return;
    for (const evidence of evidenceAsked(policies.get(coordinate), node, definition, {})) {
      const { yuan, ratio } = evidence.args ?? {};
      if (policies.get(evidence.coordinate)?.thresholds !== undefined)
        kept(found, evidence.coordinate, () => new Set<number>()).add(Number(yuan ?? ratio));
    }
  };
  const types = new TypeInfo(schema);
  visit(
    parse(document, { noLocation: true }),
    visitWithTypeInfo(types, {
      Field: (node) => {
        const { name, arguments: given = [] } = node;
        const coordinate = `${types.getParentType()?.name ?? ''}.${name.value}`;
        for (const argument of given)
          if (!periodArguments.has(argument.name.value)) note(coordinate, argument.value);
        noteEvidence(coordinate, node, types.getFieldDef());
      },
      ObjectField: ({ name, value }) => {
        const input = getNamedType(types.getParentInputType());
        note(argumentRead(`${input?.name ?? ''}.${name.value}`), value);
      },
    }),
  );
  return found;
}

/** Of which time a threshold is asked. */
const periodArguments: ReadonlySet<string> = new Set(['year', 'years']);

function operationOf(document: string): OperationDefinitionNode {
  const [definition] = parse(document, { noLocation: true }).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error('one operation, and it comes first');
  return definition;
}
