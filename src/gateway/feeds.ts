import { createHash } from 'node:crypto';
import {
  GraphQLError,
  GraphQLObjectType,
  GraphQLSchema,
  Kind,
  OperationTypeNode,
  print,
  valueFromASTUntyped,
  type DocumentNode,
  type FieldNode,
  type OperationDefinitionNode,
  type SelectionNode,
} from 'graphql';
import { getVariableValues } from 'graphql/execution/values';
import type { UnitDeclaration } from '../kit/define-unit';
import { operationsOf } from '../kit/operation';
import { normalise } from '../operation/normalise';

/** A root field whose answers go on from a cursor, and the subscription that follows it. */
export interface Feed {
  readonly subscription: string;
  readonly query: string;
  readonly unit: string;
}

export function feedsOf(units: readonly UnitDeclaration[]): Feed[] {
  return units.flatMap(({ id, operations }) =>
    operations
      .flatMap((target) => operationsOf(target))
      .flatMap(({ name, feed }) =>
        feed === undefined ? [] : [{ subscription: feed, query: name, unit: id }],
      ),
  );
}

/**
 * The published schema with a subscription for each feed. It is the gateway's alone: owners answer questions, and every
 * event is one more answer to the feed's own question, so nothing new has to be planned or decided.
 */
export function withSubscriptions(api: GraphQLSchema, feeds: readonly Feed[]): GraphQLSchema {
  if (feeds.length === 0) return api;
  const questions = api.getQueryType()?.toConfig().fields ?? {};
  const fields = feeds.map(({ subscription, query }) => {
    const field = questions[query];
    if (field === undefined) throw new Error(`no feed ${query}`);
    const description = `${field.description ?? ''}；以 text/event-stream 随时送达`;
    return [subscription, { ...field, description }] as const;
  });
  const subscription = new GraphQLObjectType({ name: 'Subscription', fields: Object.fromEntries(fields) });
  return new GraphQLSchema({ ...api.toConfig(), subscription });
}

/** The question that is asked again for every event of one subscription. */
export interface FeedQuestion {
  readonly feed: Feed;
  /** Response key of the feed. */
  readonly key: string;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly queryHash: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly since: string | null;
}

/** Variable that takes the cursor, and keys under which the next one comes back. */
export const SINCE = 'hub_since';
export const NEXT = 'hub_next';
export const MORE = 'hub_more';

/** Turns a validated subscription into its feed's question. Throws BAD_USER_INPUT where a variable does not fit. */
export function feedQuestion(
  feeds: readonly Feed[],
  schema: GraphQLSchema,
  document: DocumentNode,
  subscription: OperationDefinitionNode,
  given: Readonly<Record<string, unknown>>,
): FeedQuestion {
  const { coerced, errors } = getVariableValues(schema, subscription.variableDefinitions ?? [], given);
  if (coerced === undefined) throw badInput(errors[0]?.message ?? '');
  const plain = normalise(document, subscription, coerced);
  const root = rootField(plain.selectionSet.selections);
  const feed = feeds.find(({ subscription: name }) => name === root?.name.value);
  if (root === undefined || feed === undefined) throw badInput('订阅须选择一个订阅字段');
  const since: unknown = sinceOf(root, coerced);
  const asked = questionOf(root, feed);
  const operation = normalise(
    { kind: Kind.DOCUMENT, definitions: [] },
    {
      ...plain,
      operation: OperationTypeNode.QUERY,
      selectionSet: { kind: Kind.SELECTION_SET, selections: [asked] },
      variableDefinitions: [
        ...(plain.variableDefinitions ?? []),
        {
          kind: Kind.VARIABLE_DEFINITION,
          variable: variable(SINCE),
          type: { kind: Kind.NAMED_TYPE, name: nameNode('String') },
        },
      ],
    },
    coerced,
  );
  const mapped: DocumentNode = { kind: Kind.DOCUMENT, definitions: [operation] };
  return {
    feed,
    key: root.alias?.value ?? root.name.value,
    document: mapped,
    operation,
    queryHash: createHash('sha256').update(print(mapped)).digest('hex'),
    variables: given,
    since: typeof since === 'string' ? since : null,
  };
}

function sinceOf(root: FieldNode, variables: Readonly<Record<string, unknown>>): unknown {
  const argument = root.arguments?.find(({ name }) => name.value === 'since');
  return argument === undefined ? null : valueFromASTUntyped(argument.value, variables);
}

/** The feed's field under the subscription's key, its cursor a variable, the next cursor asked in any case. */
function questionOf(root: FieldNode, feed: Feed): FieldNode {
  const others = (root.arguments ?? []).filter(({ name }) => name.value !== 'since');
  return {
    ...root,
    alias: root.alias ?? root.name,
    name: nameNode(feed.query),
    arguments: [...others, { kind: Kind.ARGUMENT, name: nameNode('since'), value: variable(SINCE) }],
    selectionSet: {
      kind: Kind.SELECTION_SET,
      selections: [
        ...(root.selectionSet?.selections ?? []),
        { kind: Kind.FIELD, alias: nameNode(NEXT), name: nameNode('nextCursor') },
        { kind: Kind.FIELD, alias: nameNode(MORE), name: nameNode('hasMore') },
      ],
    },
  };
}

/** Validation lets one root field through; it may stand in fragments. */
function rootField(selections: readonly SelectionNode[]): FieldNode | undefined {
  const [first] = selections;
  if (first?.kind === Kind.INLINE_FRAGMENT) return rootField(first.selectionSet.selections);
  return first?.kind === Kind.FIELD ? first : undefined;
}

const nameNode = (value: string) => ({ kind: Kind.NAME, value }) as const;
const variable = (name: string) => ({ kind: Kind.VARIABLE, name: nameNode(name) }) as const;

function badInput(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
}
