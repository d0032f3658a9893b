/** Processes of the benchmark: each gets its task as a message, answers when it is ready, and ends with its parent. */
import { fork } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

/** In a child: does the task and tells the parent what came of it. */
export function serveParent(run) {
  process.on('disconnect', () => process.exit());
  process.once('message', (task) => {
    run(task).then(
      (result) => process.send({ result }),
      (error) => process.send({ error: error.stack ?? String(error) }),
    );
  });
}

/** What `npm start` gives Node; every server that is measured gets the same. */
export const NODE_FLAGS = createRequire(import.meta.url)('../package.json')
  .scripts.start.split(' ')
  .filter((word) => word.startsWith('--'));

/** In the parent: starts a child; gives its answer and what ends it. */
export function startChild(file, task) {
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), [], {
    env: { ...process.env, NODE_ENV: 'production' },
    execArgv: NODE_FLAGS,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const answer = new Promise((resolve, reject) => {
    child.once('message', ({ result, error }) =>
      error === undefined ? resolve(result) : reject(new Error(`${file}: ${error}`)),
    );
    child.once('exit', (code) => reject(new Error(`${file} ended with ${code} before it answered`)));
  });
  child.send(task);
  const stop = async () => {
    if (child.connected) child.disconnect();
    await ended;
  };
  return { answer, stop };
}
