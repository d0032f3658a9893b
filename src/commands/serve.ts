import { createServer } from 'node:net';
import { join } from 'node:path';
import closeWithGrace from 'close-with-grace';
import { printSchema } from 'graphql';
import { pino } from 'pino';
import { loadSubjectKey, subjectHasher } from '../audit/subject';
import type { HubConfig } from '../config';
import { ConfigurationError } from '../kit/configuration-error';
import { assembleHub, buildGraphBeside, type UnitResources } from '../gateway/assemble';
import { bundleSource } from '../gateway/bundle-source';
import { eventStreams } from '../gateway/event-streams';
import { feedsOf, withSubscriptions } from '../gateway/feeds';
import { createGraphqlServer } from '../gateway/graphql-server';
import { createHttpServer } from '../gateway/http-server';
import { issuerRoutes } from '../gateway/issuer-routes';
import { createMetrics } from '../gateway/metrics';
import { operationalRoutes } from '../gateway/operational-routes';
import type { Hub } from '../gateway/hub';
import { receiptRoutes } from '../gateway/receipt-routes';
import { playgroundRoutes, type Example } from '../gateway/playground-routes';
import { strangerSchema } from '../gateway/stranger-schema';
import { developmentKeys, publicKey } from '../identity/development-clients';
import { requestToken } from '../identity/request-token';
import { createVerifier } from '../identity/verifier';
import { defaultLimits } from '../operation/limits';
import { keepBundle } from '../policy/bundle-file';
import { noteInForce } from '../policy/in-force-log';
import { prepareDataDirectory } from '../store/data-directory';
import { disputedEnterprises } from '../sharing/corrections/open-objections';
import { units } from '../units';
import { agreementExamples } from './agreement-examples';
import { startDailyTasks } from './daily-tasks';
import { openDatabases, type OpenDatabases } from './databases';
import { changeExamples } from './change-examples';
import { consentExamples } from './consent-examples';
import { exampleEnterprises, examplesFor, type ExampleEnterprises } from './examples';
import { loadFirstData } from './first-data';
import { receiptsOf } from './receipts';
import { recordThread, type Recording } from './record-thread';
import type { OpenRecords } from './records';
import { sharingExamples } from './sharing-examples';

export interface HowStarted {
  readonly now?: () => number;
  /** How records are kept: on a thread of their own if nothing is said. */
  readonly record?: () => Recording;
}

export interface RunningHub {
  readonly url: string;
  readonly hub: Hub;
  readonly databases: OpenDatabases;
  readonly examples: ExampleEnterprises;
  stop(): Promise<void>;
}

/**
 * Starts everything in this process: databases, units, gateway; `onProgress` hears each step in Chinese. Rules are judged
 * at `now`, so that a year can be played through, and recorded as of then; tokens keep the time of the machine.
 */
export async function startHub(
  config: HubConfig,
  onProgress: (message: string) => void,
  { now = Date.now, record = recordThread }: HowStarted = {},
): Promise<RunningHub> {
  const port = await freePort(config, onProgress);
  // With every database elsewhere nobody else makes the data directory.
  prepareDataDirectory(config.dataDir);
  onProgress('启动数据库');
  const building = buildGraphBeside(units);
  // Awaited with the databases; where these fail first, nobody else hears of it.
  building.catch(() => undefined);
  const recording = record();
  const databases = await openDatabases(config, units, onProgress, building).catch(async (error: unknown) => {
    await recording.abandon();
    throw error;
  });
  const opened: (() => Promise<unknown>)[] = [() => databases.close(), () => recording.abandon()];
  const closeAll = async (): Promise<void> => {
    for (const close of opened.reverse()) await close();
  };
  try {
    const graph = await building;
    if (config.mode === 'development') await loadFirstData(databases, units, graph, config, onProgress);
    const logger = pino(
      { level: config.logLevel, redact: ['req.headers.authorization', 'req.headers.dpop'] },
      pino.destination({ dest: join(config.dataDir, 'hub.log'), sync: false, mode: 0o600 }),
    );
    const { dataDir, signingKeys, witnessMaxAgeMs } = config;
    const urls = new Map([...databases.units].map(([id, { url }]) => [id, url]));
    const opening = recording.open(
      { dataDir, databases: urls, signingKeys, witnessMaxAgeMs },
      {
        now,
        onTrouble: (error, unit, what) => logger.warn({ err: error, unit }, what),
        // As a fault that nobody caught it stops the hub, which could tell nothing more.
        onEnd: (error) => {
          throw error;
        },
      },
    );
    opened.push(() =>
      opening.then(
        (records) => records.close(),
        () => undefined,
      ),
    );
    const source = bundleSource({
      graph,
      reading: databases.hub.reading.pool,
      writing: databases.hub.writing,
      now,
    });
    const [records, { bundle }] = await Promise.all([opening, source.load()]);
    const hub = assembleHub({
      graph,
      resources: resourcesOf(databases, records),
      hubReading: databases.hub.reading,
      hubChanging: databases.hub.changing,
      bundle,
      publications: {
        source,
        notices: databases.hub.notices,
        onTrouble: (error) => logger.error({ err: error }, 'no newer bundle was heard of'),
      },
      disputes: {
        load: () => disputedEnterprises(databases.hub.reading.lookup),
        notices: databases.hub.notices,
        onTrouble: (error) => logger.error({ err: error }, 'no newer dispute was heard of'),
      },
      keepBundle: (bundle) => {
        keepBundle(config.dataDir, bundle);
        noteInForce(config.dataDir, bundle.hash, now());
      },
      subjectHash: subjectHasher(await loadSubjectKey(config.dataDir)),
      ownerTimeoutMs: config.ownerTimeoutMs,
      now,
      onFault: (fault) =>
        logger.error({ err: fault.error, unit: fault.unit, requestId: fault.requestId }, 'fault'),
    });
    opened.push(async () => hub.following?.stop());
    opened.push(async () => hub.disputed?.stop());
    const examples = config.mode === 'development' ? await exampleEnterprises(databases) : [];
    const shown = {
      enterprises: examples,
      // Asked for with the page: what can still be changed, signed or consented to is another thing an hour later.
      changes: async () =>
        config.mode === 'development' ? actExamples(hub, databases, config, examples) : [],
    };
    const server = await listen(config, port, { hub, databases, logger, shown });
    opened.push(() => server.close());
    // Last: what is worked out by itself keeps nobody waiting who starts the hub.
    const daily = startDailyTasks(hub, units, databases, (error, unit) =>
      logger.warn({ err: error, unit }, 'daily work not done yet'),
    );
    opened.push(() => daily.stop());
    return { url: server.url, hub, databases, examples, stop: closeAll };
  } catch (error) {
    await closeAll();
    throw error;
  }
}

function resourcesOf(databases: OpenDatabases, records: OpenRecords): Map<string, UnitResources> {
  return new Map(
    [...records.units].flatMap(([id, record]) => {
      const database = databases.units.get(id);
      return database === undefined
        ? []
        : [[id, { ...database.reading, record, changing: database.changing }] as const];
    }),
  );
}

/** Examples of all that can be done here now: by owners, and in the life of a right. */
async function actExamples(
  hub: Hub,
  databases: OpenDatabases,
  { dataDir }: HubConfig,
  [first]: ExampleEnterprises,
): Promise<Example[]> {
  const parts = await Promise.all([
    changeExamples(databases),
    sharingExamples(databases, hub.rights.today()),
    agreementExamples(databases, dataDir, first?.uscc ?? ''),
    consentExamples(databases),
  ]);
  return parts.flat();
}

interface Listening {
  readonly hub: Hub;
  readonly databases: OpenDatabases;
  readonly logger: pino.Logger;
  readonly shown: {
    readonly enterprises: ExampleEnterprises;
    readonly changes: () => Promise<readonly Example[]>;
  };
}

async function listen(
  config: HubConfig,
  port: number,
  { hub, databases, logger, shown }: Listening,
): Promise<{ url: string; close(): Promise<void> }> {
  const isDevelopment = config.mode === 'development';
  const url = `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`;
  const publicUrl = config.publicUrl ?? url;
  const keys = isDevelopment ? await developmentKeys(config.dataDir) : undefined;
  const issuer = config.issuer ?? publicUrl;
  const verify = createVerifier({
    issuer,
    audience: `${publicUrl}/graphql`,
    keys:
      keys === undefined || config.issuer !== undefined
        ? { metadata: new URL(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`) }
        : { local: { keys: [publicKey(keys.issuer)] } },
    now: Date.now,
    onFault: (error) => logger.error({ err: error }, 'issuer fault'),
  });
  const metrics = createMetrics(hub.compiler.size);
  const feeds = feedsOf(units);
  const published = withSubscriptions(hub.supergraph.api, feeds);
  let isDraining = false;
  const common = {
    hub,
    limits: defaultLimits,
    metrics,
    onFault: (error: unknown, requestId: string) => logger.error({ err: error, requestId }, 'fault'),
  };
  const departments = createGraphqlServer({
    ...common,
    schema: published,
    allowIntrospection: true,
    isForStrangers: false,
  });
  const strangers = createGraphqlServer({
    ...common,
    schema: strangerSchema(hub.supergraph.api, hub.policies),
    allowIntrospection: isDevelopment,
    isForStrangers: true,
  });
  await Promise.all([departments.start(), strangers.start()]);
  const server = await createHttpServer({
    publicUrl,
    departments,
    strangers,
    streams: eventStreams({
      ...common,
      feeds,
      schema: published,
      notices: (unit) => databases.units.get(unit)?.notices,
    }),
    verify,
    logger,
    now: hub.now,
    bodyBytes: defaultLimits.bodyBytes,
    routes: [
      operationalRoutes(hub, metrics, () => isDraining),
      receiptRoutes({
        ...receiptsOf(config, new Set(hub.units.keys())),
        verify,
        publicUrl,
        subjectHash: hub.subjectHash,
      }),
      playgroundRoutes({
        assets: join(__dirname, '..', '..', 'playground'),
        examples: async () => [...examplesFor(shown.enterprises), ...(await shown.changes())],
        enterprises: () => Promise.resolve(shown.enterprises),
        issueToken: isDevelopment
          ? (wish) => requestToken(wish, { dataDir: config.dataDir, issuerUrl: url })
          : undefined,
        schemaSdl: printSchema(published),
        publicUrl,
      }),
      ...(keys === undefined || config.issuer !== undefined
        ? []
        : [issuerRoutes({ issuerUrl: publicUrl, audience: `${publicUrl}/graphql`, keys })]),
    ],
  });
  await server.listen({ port, host: config.host });
  return {
    url,
    close: async () => {
      isDraining = true;
      await server.close();
      await Promise.all([departments.stop(), strangers.stop()]);
    },
  };
}

/** The asked port, or in development the next free one, said in one line. */
async function freePort(config: HubConfig, onProgress: (message: string) => void): Promise<number> {
  const asked = await probe(config.port, config.host);
  if (asked !== undefined) return asked;
  if (config.mode === 'production')
    throw new ConfigurationError(`端口 ${config.port} 已被占用：请设置 PORT 换一个`);
  for (let port = config.port + 1; port < config.port + 100; port += 1) {
    if ((await probe(port, config.host)) === undefined) continue;
    onProgress(`端口 ${config.port} 已被占用，改用 ${port}（可用 PORT 指定）`);
    return port;
  }
  throw new ConfigurationError(`端口 ${config.port} 起的一百个端口都被占用：请设置 PORT`);
}

/** The port, if it is free; for 0 one that the system picks. */
function probe(port: number, host: string): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen(port, host, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' ? address?.port : undefined));
    });
  });
}

/** Stops in order on SIGTERM, Ctrl-C and faults nobody caught; what is under way is answered first. */
export function stopWithGrace(running: RunningHub): void {
  closeWithGrace({ delay: 10_000, logger: false }, async ({ err }) => {
    if (err !== undefined) process.stderr.write(`意外错误，正在停止：${err.message}\n`);
    await running.stop();
  });
}
