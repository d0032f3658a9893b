import { existsSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigurationError } from '../kit/configuration-error';
import { noteDataDirectory, removeAbandonedClusters } from './abandoned-clusters';
import { clusterPlace, knownHome, SYSTEM_FOLDER } from './cluster-place';
import { prepareDataDirectory } from './data-directory';
import { ensureDatabases } from './databases';
import { lockDataDirectory } from './hub-lock';
import { makeCluster } from './new-cluster';
import { postgresBinaries } from './postgres-binaries';
import { socketOfRunning, start, stop, stopLeftover, type PostgresServer } from './postgres-server';
import { rolePasswords, type RolePasswords } from './role-passwords';
import { serverTrouble } from './server-trouble';
import { socketFolder } from './socket-folder';
import { databaseUser, type SystemUser } from './system-user';

export interface ClusterOptions {
  readonly dataDir: string;
  /** Databases that must be there, each with a login role of its own. */
  readonly databases: readonly string[];
  readonly onProgress: (message: string) => void;
  /** Nobody misses it after a crash of the machine: it waits for no disk. For tests. */
  readonly isThrowaway?: boolean;
}

/** The embedded PostgreSQL of one data directory; reached through a socket only. */
export interface Cluster {
  /** URL of a database, as the role of that name or as another of the cluster's roles. */
  urlFor(database: string, role?: string): string;
  readonly adminUrl: string;
  stop(): Promise<void>;
}

const ADMIN = 'srdi_admin';

/**
 * Starts the cluster, making it first where there is none and stopping what a killed hub left behind. PostgreSQL's
 * programs are run directly: the npm wrapper prints to the console, hooks every exit of the process, and knows neither
 * a server that is running already nor programs that the other user cannot reach. Throws ConfigurationError.
 */
export async function openCluster(options: ClusterOptions): Promise<Cluster> {
  prepareDataDirectory(options.dataDir);
  const release = lockDataDirectory(options.dataDir);
  try {
    return await startCluster({ ...options, dataDir: realpathSync(options.dataDir) }, release);
  } catch (error) {
    release();
    throw error;
  }
}

/** The cluster that a living hub has started on this data directory, for a command beside it; none where none runs. */
export function runningCluster(dataDir: string): Pick<Cluster, 'urlFor' | 'adminUrl'> | undefined {
  if (!existsSync(dataDir)) return undefined;
  const socket = socketOfRunning(join(knownHome(realpathSync(dataDir)), 'cluster'));
  return socket === undefined ? undefined : urlsOf(socket, rolePasswords(dataDir, []));
}

async function startCluster(options: ClusterOptions, release: () => void): Promise<Cluster> {
  const { dataDir, databases, onProgress, isThrowaway = false } = options;
  const user = databaseUser();
  const { bin, major } = postgresBinaries(user, onProgress);
  const home = await clusterHome(options, user);
  const folder = join(home, 'cluster');
  const isFirst = !existsSync(folder);
  if (!isFirst) refuseUnusable(dataDir, folder, major);
  const passwords = rolePasswords(dataDir, [ADMIN, ...databases]);
  const [socket, log] = [socketFolder(home, user), join(home, 'postgresql.log')];
  const server: PostgresServer = { folder, socket, log, bin, user, isThrowaway };
  const urls = urlsOf(socket, passwords);
  const roles = databases.map((id) => ({
    id,
    password: passwords.of(id),
    isNewPassword: passwords.isNew(id),
  }));
  const fill = (): Promise<void> =>
    ensureDatabases(urls.adminUrl, roles).catch((error: unknown) => {
      throw serverTrouble('启动', String(error), log);
    });
  if (isFirst) {
    onProgress('初始化嵌入式数据库');
    await makeCluster(server, { name: ADMIN, password: passwords.of(ADMIN) }, fill);
  }
  const stopServer = await serve(server, fill);
  return { ...urls, stop: () => stopServer().then(release) };
}

/** The folder of the cluster, with nothing left in it that runs or that nobody can open any more. */
async function clusterHome(options: ClusterOptions, user: SystemUser | undefined): Promise<string> {
  const { dataDir, onProgress } = options;
  const { home, isOrphan } = clusterPlace(dataDir, user, onProgress);
  if (home.startsWith(SYSTEM_FOLDER)) {
    noteDataDirectory(home, dataDir);
    await removeAbandonedClusters();
  }
  const folder = join(home, 'cluster');
  if (await stopLeftover(folder)) onProgress('已停止上次未正常退出留下的数据库进程');
  if (isOrphan && existsSync(folder)) {
    onProgress('原数据目录已被删除：其数据库一并重建');
    rmSync(folder, { recursive: true });
  }
  return home;
}

/** Refuses a cluster that this hub cannot open. */
function refuseUnusable(dataDir: string, folder: string, major: string): void {
  const found = readFileSync(join(folder, 'PG_VERSION'), 'utf8').trim();
  if (found !== major) {
    throw new ConfigurationError(
      `数据目录 ${dataDir} 由 PostgreSQL ${found} 建立，本版本使用 ${major}：请设置 HUB_DATA_DIR 换一个目录，或用原版本导出后导入`,
    );
  }
  const passwordFile = join(dataDir, 'secrets', 'database.json');
  if (!existsSync(passwordFile)) {
    throw new ConfigurationError(
      `数据库口令文件 ${passwordFile} 不见了：请恢复该文件，或设置 HUB_DATA_DIR 换一个目录`,
    );
  }
}

/** Starts the server with all its databases; gives what stops it. */
async function serve(server: PostgresServer, fill: () => Promise<void>): Promise<() => Promise<void>> {
  const child = await start(server);
  const stopServer = async (): Promise<void> => {
    await stop(child);
    rmSync(server.socket, { recursive: true, force: true });
  };
  try {
    await fill();
  } catch (error) {
    await stopServer();
    throw error;
  }
  return stopServer;
}

function urlsOf(socket: string, passwords: RolePasswords): Pick<Cluster, 'urlFor' | 'adminUrl'> {
  // `pg` takes the socket's folder from the query; a host must stand in the URL for it to be one.
  const urlFor = (database: string, role = database): string =>
    `postgres://${role}:${passwords.of(role)}@localhost/${database}?host=${encodeURIComponent(socket)}`;
  return { urlFor, adminUrl: urlFor('postgres', ADMIN) };
}
