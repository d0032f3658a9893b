import { ApolloServer, type ApolloServerPlugin, type BaseContext } from '@apollo/server';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import type { GatewayInterface } from '@apollo/server-gateway-interface';
import {
  GraphQLError,
  OperationTypeNode,
  NoSchemaIntrospectionCustomRule,
  type ASTVisitor,
  type GraphQLFormattedError,
  type GraphQLSchema,
  type ValidationContext,
} from 'graphql';
import type { Caller } from '../kit/caller';
import { Refusal, refusals, type RefusalCode } from '../kit/refusal';
import { limitRule, type Limits } from '../operation/limits';
import { explainInChinese } from '../operation/explain';
import { Unplannable } from './compiled-operation';
import type { Hub } from './hub';
import { answer } from './pipeline';

/** What one request carries through Apollo. */
export interface RequestContext extends BaseContext {
  readonly caller: Caller;
  readonly requestId: string;
  /** Aborted when the caller has gone. */
  readonly signal: AbortSignal;
}

export interface GraphqlServerOptions {
  readonly hub: Hub;
  /** The schema that this audience is validated against and may introspect. */
  readonly schema: GraphQLSchema;
  readonly limits: Limits;
  readonly allowIntrospection: boolean;
  /** Strangers learn of a wrong field only that they must show who they are. */
  readonly isForStrangers: boolean;
  readonly onFault: (error: unknown, requestId: string) => void;
}

/** Apollo Server before our own executor: parsing, validation, protocol and errors are its, the answer is ours. */
export function createGraphqlServer(options: GraphqlServerOptions): ApolloServer<RequestContext> {
  const { hub, schema, limits, isForStrangers, onFault } = options;
  return new ApolloServer<RequestContext>({
    gateway: gatewayOf(hub, schema),
    introspection: options.allowIntrospection,
    validationRules: [
      limitRule(limits),
      ...(isForStrangers ? [queriesOnly] : []),
      noSubscriptionRule,
      ...(options.allowIntrospection ? [] : [NoSchemaIntrospectionCustomRule]),
    ],
    allowBatchedHttpRequests: false,
    csrfPrevention: true,
    includeStacktraceInErrorResponses: false,
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- its successor comes with graphql 17
    parseOptions: { maxTokens: limits.tokens },
    persistedQueries: false,
    stopOnTerminationSignals: false,
    hideSchemaDetailsFromClientErrors: true,
    nodeEnv: 'production',
    logger: { debug: ignore, info: ignore, warn: ignore, error: ignore },
    formatError: (formatted, error) => presentable(formatted, error, (cause) => onFault(cause, '')),
    plugins: [ApolloServerPluginLandingPageDisabled(), ...(isForStrangers ? [constantRefusal] : [])],
  });
}

/** A subscription is answered by events: `event-streams` takes it before it comes here. */
const noSubscriptionRule = (context: ValidationContext): ASTVisitor => ({
  OperationDefinition(operation) {
    if (operation.operation !== 'subscription') return;
    context.reportError(
      new GraphQLError('输入有误：订阅请以 Accept: text/event-stream 发送', {
        nodes: operation,
        extensions: { code: 'BAD_USER_INPUT' },
      }),
    );
  },
});

const ignore = (): void => undefined;

function gatewayOf(hub: Hub, schema: GraphQLSchema): GatewayInterface {
  return {
    onSchemaLoadOrUpdate(listener) {
      listener({ apiSchema: schema, coreSupergraphSdl: hub.supergraph.sdl });
      return ignore;
    },
    load: () =>
      Promise.resolve({
        executor: async ({ document, operation, queryHash, request, context }) => {
          const { caller, requestId, signal } = context as RequestContext;
          const { data, errors, sharing } = await answer(hub, {
            document,
            operation,
            queryHash,
            variables: request.variables ?? {},
            caller,
            requestId,
            signal,
            schema,
          });
          return {
            data,
            ...(errors.length === 0
              ? {}
              : {
                  errors: errors.map(
                    (error) =>
                      new GraphQLError(error.message, {
                        path: error.path,
                        extensions: { ...error.extensions },
                      }),
                  ),
                }),
            extensions: { sharing },
          };
        },
      }),
    stop: () => Promise.resolve(),
  };
}

const apolloCodes: Readonly<Record<string, RefusalCode>> = {
  GRAPHQL_PARSE_FAILED: 'BAD_USER_INPUT',
  GRAPHQL_VALIDATION_FAILED: 'BAD_USER_INPUT',
  BAD_USER_INPUT: 'BAD_USER_INPUT',
  BAD_REQUEST: 'BAD_USER_INPUT',
  OPERATION_RESOLUTION_FAILURE: 'BAD_USER_INPUT',
};

/** Rules and bad input are told in Chinese; everything else is INTERNAL and nothing more. */
export function presentable(
  formatted: GraphQLFormattedError,
  error: unknown,
  onFault: (error: unknown) => void,
): GraphQLFormattedError {
  const code = String(formatted.extensions?.['code'] ?? '');
  const place = {
    ...(formatted.path === undefined ? {} : { path: formatted.path }),
    ...(formatted.locations === undefined ? {} : { locations: formatted.locations }),
  };
  const isOwners = formatted.extensions?.['unit'] !== undefined;
  if (code in refusals && (isOwners || code !== 'BAD_USER_INPUT') && code !== 'INTERNAL')
    return { message: formatted.message, ...place, extensions: formatted.extensions ?? {} };
  if (code === 'INTERNAL' && formatted.extensions?.['requestId'] !== undefined) return formatted;
  if (formatted.message === 'Introspection is not allowed' || code in apolloCodes)
    return {
      message: explainInChinese(formatted.message),
      ...place,
      extensions: { code: 'BAD_USER_INPUT', ...ruleOf(formatted.extensions) },
    };
  if (error instanceof Unplannable || causeOf(error) instanceof Unplannable) {
    onFault(error);
    return {
      message: '输入有误：这个查询无法拆分到各提供方，请简化后重试',
      ...place,
      extensions: { code: 'BAD_USER_INPUT' },
    };
  }
  onFault(error);
  return { message: refusals.INTERNAL.says, extensions: { code: 'INTERNAL' } };
}

/** Which rule bad input breaks, where an owner said so; nothing else of an error's own details. */
function ruleOf(extensions: GraphQLFormattedError['extensions']): Readonly<Record<string, string>> {
  const details = ['unit', 'field', 'basis'].map((name) => [name, extensions?.[name]] as const);
  return Object.fromEntries(
    details.filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

function causeOf(error: unknown): unknown {
  return error instanceof GraphQLError ? error.originalError : undefined;
}

/** A stranger's schema has no changes, and without a root type the specification's rules pass any selection of them. */
function queriesOnly(context: ValidationContext): ASTVisitor {
  return {
    OperationDefinition(operation) {
      if (operation.operation !== OperationTypeNode.QUERY)
        context.reportError(new GraphQLError('only queries', { nodes: operation }));
    },
  };
}

/** One text for every way in which a stranger's question is not about open fields: a guess learns nothing. */
const constantRefusal: ApolloServerPlugin<RequestContext> = {
  requestDidStart: () =>
    Promise.resolve({
      willSendResponse({ response, errors }) {
        const isValidationError =
          errors?.some((error) => error.extensions['code'] === 'GRAPHQL_VALIDATION_FAILED') === true;
        if (!isValidationError || response.body.kind !== 'single') return Promise.resolve();
        const refusal = new Refusal({ code: 'UNAUTHENTICATED', about: '未认证者只能查询开放字段' });
        response.http.status = 401;
        response.body.singleResult = {
          errors: [{ message: refusal.message, extensions: { ...refusal.extensions } }],
        };
        return Promise.resolve();
      },
    }),
};
