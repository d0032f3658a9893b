import { createHash } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ConfigurationError } from '../kit/configuration-error';
import { canTraverse, type SystemUser } from './system-user';

/** Where things go that the user `postgres` must reach while the data directory or the clone is closed to it. */
export const SYSTEM_FOLDER = '/var/lib/srdi-hub';

export interface ClusterPlace {
  /** Folder of the cluster, its socket and its log, owned by the user that PostgreSQL runs as. */
  readonly home: string;
  /** A cluster lies here whose data directory, and with it every password, has been deleted since. */
  readonly isOrphan: boolean;
}

/** Decides once where the cluster of a data directory lies, and says so where it is not inside. */
export function clusterPlace(
  dataDir: string,
  user: SystemUser | undefined,
  onProgress: (message: string) => void,
): ClusterPlace {
  const inside = join(dataDir, 'postgresql');
  if (user === undefined) return { home: ownFolder(inside, user), isOrphan: false };
  const outside = readPointer(dataDir);
  if (outside !== undefined) return { home: ownFolder(outside, user), isOrphan: false };
  const isInside = existsSync(inside);
  if (!isInside && !canTraverse(dataDir, user)) return placeOutside(dataDir, user, onProgress);
  const home = ownFolder(inside, user);
  if (isInside && !canTraverse(home, user)) {
    throw new ConfigurationError(`用户 postgres 进不了数据目录 ${dataDir}：请恢复该目录及上级目录的 x 权限`);
  }
  return { home, isOrphan: false };
}

/** Where the cluster of a data directory lies, if it has one. */
export function knownHome(dataDir: string): string {
  return readPointer(dataDir) ?? join(dataDir, 'postgresql');
}

function placeOutside(
  dataDir: string,
  user: SystemUser,
  onProgress: (message: string) => void,
): ClusterPlace {
  const home = join(SYSTEM_FOLDER, createHash('sha256').update(dataDir).digest('hex').slice(0, 12));
  onProgress(`以 root 运行且用户 postgres 进不了 ${dataDir}：数据库文件放在 ${home}`);
  makeSystemFolder();
  const isOrphan = existsSync(home) && !existsSync(join(dataDir, 'secrets', 'database.json'));
  ownFolder(home, user);
  writeFileSync(pointerPath(dataDir), JSON.stringify({ dataDir, home }), { mode: 0o600 });
  return { home, isOrphan };
}

export function makeSystemFolder(): void {
  try {
    mkdirSync(SYSTEM_FOLDER, { recursive: true });
    chmodSync(SYSTEM_FOLDER, 0o711);
  } catch {
    throw new ConfigurationError(
      `无法建立 ${SYSTEM_FOLDER}：请以普通用户运行，或把项目与 HUB_DATA_DIR 放在其他用户可进入的目录`,
    );
  }
}

const pointerPath = (dataDir: string): string => join(dataDir, 'cluster.json');

/** A data directory that was copied must not lead to the cluster of the one that it was copied from. */
function readPointer(dataDir: string): string | undefined {
  const path = pointerPath(dataDir);
  if (!existsSync(path)) return undefined;
  const pointer = z.object({ dataDir: z.string(), home: z.string() }).safeParse(readJson(path));
  if (!pointer.success)
    throw new ConfigurationError(`${path} 无法读取：请恢复该文件，或设置 HUB_DATA_DIR 换一个目录`);
  if (pointer.data.dataDir !== dataDir) {
    throw new ConfigurationError(
      `数据目录已从 ${pointer.data.dataDir} 移动或复制到 ${dataDir}，其数据库仍属原目录：请放回原处，或换一个 HUB_DATA_DIR`,
    );
  }
  return pointer.data.home;
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

function ownFolder(home: string, user: SystemUser | undefined): string {
  mkdirSync(home, { recursive: true, mode: 0o700 });
  const { uid: owner } = statSync(home);
  if (owner === (user?.uid ?? process.getuid?.())) return home;
  // Root may have been killed between making the folder and giving it away.
  if (user === undefined || owner !== 0) {
    throw new ConfigurationError(
      `${home} 属于另一个用户（uid ${owner}）：请以该用户运行，或设置 HUB_DATA_DIR 换一个目录`,
    );
  }
  chownSync(home, user.uid, user.gid);
  return home;
}
