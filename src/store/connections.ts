import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Pool, type PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { postgres } from '../kit/dialect';
import type { Connection, Connections } from '../kit/connections';
import { openMariadb } from './mariadb';
import { dialectOf, postgresUrl, type SessionWish } from './database-url';

export interface ConnectionOptions extends SessionWish {
  readonly poolSize?: number;
  /** How long to wait for a connection, be it that the server does not answer or that all are in use. */
  readonly waitMs?: number;
  /** After which an unused connection is closed; one that serves keeps its prepared statements, and stays. */
  readonly idleMs?: number;
}

export type OpenConnections = Connections & { close(): Promise<void> };

/** Connections of one database, whichever engine it lies on; each opens when it is first needed. */
export function openConnections(options: ConnectionOptions): OpenConnections {
  const { readOnly = false, poolSize = 4, waitMs = 5_000, idleMs = readOnly ? 0 : 10_000 } = options;
  if (dialectOf(options) !== postgres) return openMariadb({ ...options, poolSize, idleMs });
  const pool = new Pool({
    connectionString: postgresUrl(options).toString(),
    max: poolSize,
    idleTimeoutMillis: idleMs,
    connectionTimeoutMillis: waitMs,
    keepAlive: true,
  });
  // A connection that breaks while nobody uses it is replaced; whoever meets one is told by its statement.
  pool.on('error', () => undefined);
  return { ...postgresConnections(pool), close: () => pool.end() };
}

/** A pool of PostgreSQL's driver as the hub asks it. */
export function postgresConnections(pool: Pool): Connections {
  return {
    dialect: postgres,
    query: (statement, values) => pool.query(statement, values === undefined ? undefined : [...values]),
    connect: async () => connectionOf(await pool.connect()),
  };
}

function connectionOf(client: PoolClient): Connection {
  return {
    dialect: postgres,
    id: (client as PoolClient & { readonly processID: number }).processID,
    query: (statement, values) => client.query(statement, values === undefined ? undefined : [...values]),
    async takeIn(table, columns, lines) {
      const text = `${lines.join('\n')}\n`;
      await pipeline(Readable.from([text]), client.query(copyFrom(postgres.loading.intake(table, columns))));
    },
    release: () => client.release(),
  };
}
