import { execFileSync } from 'node:child_process';
import { realpathSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { ConfigurationError } from '../kit/configuration-error';

/** Whom PostgreSQL runs as. */
export interface SystemUser {
  readonly uid: number;
  readonly gid: number;
}

const NAME = 'postgres';

/** PostgreSQL refuses root: as root it runs as `postgres`, who is made where there is none; undefined is oneself. */
export function databaseUser(): SystemUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  try {
    return identityOf(NAME) ?? createUser();
  } catch {
    throw new ConfigurationError(
      'PostgreSQL 不能以 root 运行，也未能创建系统用户 postgres：请以普通用户运行',
    );
  }
}

/** Whether a user may read a file or folder: every folder above must let pass whoever it is. */
export function canReach(path: string, user: SystemUser): boolean {
  const target = realpathSync(path);
  if (!permits(target, user, statSync(target).isDirectory() ? 0o5 : 0o4)) return false;
  return canTraverse(dirname(target), user);
}

/** Whether a user may pass through a folder, to what lies in it under a known name. */
export function canTraverse(folder: string, user: SystemUser): boolean {
  for (let at = realpathSync(folder); ; at = dirname(at)) {
    if (!permits(at, user, 0o1)) return false;
    if (at === dirname(at)) return true;
  }
}

function permits(path: string, user: SystemUser, wanted: number): boolean {
  const { mode, uid, gid } = statSync(path);
  const shift = uid === user.uid ? 6 : gid === user.gid ? 3 : 0;
  return ((mode >> shift) & wanted) === wanted;
}

function createUser(): SystemUser {
  const flags = ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin'];
  execFileSync('useradd', [...flags, NAME], { stdio: 'ignore' });
  const user = identityOf(NAME);
  if (user === undefined) throw new Error(`useradd made no user ${NAME}`);
  return user;
}

function identityOf(name: string): SystemUser | undefined {
  const id = (flag: string): number =>
    Number(
      execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim(),
    );
  try {
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return undefined;
  }
}
