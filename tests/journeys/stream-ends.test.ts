import { mkdtemp, rm } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { startCarrier } from '../../src/audit/carrier';
import { carryingBudget } from '../../src/audit/carrying-budget';
import { openSegmentLog, type SegmentLog } from '../../src/audit/segment-log';
import { openDatabases, type OpenDatabases } from '../../src/commands/databases';
import { loadFirstData } from '../../src/commands/first-data';
import { readConfig } from '../../src/config';
import { assembleHub, buildGraph } from '../../src/gateway/assemble';
import { eventStreams } from '../../src/gateway/event-streams';
import { feedsOf, withSubscriptions } from '../../src/gateway/feeds';
import { createGraphqlServer } from '../../src/gateway/graphql-server';
import { createHttpServer } from '../../src/gateway/http-server';
import { createMetrics } from '../../src/gateway/metrics';
import type { Caller } from '../../src/kit/caller';
import { consumerByCode } from '../../src/kit/unit-directory';
import { defaultLimits } from '../../src/operation/limits';
import { compileBundle } from '../../src/policy/bundle';
import { agreementsFor, planOperations } from '../../src/sharing/plan-operations';
import { units } from '../../src/units';
import { smeb } from '../../src/units/smeb';
import { openEvents, type Events } from '../support/events';

/** How long a reader may take nothing here, where it is 20 s. */
const SILENCE_MS = 400;
const DAY_MS = 86_400_000;
const START = Date.now();
const day = (instant: number): string => new Date(instant + 8 * 3_600_000).toISOString().slice(0, 10);

/** The bureau's database, its gateway and a clock that goes on when the test says so. */
let databases: OpenDatabases;
let log: SegmentLog;
let stopOthers: () => Promise<unknown>;
let server: FastifyInstance;
let dataDir: string;
let now = START;
let expiresAt = START / 1000 + 3600;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'srdi-test-'));
  const config = readConfig({ HUB_DATA_DIR: dataDir, HUB_ENTERPRISES: '200' });
  const graph = buildGraph(units);
  databases = await openDatabases(config, [smeb], () => undefined);
  await loadFirstData(databases, [smeb], graph, config, () => undefined);
  const bureau = databases.units.get('smeb');
  if (bureau === undefined) throw new Error('no database of the bureau');
  log = await openSegmentLog({ directory: join(dataDir, 'audit', 'smeb'), unit: 'smeb', now: Date.now });
  const carrier = startCarrier({
    log,
    pool: bureau.writing,
    budget: carryingBudget(),
    onTrouble: () => undefined,
  });
  const onFault = (fault: unknown): void => {
    throw new Error(`fault: ${String(fault)}`);
  };
  const hub = assembleHub({
    graph,
    resources: new Map([
      [
        'smeb',
        {
          ...bureau.reading,
          record: {
            append: log.append,
            isWritable: () => Promise.resolve(log.isWritable()),
            carried: carrier.carried,
          },
        },
      ],
    ]),
    hubReading: databases.hub.reading,
    // What is agreed ends with the day on which the test begins.
    bundle: compileBundle(
      planOperations
        .flatMap((operation) => agreementsFor(operation, graph.supergraph.api, graph.policies))
        .map((agreement) => ({ ...agreement, validUntil: day(START) })),
      graph.policies,
      consumerByCode,
      graph.changes,
    ),
    subjectHash: (uscc) => uscc,
    ownerTimeoutMs: 10_000,
    now: () => now,
    onFault,
  });
  const feeds = feedsOf(units);
  const common = {
    hub,
    schema: withSubscriptions(hub.supergraph.api, feeds),
    limits: defaultLimits,
    metrics: createMetrics(hub.compiler.size),
    onFault,
  };
  const apollo = createGraphqlServer({ ...common, allowIntrospection: true, isForStrangers: false });
  await apollo.start();
  stopOthers = () => Promise.all([apollo.stop(), carrier.stop()]);
  server = await createHttpServer({
    publicUrl: 'http://127.0.0.1',
    departments: apollo,
    strangers: apollo,
    streams: eventStreams({
      ...common,
      feeds,
      notices: () => bureau.notices,
      heartbeatMs: SILENCE_MS / 2,
    }),
    verify: () =>
      Promise.resolve<Caller>({
        kind: 'unit',
        unit: 'LFR',
        system: 'main',
        purpose: 'M09',
        official: 'o',
        expiresAt,
      }),
    logger: pino({ level: 'silent' }),
    bodyBytes: defaultLimits.bodyBytes,
    now: Date.now,
    silenceMs: SILENCE_MS,
    routes: [],
  });
  await server.listen({ port: 0, host: '127.0.0.1' });
}, 120_000);

afterAll(async () => {
  await server.close();
  await stopOthers();
  await log.close();
  await databases.close();
  await rm(dataDir, { recursive: true, force: true });
});

const bureauWrites = (text: string): Promise<unknown> | undefined =>
  databases.units.get('smeb')?.writing.query(text);
const port = (): number => {
  const address = server.server.address();
  return typeof address === 'object' ? (address?.port ?? 0) : 0;
};

const SUBSCRIPTION = `subscription ($since: String, $first: Int) {
  pushListChanged(since: $since, first: $first) { changes { cursor kind reasonText enterprise { uscc } } hasMore } }`;

/** Reads a stream up to where nothing is left of the past. */
async function caughtUp(): Promise<Events> {
  const events = await openEvents(`http://127.0.0.1:${port()}`, 'token', {
    query: SUBSCRIPTION,
    variables: { first: 200 },
  });
  while ((await events.next()).data.data.pushListChanged.hasMore === true);
  return events;
}

const change = (): Promise<unknown> | undefined =>
  bureauWrites(
    `UPDATE cultivation SET tier = CASE tier WHEN 'SRDI' THEN 'PROVINCIAL_LITTLE_GIANT' ELSE 'SRDI' END
      WHERE uscc = (SELECT min(uscc) FROM cultivation WHERE tier IN ('SRDI', 'PROVINCIAL_LITTLE_GIANT'))`,
  );

it('a stream whose rights have ended meanwhile is refused with the next event, and ends', async () => {
  const events = await caughtUp();
  await change();
  expect((await events.next()).data.data.pushListChanged.changes).toHaveLength(1);
  now += DAY_MS;
  try {
    await change();
    const refused = await events.next();
    expect(refused.data.data.pushListChanged).toBeNull();
    expect(refused.data.errors[0].extensions.code).toBe('DENIED_NO_GRANT');
    expect((await events.rest()).map(({ event }) => event)).toEqual(['complete']);
  } finally {
    now = START;
  }
});

it('a stream ends with its token, and says how to go on', async () => {
  expiresAt = Math.floor(Date.now() / 1000) + 2;
  const events = await caughtUp();
  expiresAt = START / 1000 + 3600;
  const [last, ...more] = await events.rest();
  expect(last?.data.errors[0].extensions.code).toBe('UNAUTHENTICATED');
  expect(last?.data.errors[0].message).toContain('Last-Event-ID');
  expect(more.map(({ event }) => event)).toEqual(['complete']);
});

/** A reader that reads the bare bytes, or does not. */
function bareReader(since: string | null): Socket {
  const reader = connect(port(), '127.0.0.1');
  reader.on('error', () => undefined);
  const body = JSON.stringify({ query: SUBSCRIPTION, variables: { first: 200, since } });
  reader.write(
    `POST /graphql HTTP/1.1\r\nHost: hub\r\nAuthorization: Bearer token\r\nContent-Type: application/json\r\n` +
      `Accept: text/event-stream\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
  return reader;
}

it('a reader to whom nothing happens is kept, however long', async () => {
  const events = await caughtUp();
  await change();
  const { id = null } = await events.next();
  events.close();
  const reader = bareReader(id);
  let received = '';
  for await (const chunk of reader) {
    received += String(chunk);
    const heartbeats = received.match(/^:$/gm)?.length ?? 0;
    // Longer than a reader may take nothing.
    if (heartbeats === 4) await change();
    if (received.includes('"changes":[{')) break;
  }
  expect(received).toContain('"changes":[{');
});

it('a reader that takes nothing is closed, though there is more to tell', async () => {
  // More than the buffers between two sockets hold.
  await bureauWrites(
    `INSERT INTO push_list_change (uscc, tier_before, tier_after, division_before, division_after, reason, happened_on)
     SELECT p.uscc, p.tier_before, p.tier_after, p.division_before, p.division_after, p.reason, p.happened_on
       FROM (SELECT * FROM push_list_change LIMIT 50) p, generate_series(1, 1000)`,
  );
  const closed = new Promise<void>((resolve) =>
    server.server.once('connection', (socket: Socket) => socket.once('close', () => resolve())),
  );
  const reader = bareReader(null).pause();
  await closed;
  let received = '';
  for await (const chunk of reader) received = (received + String(chunk)).slice(-100_000);
  expect(received).toContain('event: next');
  expect(received).not.toContain('event: complete');
}, 60_000);
