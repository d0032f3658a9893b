/** The real hub, started as anyone starts it, on a data directory of its own. */
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { NODE_FLAGS } from './child.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Resolves when the hub says it is ready; rejects with what it printed if it ends before that. */
export async function startHub(dataDir, environment = {}) {
  const env = {
    ...process.env,
    ...environment,
    HUB_DATA_DIR: dataDir,
    PORT: String(await freePort()),
    NODE_ENV: 'production',
  };
  const child = spawn(process.execPath, [...NODE_FLAGS, 'bin/srdi-hub.mjs', 'all'], { cwd: root, env });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const stop = async () => {
    if (child.exitCode === null) child.kill('SIGTERM');
    await ended;
  };
  const url = await new Promise((resolve, reject) => {
    let printed = '';
    const read = (chunk) => {
      printed += chunk;
      const ready = /^ready (\S+)$/m.exec(printed);
      if (ready !== null) resolve(ready[1]);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', () => reject(new Error(`the hub ended before it was ready:\n${printed}`)));
  });
  return { url, stop, pid: child.pid };
}

export async function tokenFor(url, wish) {
  const response = await fetch(`${url}/playground/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(wish),
  });
  if (!response.ok) throw new Error(`no token: ${await response.text()}`);
  return (await response.json()).token;
}

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}
