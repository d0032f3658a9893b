import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import helmet from '@fastify/helmet';
import fastify, {
  LogController,
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify';
import { newRequestId } from '../audit/request-id';
import { Refusal, refusals } from '../kit/refusal';
import type { Verifier } from '../identity/verifier';
import type { EventStreams } from './event-streams';
import type { RequestContext } from './graphql-server';

export interface HttpServerOptions {
  readonly publicUrl: string;
  readonly departments: ApolloServer<RequestContext>;
  readonly strangers: ApolloServer<RequestContext>;
  /** Answers subscriptions. */
  readonly streams: EventStreams;
  readonly verify: Verifier;
  readonly logger: FastifyBaseLogger;
  readonly bodyBytes: number;
  /** The time that a request's id begins with, which is that of its record: milliseconds since 1970. */
  readonly now: () => number;
  /** How long a connection may be silent while it is the caller's turn; 20 s where nothing is said. */
  readonly silenceMs?: number;
  /** How long a request may take to arrive, byte by byte; 10 s where nothing is said. */
  readonly arrivalMs?: number;
  /** Routes beside `/graphql`: playground, issuer, health. */
  readonly routes: readonly ((server: FastifyInstance) => Promise<void> | void)[];
}

declare module 'fastify' {
  interface FastifyRequest {
    hubContext?: RequestContext;
  }
}

const SILENCE_MS = 20_000;
const ARRIVAL_MS = 10_000;

/** The one door: body limit, media types, identity, then Apollo. */
export async function createHttpServer(options: HttpServerOptions): Promise<FastifyInstance> {
  const { silenceMs = SILENCE_MS, arrivalMs = ARRIVAL_MS } = options;
  const server = fastify({
    loggerInstance: options.logger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: options.bodyBytes,
    requestTimeout: arrivalMs,
    // Node looks for requests that are late every half minute only, unless it is told otherwise.
    http: { headersTimeout: arrivalMs, connectionsCheckingInterval: Math.min(arrivalMs, 1_000) },
    connectionTimeout: silenceMs,
    keepAliveTimeout: 65_000,
    forceCloseConnections: 'idle',
    genReqId: () => newRequestId(options.now()),
    // What a caller sends as a request id is not ours.
    requestIdHeader: false,
    trustProxy: false,
  });
  await server.register(helmet, {
    contentSecurityPolicy: contentSecurityPolicy,
    crossOriginEmbedderPolicy: false,
    strictTransportSecurity: false,
  });
  // While an answer is worked out the caller is silent by no fault of its own: a screening may take a minute.
  server.addHook('preHandler', ({ raw }, _reply, done) => {
    raw.socket.setTimeout(0);
    done();
  });
  // From here on it is the caller's turn again: one that takes nothing is closed.
  server.addHook('onSend', ({ raw }, _reply, _payload, done) => {
    raw.socket.setTimeout(silenceMs);
    done();
  });
  // RFC 6750, RFC 9449: whoever is not let in learns which schemes would have been taken.
  server.addHook('onSend', (_request, reply, _payload, done) => {
    if (reply.statusCode === 401) void reply.header('www-authenticate', 'Bearer, DPoP');
    done();
  });
  server.setErrorHandler(answerFailure);
  server.setNotFoundHandler((request, reply) =>
    reply
      .code(404)
      .send(problem('BAD_USER_INPUT', `没有 ${request.url.split('?')[0] ?? ''}：见 /playground`)),
  );
  // Streams never end by themselves, and closing waits for them.
  server.addHook('preClose', (done) => {
    options.streams.close();
    done();
  });
  graphqlRoute(server, options);
  for (const route of options.routes) await server.register(async (scope) => route(scope));
  return server;
}

function graphqlRoute(
  server: FastifyInstance,
  { departments, strangers, streams, verify, publicUrl }: HttpServerOptions,
): void {
  const context = ({ hubContext }: FastifyRequest): Promise<RequestContext> =>
    hubContext === undefined
      ? Promise.reject(new Error('nobody was identified'))
      : Promise.resolve(hubContext);
  const forDepartments = fastifyApolloHandler(departments, { context });
  const forStrangers = fastifyApolloHandler(strangers, { context });
  server.post('/graphql', {
    onRequest: async (request, reply) => {
      if (!/^application\/(graphql\+)?json\b/i.test(request.headers['content-type'] ?? ''))
        return reply.code(415).send(problem('BAD_USER_INPUT', '请以 Content-Type: application/json 发送'));
      if (!accepts(request.headers.accept))
        return reply
          .code(406)
          .send(
            problem(
              'BAD_USER_INPUT',
              '只能以 application/graphql-response+json、application/json 答复，订阅以 text/event-stream',
            ),
          );
      const { authorization, dpop } = request.headers;
      const caller = await verify({
        headers: { authorization, dpop: typeof dpop === 'string' ? dpop : undefined },
        method: 'POST',
        url: `${publicUrl}/graphql`,
      });
      request.hubContext = { caller, requestId: request.id, signal: goneSignal(reply) };
      return undefined;
    },
    handler(request, reply) {
      if (streams.wants(request))
        return streams.open(request, reply, request.hubContext?.caller ?? { kind: 'stranger' });
      return (request.hubContext?.caller.kind === 'stranger' ? forStrangers : forDepartments).call(
        server,
        request,
        reply,
      );
    },
  });
  server.route({
    method: ['GET', 'PUT', 'DELETE', 'PATCH', 'HEAD'],
    url: '/graphql',
    handler: (_request, reply) =>
      reply.code(405).header('allow', 'POST').send(problem('BAD_USER_INPUT', '请以 POST 发送查询')),
  });
}

/** Aborted when the connection closes before the answer is out. */
function goneSignal(reply: FastifyReply): AbortSignal {
  const gone = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) gone.abort();
  });
  return gone.signal;
}

function accepts(header: string | undefined): boolean {
  return (
    header === undefined ||
    /\*\/\*|application\/(\*|json|graphql-response\+json)|text\/event-stream/i.test(header)
  );
}

/** Playground pages may load from here only; Monaco sets styles inline. */
const contentSecurityPolicy = {
  useDefaults: false,
  directives: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'", "'unsafe-inline'"],
    workerSrc: ["'self'"],
    connectSrc: ["'self'"],
    fontSrc: ["'self'", 'data:'],
    imgSrc: ["'self'", 'data:'],
    frameAncestors: ["'none'"],
    baseUri: ["'none'"],
    formAction: ["'none'"],
  },
};

interface Problem {
  readonly errors: readonly [
    { readonly message: string; readonly extensions: Readonly<Record<string, unknown>> },
  ];
}

export function problem(code: keyof typeof refusals, about: string): Problem {
  const refusal = new Refusal({ code, about });
  return { errors: [{ message: refusal.message, extensions: refusal.extensions }] };
}

function answerFailure(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (error instanceof Refusal) {
    const status = error.extensions.code === 'UNAUTHENTICATED' ? 401 : 400;
    return reply.code(status).send({ errors: [{ message: error.message, extensions: error.extensions }] });
  }
  const status =
    typeof error === 'object' && error !== null && 'statusCode' in error ? Number(error.statusCode) : 500;
  if (status === 413) return reply.code(413).send(problem('LIMIT_EXCEEDED', '请求体超过 256 KB，请拆分查询'));
  if (status === 415)
    return reply.code(415).send(problem('BAD_USER_INPUT', '请以 Content-Type: application/json 发送'));
  if (status >= 400 && status < 500)
    return reply.code(400).send(problem('BAD_USER_INPUT', '请求体应为 JSON 对象，含 query'));
  request.log.error({ err: error, requestId: request.id }, 'fault');
  return reply.code(500).send({
    errors: [{ message: refusals.INTERNAL.says, extensions: { code: 'INTERNAL', requestId: request.id } }],
  });
}
