import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '..', '..');

export interface HubProcess {
  readonly url: string;
  readonly dataDir: string;
  /** What it printed, both streams. */
  output(): string;
  stop(): Promise<void>;
  kill(): Promise<void>;
}

export interface HubProcessOptions {
  readonly environment?: Readonly<Record<string, string>>;
  /** Arguments to Node, from the project's folder. */
  readonly command?: readonly string[];
  /** Nothing of this process's environment but where programs are. */
  readonly isAlone?: boolean;
  /** An existing data directory, which is then kept. */
  readonly dataDir?: string;
}

/** Starts `srdi-hub all` as people do, in a process of its own, and waits for its `ready` line. */
export async function startHub({
  environment = {},
  command = [join('dist', 'src', 'main.js'), 'all'],
  isAlone = false,
  dataDir,
}: HubProcessOptions = {}): Promise<HubProcess> {
  const directory = dataDir ?? (await mkdtemp(join(tmpdir(), 'srdi-test-')));
  const child = spawn(process.execPath, command, {
    cwd: ROOT,
    env: {
      ...(isAlone ? { PATH: process.env['PATH'] } : process.env),
      HUB_ENTERPRISES: '400',
      ...environment,
      PORT: String(await freePort()),
      HUB_DATA_DIR: directory,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  let output = '';
  const url = await new Promise<string>((done, fail) => {
    const read = (chunk: Buffer): void => {
      output += chunk.toString();
      const ready = /^ready (\S+)$/m.exec(output)?.[1];
      if (ready !== undefined) done(ready);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', (code) => fail(new Error(`hub left with ${String(code)}:\n${output}`)));
  });
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    child.kill(signal);
    await ended;
    if (dataDir === undefined && signal === 'SIGTERM') await rm(directory, { recursive: true, force: true });
  };
  return {
    url,
    dataDir: directory,
    output: () => output,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  };
}

export function freePort(): Promise<number> {
  return new Promise((done) => {
    const probe = createServer();
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => done(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
