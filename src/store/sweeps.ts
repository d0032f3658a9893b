import { Pool, type PoolClient, type QueryConfig, type QueryResultRow } from 'pg';
import type { Sweep } from '../kit/owner';
import { connectionUrl, type SourceOptions } from './sources';

/** A sweep reads every row of a table: a million of them take seconds. */
const SWEEP_TIMEOUT_MS = 60_000;
/** More at once would only slow each other down, and everyone else. */
const AT_ONCE = 2;

/**
 * The door for what reads whole tables: read-only like the others, with more time, few at once, and called off in the
 * server when nobody waits for it any more. Its connections open when they are needed and close again.
 */
export function openSweeps(options: Pick<SourceOptions, 'id' | 'url'>): {
  sweep: Sweep;
  close(): Promise<void>;
} {
  const reading = { ...options, readOnly: true };
  const sweeps = new Pool({
    connectionString: connectionUrl({ ...reading, statementTimeoutMs: SWEEP_TIMEOUT_MS }).toString(),
    max: AT_ONCE,
    idleTimeoutMillis: 10_000,
    connectionTimeoutMillis: SWEEP_TIMEOUT_MS,
  });
  const cancels = new Pool({
    connectionString: connectionUrl(reading).toString(),
    max: 1,
    idleTimeoutMillis: 1,
  });
  for (const pool of [sweeps, cancels]) pool.on('error', () => undefined);

  const callOff = async (client: PoolClient): Promise<void> => {
    const { processID } = client as PoolClient & { readonly processID: number };
    await cancels.query('SELECT pg_cancel_backend($1)', [processID]);
  };
  return {
    async sweep<Row extends QueryResultRow>(statement: QueryConfig, signal?: AbortSignal) {
      signal?.throwIfAborted();
      const client = await sweeps.connect();
      let calledOff: Promise<void> | undefined;
      // Where the server cannot be reached either, the statement ends at its own timeout.
      const onAbort = (): void => {
        calledOff = callOff(client).catch(() => undefined);
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      try {
        signal?.throwIfAborted();
        return (await client.query<Row>(statement)).rows;
      } finally {
        signal?.removeEventListener('abort', onAbort);
        // A cancel that comes late must not meet the next statement of this connection.
        await calledOff;
        client.release();
      }
    },
    close: async () => {
      await Promise.all([sweeps.end(), cancels.end()]);
    },
  };
}
