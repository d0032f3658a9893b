import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigurationError } from '../config';

/** Takes a data directory for this process; throws ConfigurationError where a living hub has it. Returns the release. */
export function lockDataDirectory(dataDir: string): () => void {
  const path = join(dataDir, 'hub.pid');
  const holder = existsSync(path) ? readFileSync(path, 'utf8').trim() : '';
  const [pid = '', started = ''] = holder.split(/ (.*)/s);
  // A number may have passed to another process since: only the same start time is the same process.
  if (pid !== '' && Number(pid) !== process.pid && startOf(Number(pid)) === started)
    throw new ConfigurationError(`数据目录正被另一个 hub 使用（进程 ${pid}）：请先停止它，或设置 HUB_DATA_DIR 换一个目录`);
  writeFileSync(path, `${process.pid} ${startOf(process.pid)}`, { mode: 0o600 });
  return () => rmSync(path, { force: true });
}

/** When a process began, as the system words it; empty where it does not live. */
function startOf(pid: number): string {
  try {
    if (existsSync('/proc/self/stat')) return readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ')[19] ?? '';
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
  } catch {
    return '';
  }
}
