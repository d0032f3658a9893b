import { execFile } from 'node:child_process';
import { chownSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { spawnOptions, start, stop, stopLeftover, type PostgresServer } from './postgres-server';
import { serverTrouble } from './server-trouble';

const run = promisify(execFile);

/**
 * Makes the cluster's data folder with what `fill` puts into the running server, whole or not at all. Nothing waits for
 * the disk until all is there, then it is forced there at once: the files of a database are some three hundred, and one
 * by one they took longer than everything else together.
 */
export async function makeCluster(
  server: PostgresServer,
  admin: { name: string; password: string },
  fill: () => Promise<void>,
): Promise<void> {
  const draft = { ...server, folder: `${server.folder}.new`, isThrowaway: true };
  await stopLeftover(draft.folder);
  rmSync(draft.folder, { recursive: true, force: true });
  await initialise(draft, admin);
  // What may be lost is filled as well where it is: in the server that will serve it.
  if (!server.isThrowaway) {
    const child = await start(draft);
    await fill().finally(() => stop(child));
    await runInitdb(draft, [
      '--sync-only',
      `--sync-method=${process.platform === 'linux' ? 'syncfs' : 'fsync'}`,
    ]);
  }
  renameSync(draft.folder, server.folder);
}

async function initialise(draft: PostgresServer, admin: { name: string; password: string }): Promise<void> {
  const secret = mkdtempSync(join(dirname(draft.folder), 'initdb-'));
  const passwordFile = join(secret, 'password');
  try {
    writeFileSync(passwordFile, admin.password, { mode: 0o600 });
    for (const path of [secret, passwordFile]) {
      if (draft.user !== undefined) chownSync(path, draft.user.uid, draft.user.gid);
    }
    const access = ['--auth-local=scram-sha-256', '--auth-host=reject', `--pwfile=${passwordFile}`];
    // The order of text is that of its code points, on every machine alike.
    const text = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'];
    await runInitdb(draft, [`--username=${admin.name}`, '--no-sync', ...access, ...text]);
  } finally {
    rmSync(secret, { recursive: true, force: true });
  }
}

async function runInitdb(draft: PostgresServer, flags: readonly string[]): Promise<void> {
  try {
    await run(join(draft.bin, 'initdb'), [`--pgdata=${draft.folder}`, ...flags], spawnOptions(draft));
  } catch (error) {
    const said = typeof error === 'object' && error !== null && 'stderr' in error ? String(error.stderr) : '';
    throw serverTrouble('初始化', said === '' ? String(error) : said, draft.log);
  }
}
