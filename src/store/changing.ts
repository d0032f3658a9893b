import { Pool } from 'pg';
import type { Queryable } from '../kit/connections';
import { postgresUrl, type Place } from './database-url';

/** Role under which a unit changes its own tables: it cannot log in, owns nothing, and is told of no other table. */
export function changeRole(role: string): string {
  return `${role}_change`;
}

export interface ChangingOptions extends Place {
  /** The unit's own tables: those of its slice and the keys of its changes, never the record. */
  readonly tables: readonly string[];
}

/** Longer than a change takes with many waiting before it, shorter than a caller waits. */
const CHANGE_TIMEOUT_MS = 2_000;

/**
 * Opens the changing door of a migrated database: its connections may read and write the named tables and nothing else.
 * Undefined where the server has no such role, which only its administrator can make.
 */
export async function openChanging(
  owner: Queryable,
  { id, url: text, tables }: ChangingOptions,
): Promise<Pool | undefined> {
  const url = postgresUrl({ id, url: text, statementTimeoutMs: CHANGE_TIMEOUT_MS });
  const role = changeRole(decodeURIComponent(url.username));
  const { rows } = await owner.query(
    `SELECT FROM pg_roles WHERE rolname = $1 AND pg_has_role(current_user, oid, 'MEMBER')`,
    [role],
  );
  if (rows.length === 0) return undefined;
  await owner.query(grants(role, tables));
  const settings = [
    url.searchParams.get('options'),
    `-c role=${role}`,
    `-c lock_timeout=${CHANGE_TIMEOUT_MS}`,
    `-c idle_in_transaction_session_timeout=${5 * CHANGE_TIMEOUT_MS}`,
  ];
  url.searchParams.set('options', settings.join(' '));
  const pool = new Pool({
    connectionString: url.toString(),
    max: 4,
    idleTimeoutMillis: 10_000,
    connectionTimeoutMillis: CHANGE_TIMEOUT_MS,
  });
  // A connection that breaks while nobody uses it is replaced; the change that meets one fails by itself.
  pool.on('error', () => undefined);
  return pool;
}

/** A number of our own among the locks of the database: several hubs may start at once. */
const GRANT_LOCK = 20_220_532;

/** All that the role may do, and what it may no longer do of what it once could. */
function grants(role: string, tables: readonly string[]): string {
  const names = tables.map((table) => `"${table}"`).join(', ');
  return `
    SELECT pg_advisory_xact_lock(${GRANT_LOCK});
    REVOKE ALL ON ALL TABLES IN SCHEMA public FROM "${role}";
    GRANT SELECT, INSERT, UPDATE, DELETE ON ${names} TO "${role}";
    GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO "${role}";`;
}
