import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { Client } from 'pg';
import { ConfigurationError } from '../../../src/kit/configuration-error';
import { openCluster, type Cluster } from '../../../src/store/cluster';
import { startOf } from '../../../src/store/running-process';

export interface Opened {
  readonly cluster: Cluster;
  readonly progress: readonly string[];
}

/** A data directory that the database's user can reach, whoever that is. */
export function newDataDirectory(): string {
  const dataDir = mkdtempSync(join(tmpdir(), 'srdi-store-'));
  chmodSync(dataDir, 0o711);
  return dataDir;
}

/** Gives a new data directory, and removes it afterwards. */
export async function withDataDirectory(act: (dataDir: string) => Promise<void>): Promise<void> {
  const dataDir = newDataDirectory();
  try {
    await act(dataDir);
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

export async function open(dataDir: string, databases: readonly string[] = ['hub', 'tax']): Promise<Opened> {
  const progress: string[] = [];
  const cluster = await openCluster({
    dataDir,
    databases,
    onProgress: (message) => progress.push(message),
    isThrowaway: true,
  });
  return { cluster, progress };
}

/** Opens a cluster for the time of one act. */
export async function withCluster(
  dataDir: string,
  act: (opened: Opened) => Promise<void>,
  databases?: readonly string[],
): Promise<void> {
  const opened = await open(dataDir, databases);
  try {
    await act(opened);
  } finally {
    await opened.cluster.stop();
  }
}

/** Rows of one statement on a connection of its own. */
export async function query(url: string, text: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

/** The one line with which something is refused to the person at the terminal. */
export async function refusalOf(attempt: Promise<unknown>): Promise<string> {
  const error: unknown = await attempt.catch((reason: unknown) => reason);
  if (!(error instanceof ConfigurationError)) throw new Error(`not refused, but: ${String(error)}`);
  expect(error.message).not.toContain('\n');
  return error.message;
}

export interface HubProcess {
  readonly process: ChildProcess;
  readonly lines: readonly string[];
  readonly ended: Promise<void>;
}

/** Starts a hub in another process; resolves when it has its cluster, or is refused it. */
export async function startHubProcess(dataDir: string): Promise<HubProcess> {
  const child = spawn(
    process.execPath,
    ['-r', join(__dirname, 'typescript.cjs'), join(__dirname, 'hub-process.ts'), dataDir],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const lines = await linesUntilSettled(createInterface(child.stdout));
  return { process: child, lines, ended };
}

async function linesUntilSettled(output: Interface): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of output) {
    lines.push(line);
    if (/^(ready|refused) /.test(line)) break;
  }
  return lines;
}

export function serverPid(dataDir: string): number {
  return Number(
    readFileSync(join(dataDir, 'postgresql', 'cluster', 'postmaster.pid'), 'utf8').split('\n')[0],
  );
}

/** A process that nobody has reaped answers signals, and is dead. */
export function isAlive(pid: number): boolean {
  return startOf(pid) !== '';
}
