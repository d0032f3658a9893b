import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  getOperationAST,
  GraphQLError,
  OperationTypeNode,
  parse,
  specifiedRules,
  validate,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { z } from 'zod';
import type { Caller } from '../kit/caller';
import type { Notices } from '../kit/notices';
import { Refusal } from '../kit/refusal';
import { limitRule, type Limits } from '../operation/limits';
import { answerEvents } from './answer-events';
import { refusalEvents, type StreamError } from './event-text';
import { feedEvents, type End } from './feed-events';
import { feedQuestion, type Feed, type FeedQuestion } from './feeds';
import { presentable } from './graphql-server';
import type { Hub } from './hub';

export interface EventStreamsOptions {
  readonly hub: Hub;
  readonly feeds: readonly Feed[];
  /** The published schema with its subscriptions. */
  readonly schema: GraphQLSchema;
  readonly notices: (unit: string) => Notices | undefined;
  readonly limits: Limits;
  readonly onFault: (error: unknown, requestId: string) => void;
  /** How often a silent stream says that it is there. */
  readonly heartbeatMs?: number;
}

export interface EventStreams {
  /** Whether a request is to be answered by events: it takes them, and subscribes or takes nothing else. */
  wants(request: FastifyRequest): boolean;
  open(request: FastifyRequest, reply: FastifyReply, caller: Caller): FastifyReply;
  /** Ends every stream; whoever reads one may resume elsewhere or later. */
  close(): void;
}

/** Under the 20 s after which a silent connection is closed, which is also what ends a reader that takes nothing. */
const HEARTBEAT_MS = 10_000;
/** Each stream asks anew at every change: a client system needs few. */
const STREAMS_PER_CLIENT = 8;
const STREAMS = 500;

const bodySchema = z.object({
  query: z.string(),
  operationName: z.string().nullish(),
  variables: z.record(z.string(), z.unknown()).nullish(),
});

export function eventStreams(options: EventStreamsOptions): EventStreams {
  const { heartbeatMs = HEARTBEAT_MS } = options;
  const open = new Map<AbortController, string>();
  /** Counts a stream until its connection is closed, and ends it then, or with the caller's token. */
  const enter = (caller: Known, { raw }: FastifyReply): AbortController => {
    const client = clientOf(caller);
    const ofClient = [...open.values()].filter((other) => other === client).length;
    if (ofClient >= STREAMS_PER_CLIENT || open.size >= STREAMS)
      throw new Refusal({
        code: 'LIMIT_EXCEEDED',
        about: `同时打开的订阅至多 ${STREAMS_PER_CLIENT} 个，请先关闭不用的`,
      });
    const controller = new AbortController();
    const end = (why: End) => (): void => controller.abort(why);
    const left = caller.expiresAt * 1000 - Date.now();
    const expiry = setTimeout(end('expired'), Math.min(left, MAX_TIMER_MS));
    const leave = (): void => {
      clearTimeout(expiry);
      open.delete(controller);
      controller.abort('gone' satisfies End);
    };
    open.set(controller, client);
    // A reader may have gone while its token was verified; nobody would tell of it again.
    if (raw.destroyed) leave();
    else raw.once('close', leave);
    return controller;
  };
  return {
    wants: ({ headers: { accept = '' }, body }) =>
      /text\/event-stream/i.test(accept) && (!/json|\*\/\*/i.test(accept) || subscribes(body, options)),
    open(request, reply, caller) {
      if (caller.kind === 'stranger')
        throw new Refusal({ code: 'UNAUTHENTICATED', about: '未认证者只能查询开放字段' });
      let events: Iterable<string> | AsyncIterable<string>;
      try {
        const asked = askedIn(request, options);
        const { signal } = enter(caller, reply);
        events = guarded(request, () => eventsOf(asked, request, caller, signal));
      } catch (error) {
        events = refusalEvents(...refusalsOf(error, request.id, options));
      }
      return reply
        .headers({
          'content-type': 'text/event-stream; charset=utf-8',
          'cache-control': 'no-store',
          'x-accel-buffering': 'no',
          connection: 'close',
        })
        .send(Readable.from(events));
    },
    close() {
      for (const controller of open.keys()) controller.abort('closing' satisfies End);
    },
  };

  function eventsOf(
    asked: Asked,
    request: FastifyRequest,
    caller: Known,
    signal: AbortSignal,
  ): AsyncGenerator<string, void, undefined> {
    const { hub, schema } = options;
    const common = { caller, schema, signal };
    if (asked.operation.operation !== OperationTypeNode.SUBSCRIPTION)
      return answerEvents(hub, { ...asked, ...common, requestId: request.id }, heartbeatMs);
    const question = followed(asked, request, options);
    const notices = options.notices(question.feed.unit);
    if (notices === undefined) throw new Error(`${question.feed.unit} gives no notices`);
    return feedEvents({ hub, notices, question, heartbeatMs, ...common });
  }

  /** Whatever goes wrong is told as the stream's last event. */
  async function* guarded(
    request: FastifyRequest,
    events: () => AsyncGenerator<string, void, undefined>,
  ): AsyncGenerator<string, void, undefined> {
    try {
      yield* events();
    } catch (error) {
      yield* refusalEvents(...refusalsOf(error, request.id, options));
    }
  }
}

type Known = Exclude<Caller, { kind: 'stranger' }>;

/** The longest that a timer of Node can wait. */
const MAX_TIMER_MS = 2 ** 31 - 1;

function clientOf(caller: Known): string {
  return caller.kind === 'enterprise' ? caller.uscc : `${caller.unit} ${caller.system}`;
}

/** What a request asks, validated. */
interface Asked {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly queryHash: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Throws what is wrong with a request, one error or several. */
function askedIn(request: FastifyRequest, { schema, limits }: EventStreamsOptions): Asked {
  const body = bodySchema.safeParse(request.body);
  if (!body.success) throw new Refusal({ code: 'BAD_USER_INPUT', about: '请求体应为 JSON 对象，含 query' });
  const { query, operationName, variables } = body.data;
  const document = parse(query, { maxTokens: limits.tokens });
  const errors = validate(schema, document, [limitRule(limits), ...specifiedRules]);
  if (errors.length > 0) throw new AggregateError(errors);
  const operation = getOperationAST(document, operationName);
  if (operation === null || operation === undefined || operation.operation === OperationTypeNode.MUTATION)
    throw new Refusal({
      code: 'BAD_USER_INPUT',
      about: 'text/event-stream 用于订阅与查询，办理请以 JSON 接收',
    });
  const queryHash = createHash('sha256').update(query).digest('hex');
  return { document, operation, queryHash, variables: variables ?? {} };
}

/** The feed that a subscription follows, from where its reader left off. */
function followed(
  { document, operation, variables }: Asked,
  request: FastifyRequest,
  { feeds, schema }: EventStreamsOptions,
): FeedQuestion {
  const question = feedQuestion(feeds, schema, document, operation, variables);
  const last = request.headers['last-event-id'];
  return typeof last === 'string' && last !== '' ? { ...question, since: last } : question;
}

function subscribes(body: unknown, { limits }: EventStreamsOptions): boolean {
  const read = bodySchema.safeParse(body);
  if (!read.success) return false;
  let document: DocumentNode;
  try {
    document = parse(read.data.query, { maxTokens: limits.tokens, noLocation: true });
  } catch {
    return false;
  }
  return getOperationAST(document, read.data.operationName)?.operation === 'subscription';
}

/** Errors of the library are the question's fault; what anything else says stays in the log. */
function refusalsOf(
  error: unknown,
  requestId: string,
  { onFault }: EventStreamsOptions,
): readonly StreamError[] {
  const errors: readonly unknown[] = error instanceof AggregateError ? error.errors : [error];
  return errors.map((one) => {
    if (one instanceof Refusal) return { message: one.message, extensions: one.extensions };
    if (!(one instanceof GraphQLError))
      return presentable({ message: '' }, one, (cause) => onFault(cause, requestId));
    const formatted = one.toJSON();
    const extensions = { code: 'BAD_USER_INPUT', ...formatted.extensions };
    return presentable({ ...formatted, extensions }, one, (cause) => onFault(cause, requestId));
  });
}
