import { createServer } from 'node:net';
import { join } from 'node:path';
import closeWithGrace from 'close-with-grace';
import { printSchema } from 'graphql';
import { pino } from 'pino';
import { startCarrier } from '../audit/carrier';
import { carryingBudget } from '../audit/carrying-budget';
import { openSegmentLog } from '../audit/segment-log';
import { loadSubjectKey, subjectHasher } from '../audit/subject';
import { ConfigurationError, type HubConfig } from '../config';
import { assembleHub, buildGraph, type UnitResources } from '../gateway/assemble';
import { eventStreams } from '../gateway/event-streams';
import { feedsOf, withSubscriptions } from '../gateway/feeds';
import { createGraphqlServer } from '../gateway/graphql-server';
import { createHttpServer } from '../gateway/http-server';
import { issuerRoutes } from '../gateway/issuer-routes';
import { createMetrics } from '../gateway/metrics';
import { operationalRoutes } from '../gateway/operational-routes';
import type { Hub } from '../gateway/pipeline';
import { playgroundRoutes, type Example } from '../gateway/playground-routes';
import { strangerSchema } from '../gateway/stranger-schema';
import { developmentKeys, publicKey } from '../identity/development-clients';
import { requestToken } from '../identity/request-token';
import { createVerifier } from '../identity/verifier';
import { defaultLimits } from '../operation/limits';
import { readAgreements } from '../sharing/agreements';
import { prepareDataDirectory } from '../store/data-directory';
import { units } from '../units';
import { startDailyTasks } from './daily-tasks';
import { openDatabases, type OpenDatabases } from './databases';
import { changeExamples } from './change-examples';
import { exampleEnterprises, examplesFor, type ExampleEnterprises } from './examples';
import { loadFirstData } from './first-data';
import { sharingExamples } from './sharing-examples';

export interface RunningHub {
  readonly url: string;
  readonly hub: Hub;
  readonly databases: OpenDatabases;
  readonly examples: ExampleEnterprises;
  stop(): Promise<void>;
}

/**
 * Starts everything in this process: databases, units, gateway; `onProgress` hears each step in Chinese. Rules are judged
 * at `now`, so that a year can be played through; tokens and records keep the time of the machine.
 */
export async function startHub(
  config: HubConfig,
  onProgress: (message: string) => void,
  now: () => number = Date.now,
): Promise<RunningHub> {
  const port = await freePort(config, onProgress);
  // With every database elsewhere nobody else makes the data directory.
  prepareDataDirectory(config.dataDir);
  onProgress('启动数据库');
  const databases = await openDatabases(config, units, onProgress);
  const opened: (() => Promise<unknown>)[] = [() => databases.close()];
  const closeAll = async (): Promise<void> => {
    for (const close of opened.reverse()) await close();
  };
  try {
    onProgress('合成联邦模式');
    const graph = buildGraph(units);
    if (config.mode === 'development') await loadFirstData(databases, units, graph, config, onProgress);
    const logger = pino(
      { level: config.logLevel, redact: ['req.headers.authorization', 'req.headers.dpop'] },
      pino.destination({ dest: join(config.dataDir, 'hub.log'), sync: false, mode: 0o600 }),
    );
    const resources = await openRecords(config, databases, (error, unit) =>
      logger.warn({ err: error, unit }, 'record not carried yet'),
    );
    opened.push(async () => {
      for (const { carrier, log } of resources.values()) {
        await carrier.carried().catch(() => undefined);
        await carrier.stop();
        await log.close();
      }
    });
    const hub = assembleHub({
      graph,
      resources,
      hubReading: databases.hub.reading,
      hubChanging: databases.hub.changing,
      agreements: await readAgreements(databases.hub.reading.pool),
      subjectHash: subjectHasher(await loadSubjectKey(config.dataDir)),
      ownerTimeoutMs: config.ownerTimeoutMs,
      now,
      onFault: (fault) =>
        logger.error({ err: fault.error, unit: fault.unit, requestId: fault.requestId }, 'fault'),
    });
    const daily = startDailyTasks(hub, units, databases, (error, unit) =>
      logger.warn({ err: error, unit }, 'daily work not done yet'),
    );
    opened.push(() => daily.stop());
    const examples = config.mode === 'development' ? await exampleEnterprises(databases) : [];
    const changes =
      config.mode === 'development'
        ? [...(await changeExamples(databases)), ...(await sharingExamples(databases, hub.rights.today()))]
        : [];
    const server = await listen(config, port, hub, databases, logger, { enterprises: examples, changes });
    opened.push(() => server.close());
    return { url: server.url, hub, databases, examples, stop: closeAll };
  } catch (error) {
    await closeAll();
    throw error;
  }
}

async function openRecords(
  config: HubConfig,
  databases: OpenDatabases,
  onTrouble: (error: unknown, unit: string) => void,
): Promise<Map<string, UnitResources>> {
  // One budget for all: carrying at full speed would cost as much as serving.
  const budget = carryingBudget();
  const opened = await Promise.all(
    [...databases.units].map(async ([id, database]): Promise<[string, UnitResources]> => {
      const log = await openSegmentLog({
        directory: join(config.dataDir, 'audit', id),
        unit: id,
        now: Date.now,
      });
      const carrier = startCarrier({
        log,
        pool: database.writing,
        budget,
        onTrouble: (error) => onTrouble(error, id),
      });
      return [id, { ...database.reading, log, carrier, changing: database.changing }];
    }),
  );
  return new Map(opened);
}

async function listen(
  config: HubConfig,
  port: number,
  hub: Hub,
  databases: OpenDatabases,
  logger: pino.Logger,
  shown: { readonly enterprises: ExampleEnterprises; readonly changes: readonly Example[] },
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
    bodyBytes: defaultLimits.bodyBytes,
    routes: [
      operationalRoutes(hub, metrics, () => isDraining),
      playgroundRoutes({
        assets: join(__dirname, '..', '..', 'playground'),
        examples: () => Promise.resolve([...examplesFor(shown.enterprises), ...shown.changes]),
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
