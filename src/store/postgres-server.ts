import { spawn, type ChildProcess } from 'node:child_process';
import {
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { ConfigurationError } from '../kit/configuration-error';
import { hasCode } from './error-code';
import { isServerOf } from './running-process';
import { serverTrouble } from './server-trouble';
import type { SystemUser } from './system-user';

export interface PostgresServer {
  /** Its data folder. */
  readonly folder: string;
  /** Folder of the one socket that it listens on. */
  readonly socket: string;
  readonly log: string;
  readonly bin: string;
  readonly user: SystemUser | undefined;
  /** A crash of the machine may take its data along. */
  readonly isThrowaway: boolean;
}

const POLL_MS = 10;
const START_DEADLINE_MS = 60_000;
const ORPHAN_DEADLINE_MS = 10_000;
const STOP_DEADLINE_MS = 30_000;
const MAX_LOG_BYTES = 4 * 1024 * 1024;

const settings = {
  listen_addresses: '',
  port: 5432,
  unix_socket_permissions: '0700',
  cluster_name: 'srdi-hub',
  max_connections: 250,
  shared_buffers: '64MB',
  max_wal_size: '1GB',
  // Nothing replicates from here; COPY into a table emptied in the same transaction then writes no log of its rows.
  wal_level: 'minimal',
  max_wal_senders: 0,
  max_logical_replication_workers: 0,
  // Every question is a few index lookups: compiling or parallelising one costs more than it saves.
  jit: 'off',
  max_parallel_workers_per_gather: 0,
  io_method: 'sync',
  update_process_title: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  lc_messages: 'C',
  // A log holds what went wrong and never a value: details and statements may quote an enterprise's data.
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
  log_line_prefix: '%m [%p] %q%u@%d ',
  // Passwords of 192 random bits gain nothing from being hashed four thousand times at every connection.
  scram_iterations: 1,
};

/** After a crash the whole data folder is forced to the disk: on Linux at once, elsewhere file by file. */
const linuxSettings = { recovery_init_sync_method: 'syncfs' };

const throwawaySettings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

/** Starts a server that is not running; gives its process once it takes connections. */
export async function start(server: PostgresServer): Promise<ChildProcess> {
  for (const deadline = Date.now() + ORPHAN_DEADLINE_MS; ; await delay(100)) {
    const logged = openLog(server);
    const child = launch(server);
    const trouble = await startTrouble(server, child, logged);
    if (trouble === undefined) return child;
    // Sessions outlive a server that was killed by some moments, and hold its memory until they notice.
    if (!trouble.includes('pre-existing shared memory block') || Date.now() > deadline) {
      throw serverTrouble('启动', trouble, server.log);
    }
  }
}

/** Ends a server in order: sessions are broken off, what was committed is kept. */
export async function stop(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return;
  child.ref();
  const ended = once(child, 'exit');
  child.kill('SIGINT');
  const timer = setTimeout(() => child.kill('SIGQUIT'), STOP_DEADLINE_MS);
  await ended;
  clearTimeout(timer);
}

/** Stops the server that a killed hub left running on this folder; gives whether there was one. */
export async function stopLeftover(folder: string): Promise<boolean> {
  const pid = pidOf(folder);
  if (pid === undefined) return false;
  if (!isServerOf(pid, folder)) {
    disownPidFile(folder);
    return false;
  }
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    if (isServerOf(pid, folder)) process.kill(pid, signal);
    for (const deadline = Date.now() + ORPHAN_DEADLINE_MS; Date.now() < deadline; await delay(POLL_MS)) {
      if (isServerOf(pid, folder)) continue;
      disownPidFile(folder);
      return true;
    }
  }
  throw new ConfigurationError(`上次留下的数据库进程 ${pid} 无法停止：请先结束该进程，再重新启动`);
}

/**
 * A dead server's number may still answer: it passed to another process, or nobody has reaped it. PostgreSQL would not
 * start; under its own parent's number it takes the file for a dead server's. The file itself stays, because its shared
 * memory key is what keeps a new server away from sessions that still live.
 */
function disownPidFile(folder: string): void {
  const lines = pidFile(folder);
  if (lines.length === 0) return;
  writeFileSync(join(folder, 'postmaster.pid'), [process.pid, ...lines.slice(1)].join('\n'));
  if (lines[4]) rmSync(join(lines[4], `.s.PGSQL.${settings.port}.lock`), { force: true });
}

/** The socket folder of the server that runs on a data folder. */
export function socketOfRunning(folder: string): string | undefined {
  const pid = pidOf(folder);
  return pid === undefined || !isServerOf(pid, folder) ? undefined : pidFile(folder)[4];
}

function pidOf(folder: string): number | undefined {
  const [pid] = pidFile(folder);
  return pid === undefined ? undefined : Number(pid);
}

/** Lines of the server's own pid file: the first is its number, the fifth its socket folder, the eighth its state. */
function pidFile(folder: string): readonly string[] {
  try {
    return readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n');
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTDIR')) return [];
    throw error;
  }
}

/** A session of its own keeps the terminal's Ctrl-C away: the hub ends first, then the server that it reads from. */
function launch(server: PostgresServer): ChildProcess {
  const log = openSync(server.log, 'a', 0o600);
  const flags = Object.entries({
    ...settings,
    ...(process.platform === 'linux' ? linuxSettings : {}),
    ...(server.isThrowaway ? throwawaySettings : {}),
    unix_socket_directories: quoted(server.socket),
  });
  try {
    const child = spawn(
      join(server.bin, 'postgres'),
      ['-D', server.folder, ...flags.flatMap(([name, value]) => ['-c', `${name}=${value}`])],
      { ...spawnOptions(server), cwd: server.folder, detached: true, stdio: ['ignore', log, log] },
    );
    child.unref();
    // Where the hub ends without an orderly stop, the server at least gets the signal for one.
    const onExit = (): void => void child.kill('SIGINT');
    process.once('exit', onExit);
    child.once('exit', () => process.off('exit', onExit));
    return child;
  } finally {
    closeSync(log);
  }
}

/** Waits until the server takes connections; gives what it said where it does not come to that. */
async function startTrouble(
  server: PostgresServer,
  child: ChildProcess,
  logged: number,
): Promise<string | undefined> {
  let failure: string | undefined;
  child.on('error', (error) => (failure = String(error)));
  for (const deadline = Date.now() + START_DEADLINE_MS; Date.now() < deadline; await delay(POLL_MS)) {
    if (failure !== undefined) return failure;
    if (hasEnded(child)) return readFileSync(server.log).subarray(logged).toString('utf8');
    if (isReady(server.folder, child)) return undefined;
  }
  child.kill('SIGQUIT');
  return `no answer within ${START_DEADLINE_MS / 1000} s`;
}

/** The way in which `pg_ctl` waits, too. */
function isReady(folder: string, child: ChildProcess): boolean {
  const lines = pidFile(folder);
  return Number(lines[0]) === child.pid && lines[7]?.trim() === 'ready';
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

/** Keeps the log within its bound; gives where this start begins in it. */
function openLog(server: PostgresServer): number {
  if (!existsSync(server.log)) return 0;
  const { size } = statSync(server.log);
  if (size <= MAX_LOG_BYTES) return size;
  truncateSync(server.log);
  return 0;
}

/** The setting is a list: a folder whose name holds a comma or a space is quoted. */
function quoted(folder: string): string {
  return `"${folder.replaceAll('"', '""')}"`;
}

/** As the server's user, with nothing of this process's environment that could change what a program does. */
export function spawnOptions(server: PostgresServer) {
  const env = { PATH: process.env['PATH'] ?? '', LC_ALL: 'C', TZ: 'UTC' };
  return { ...(server.user ?? {}), cwd: dirname(server.folder), env };
}
