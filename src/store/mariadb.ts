import { createRequire } from 'node:module';
import type * as Driver from 'mysql2/promise';
import type { Pool, PoolConnection, QueryResult, ResultSetHeader } from 'mysql2/promise';
import type { DataSource } from 'typeorm';
import { ConfigurationError } from '../kit/configuration-error';
import type { Answered, Connection, Connections } from '../kit/connections';
import { mariadb, positional } from '../kit/dialect';
import { sessionOf, timeoutOf, variableOf, type Place, type SessionWish } from './database-url';

const CONNECT_TIMEOUT_MS = 5_000;
/** The server breaks a statement off after its own time; a connection that is silent for this much longer is dead. */
const SILENCE_MS = 4_000;
/** Kept by the server for each connection; those used longest ago make room. */
const MAX_STATEMENTS = 500;
/** The first version with JSON_TABLE, in which lists of codes and batches of records travel. */
const OLDEST = [10, 6] as const;

/** How the driver reaches a database; throws ConfigurationError where the URL names none. */
export function mariadbPlace({ id, url: text }: Place): {
  host: string;
  port: number;
  user: string;
  password: string;
  database: string;
  charset: string;
  connectTimeout: number;
  ssl?: { rejectUnauthorized: true };
} {
  const url = new URL(text);
  const database = decodeURIComponent(url.pathname.slice(1));
  if (database === '')
    throw new ConfigurationError(
      `${variableOf(id)} 没有写明数据库：请写成 mysql://用户:口令@主机:端口/数据库`,
    );
  return {
    // An address of IPv6 stands in brackets in a URL only.
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port === '' ? 3306 : url.port),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database,
    charset: 'UTF8MB4_BIN',
    connectTimeout: CONNECT_TIMEOUT_MS,
    ...(url.searchParams.get('ssl') === 'true' ? { ssl: { rejectUnauthorized: true } } : {}),
  };
}

/** Throws ConfigurationError where the server is another one, or too old. */
export async function assertVersion(source: DataSource, { id }: Place): Promise<void> {
  const [row] = await source.query<{ version: string }[]>('SELECT VERSION() AS version');
  const version = row?.version ?? '';
  const [major = 0, minor = 0] = version.split('.').map(Number.parseFloat);
  const isNewEnough = major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
  if (/mariadb/i.test(version) && isNewEnough) return;
  throw new ConfigurationError(
    `${id} 的数据库服务器是 ${version}：需要 MariaDB ${OLDEST.join('.')} 或更新版本，或 PostgreSQL；请升级服务器或修改 ${variableOf(id)}`,
  );
}

export interface PoolOptions extends SessionWish {
  readonly poolSize: number;
  /** After which an unused connection is closed; 0 is never. */
  readonly idleMs: number;
}

/** A pool of MariaDB's driver; every connection is told its session before its first statement. */
export function openMariadb(options: PoolOptions): Connections & { close(): Promise<void> } {
  const { poolSize, idleMs } = options;
  const pool = driver().createPool({
    ...mariadbPlace(options),
    connectionLimit: poolSize,
    maxIdle: idleMs === 0 ? poolSize : 0,
    idleTimeout: idleMs,
    maxPreparedStatements: MAX_STATEMENTS,
    // A day is told as text, an instant as one of UTC, a number that a double cannot hold as text.
    dateStrings: ['DATE'],
    timezone: 'Z',
    supportBigNumbers: true,
  });
  const session = sessionOf(options);
  pool.pool.on('connection', (connection) => {
    for (const statement of session)
      connection.query(statement, (error) => {
        // A connection that might write, or never end, serves nobody.
        if (error !== null) connection.destroy();
      });
  });
  const timeout = timeoutOf(options);
  const silence = timeout > 0 ? { timeout: timeout + SILENCE_MS } : {};
  return {
    dialect: mariadb,
    query: (statement, values) => ask(pool, silence, statement, values),
    connect: async () => connectionOf(await pool.getConnection(), silence),
    close: () => pool.end(),
  };
}

/** Loaded with the first database that lies there: it costs a start 90 ms, and each thread 5 MB. */
const driver = (): typeof Driver => createRequire(__filename)('mysql2/promise') as typeof Driver;

function connectionOf(connection: PoolConnection, silence: Silence): Connection {
  return {
    dialect: mariadb,
    id: connection.threadId,
    query: (statement, values) => ask(connection, silence, statement, values),
    async takeIn(table, columns, lines) {
      await ask(connection, silence, mariadb.loading.intake(table, columns), [`[${lines.join(',')}]`]);
    },
    release: () => connection.release(),
  };
}

type Silence = { readonly timeout?: number };
type Statement = Parameters<Connections['query']>[0];

async function ask<Row>(
  on: Pool | PoolConnection,
  silence: Silence,
  statement: Statement,
  given: readonly unknown[] = [],
): Promise<Answered<Row>> {
  const { text, values } =
    typeof statement === 'string'
      ? positional(statement, given)
      : positional(statement.text, (statement.values as unknown[] | undefined) ?? given);
  try {
    const question = { sql: text, ...silence };
    const [result] = await (values.length === 0
      ? on.query<QueryResult>(question)
      : on.execute<QueryResult>(question, values));
    if (Array.isArray(result)) return { rows: result as Row[], rowCount: result.length };
    return { rows: [], rowCount: (result as ResultSetHeader).affectedRows };
  } catch (error) {
    throw named(error);
  }
}

/** The driver does not know the names of MariaDB's own errors: a statement that took too long is `ER_1969`. */
function named(error: unknown): unknown {
  if (error instanceof Error && 'errno' in error && Reflect.get(error, 'code') === undefined)
    Object.assign(error, { code: `ER_${String(error.errno)}` });
  return error;
}
