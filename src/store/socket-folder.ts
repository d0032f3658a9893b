import {
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SystemUser } from './system-user';

/** A socket's whole path takes at most 107 bytes on Linux, 103 on macOS. */
const MAX_SOCKET_FOLDER_BYTES = 103 - '/.s.PGSQL.5432'.length;

/** The private folder of the server's socket: beside the cluster, or in the system's own where that path is too long. */
export function socketFolder(home: string, user: SystemUser | undefined): string {
  const near = join(home, 'run');
  if (Buffer.byteLength(near) > MAX_SOCKET_FOLDER_BYTES) return temporaryFolder(home, user);
  mkdirSync(near, { recursive: true, mode: 0o700 });
  giveTo(user, near);
  return near;
}

/** A killed hub's folder is used again, if it is still one that nobody else can have made. */
function temporaryFolder(home: string, user: SystemUser | undefined): string {
  const note = join(home, 'socket-folder');
  const before = existsSync(note) ? readFileSync(note, 'utf8') : '';
  if (before !== '' && isPrivate(before, user)) return before;
  const folder = mkdtempSync(join(tmpdir(), 'srdi-hub-'));
  giveTo(user, folder);
  writeFileSync(note, folder, { mode: 0o600 });
  return folder;
}

function isPrivate(folder: string, user: SystemUser | undefined): boolean {
  const status = lstatSync(folder, { throwIfNoEntry: false });
  const owner = user?.uid ?? process.getuid?.();
  return status?.isDirectory() === true && status.uid === owner && (status.mode & 0o077) === 0;
}

function giveTo(user: SystemUser | undefined, folder: string): void {
  if (user !== undefined) chownSync(folder, user.uid, user.gid);
}
