import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readlinkSync, realpathSync } from 'node:fs';

/**
 * Which process a number stands for: numbers pass on to others, a number with its start time (and the boot that it
 * counts from) never does. Empty where no such process lives.
 */
export function startOf(pid: number): string {
  try {
    if (!hasProc()) return processStatus(pid, 'lstart=');
    // The command in field 2 may itself hold spaces and brackets; the start is field 22.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    const [state, started] = [fields[0], fields[19]];
    return state === 'Z' ? '' : `${bootId()}:${started ?? ''}`;
  } catch {
    return '';
  }
}

/** Whether a process is a PostgreSQL server of one data folder, and not another that got its number. */
export function isServerOf(pid: number, folder: string): boolean {
  if (!Number.isInteger(pid) || pid <= 1) return false;
  try {
    if (!hasProc()) return processStatus(pid, 'args=').includes(folder);
    if (startOf(pid) === '') return false;
    const isPostgres =
      readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')[0]?.endsWith('postgres') === true;
    // A server works in its data folder, however the path to it was written.
    return isPostgres && readlinkSync(`/proc/${pid}/cwd`) === realpathSync(folder);
  } catch {
    return false;
  }
}

function hasProc(): boolean {
  return existsSync('/proc/self/stat');
}

function bootId(): string {
  return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
}

function processStatus(pid: number, column: string): string {
  return execFileSync('ps', ['-o', column, '-p', String(pid)], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim();
}
