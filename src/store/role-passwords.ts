import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ConfigurationError } from '../kit/configuration-error';

/** The passwords of the embedded cluster's roles, one random one each; none is ever a default. */
export interface RolePasswords {
  of(role: string): string;
  /** Whether the role's password was made by this call and the server may still hold another. */
  isNew(role: string): boolean;
}

/** Reads the passwords of a data directory and makes those that are missing; only the hub's user can read them. */
export function rolePasswords(dataDir: string, roles: readonly string[]): RolePasswords {
  const path = join(dataDir, 'secrets', 'database.json');
  const passwords = readPasswords(path);
  const missing = roles.filter((role) => !passwords.has(role));
  for (const role of missing) passwords.set(role, randomBytes(24).toString('hex'));
  if (missing.length > 0) {
    writeFileSync(`${path}.new`, JSON.stringify(Object.fromEntries(passwords), null, 2), { mode: 0o600 });
    renameSync(`${path}.new`, path);
  }
  return {
    isNew: (role) => missing.includes(role),
    of(role) {
      const password = passwords.get(role);
      if (password === undefined) throw new Error(`the embedded cluster has no role ${role}`);
      return password;
    },
  };
}

function readPasswords(path: string): Map<string, string> {
  if (!existsSync(path)) return new Map();
  try {
    return new Map(
      Object.entries(z.record(z.string(), z.string().min(1)).parse(JSON.parse(readFileSync(path, 'utf8')))),
    );
  } catch {
    throw new ConfigurationError(
      `数据库口令文件无法读取：${path}；请恢复该文件，或设置 HUB_DATA_DIR 换一个目录`,
    );
  }
}
