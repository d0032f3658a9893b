import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigurationError } from '../kit/configuration-error';
import { hasCode } from './error-code';
import { startOf } from './running-process';

/** How often each data directory is held by this process. */
const held = new Map<string, number>();

/**
 * Takes a data directory for this process, any number of times; gives the release. A lock that a killed hub left is
 * taken over; throws ConfigurationError where a living hub has it.
 */
export function lockDataDirectory(dataDir: string): () => void {
  const path = join(dataDir, 'hub.pid');
  const count = held.get(path) ?? 0;
  if (count === 0) takeLock(path);
  held.set(path, count + 1);
  let isReleased = false;
  return () => {
    if (isReleased) return;
    isReleased = true;
    const left = (held.get(path) ?? 1) - 1;
    if (left > 0) held.set(path, left);
    else {
      held.delete(path);
      rmSync(path, { force: true });
    }
  };
}

function takeLock(path: string): void {
  const mine = `${path}.${process.pid}`;
  writeFileSync(mine, `${process.pid} ${startOf(process.pid)}`, { mode: 0o600 });
  try {
    while (!isLinked(mine, path)) removeIfDead(path);
  } finally {
    rmSync(mine, { force: true });
  }
}

/** A link appears whole or not at all, and never over another. */
function isLinked(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  }
}

function removeIfDead(path: string): void {
  const holder = contentOf(path);
  if (holder === undefined) return;
  refuseIfAlive(holder);
  // Two hubs may find the same dead lock: whoever moves it away looks at what was moved before it is thrown away.
  const moved = `${path}.${process.pid}.dead`;
  try {
    renameSync(path, moved);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return;
    throw error;
  }
  if (contentOf(moved) !== holder) isLinked(moved, path);
  rmSync(moved, { force: true });
}

function refuseIfAlive(holder: string): void {
  const [pid = '', started = ''] = holder.split(/ (.*)/s);
  if (started === '' || startOf(Number(pid)) !== started) return;
  throw new ConfigurationError(
    `数据目录正被另一个 hub 使用（进程 ${pid}）：请先停止它，或设置 HUB_DATA_DIR 换一个目录`,
  );
}

function contentOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}
