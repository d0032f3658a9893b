import { Client } from 'pg';
import { ConfigurationError } from '../config';

/** Where a database is reached: a URL that `pg` and TypeORM both take. */
export type UrlFor = (id: string) => string;

export interface DatabaseRole {
  readonly id: string;
  readonly password: string;
}

/** Makes a login role and a database of the same name for each id, closed to every other role; idempotent. */
export async function ensureDatabases(adminUrl: string, roles: readonly DatabaseRole[]): Promise<void> {
  const admin = new Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    const known = await admin.query<{ datname: string }>('SELECT datname FROM pg_database');
    const databases = new Set(known.rows.map((row) => row.datname));
    const users = new Set((await admin.query<{ rolname: string }>('SELECT rolname FROM pg_roles')).rows.map((row) => row.rolname));
    for (const { id, password } of roles) {
      const name = admin.escapeIdentifier(id);
      if (!users.has(id)) await admin.query(`CREATE ROLE ${name} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD ${admin.escapeLiteral(password)}`);
      if (databases.has(id)) continue;
      await admin.query(`CREATE DATABASE ${name} OWNER ${name} STRATEGY file_copy`);
      await admin.query(`REVOKE ALL ON DATABASE ${name} FROM PUBLIC`);
    }
  } finally {
    await admin.end();
  }
}

/**
 * Proves by trying that the hub's role cannot connect to any unit's database. Only a refusal for want of permission, or
 * of a login, passes; throws ConfigurationError otherwise.
 */
export async function assertIsolation(urlFor: UrlFor, units: readonly string[]): Promise<void> {
  await Promise.all(units.map((unit) => assertClosed(urlFor('hub'), urlFor(unit), unit)));
}

const closedCodes = new Set(['42501', '28P01', '28000', '3D000']);

async function assertClosed(hubUrl: string, unitUrl: string, unit: string): Promise<void> {
  const client = new Client({ connectionString: withCredentialsOf(hubUrl, unitUrl), connectionTimeoutMillis: 5_000 });
  try {
    await client.connect();
  } catch (error) {
    const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
    if (closedCodes.has(code)) return;
    throw new ConfigurationError(`未能证实 hub 无法进入 ${unit} 的数据库（${code || '连接失败'}）：请检查该数据库是否可达`);
  }
  await client.end();
  throw new ConfigurationError(`hub 的角色能够进入 ${unit} 的数据库：请执行 REVOKE CONNECT ON DATABASE … FROM PUBLIC`);
}

/** The unit's server and database, with the hub's name and password. */
function withCredentialsOf(hubUrl: string, unitUrl: string): string {
  const hub = new URL(hubUrl);
  const unit = new URL(unitUrl);
  unit.username = hub.username;
  unit.password = hub.password;
  return unit.toString();
}
