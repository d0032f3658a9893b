import type { QueryConfig, QueryResultRow } from 'pg';
import type { Connection } from '../kit/connections';
import type { Sweep } from '../kit/owner';
import { openConnections } from './connections';
import type { Place } from './database-url';

/** A sweep reads every row of a table: a million of them take seconds. */
const SWEEP_TIMEOUT_MS = 60_000;
/** More at once would only slow each other down, and everyone else. */
const AT_ONCE = 2;

/**
 * The door for what reads whole tables: read-only like the others, with more time, few at once, and called off in the
 * server when nobody waits for it any more. Its connections open when they are needed and close again.
 */
export function openSweeps(place: Place): { sweep: Sweep; close(): Promise<void> } {
  const sweeps = openConnections({
    ...place,
    readOnly: true,
    statementTimeoutMs: SWEEP_TIMEOUT_MS,
    poolSize: AT_ONCE,
    idleMs: 10_000,
    waitMs: SWEEP_TIMEOUT_MS,
  });
  const cancels = openConnections({ ...place, readOnly: true, poolSize: 1, idleMs: 1 });
  const callOff = async ({ id }: Connection): Promise<void> => {
    await cancels.query(cancels.dialect.cancel(id));
  };
  return {
    async sweep<Row extends QueryResultRow>(statement: QueryConfig, signal?: AbortSignal) {
      signal?.throwIfAborted();
      const connection = await sweeps.connect();
      let calledOff: Promise<void> | undefined;
      // Where the server cannot be reached either, the statement ends at its own timeout.
      const onAbort = (): void => {
        calledOff = callOff(connection).catch(() => undefined);
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      try {
        signal?.throwIfAborted();
        return (await connection.query<Row>(statement)).rows;
      } finally {
        signal?.removeEventListener('abort', onAbort);
        // A cancel that comes late must not meet the next statement of this connection.
        await calledOff;
        connection.release();
      }
    },
    close: async () => {
      await Promise.all([sweeps.close(), cancels.close()]);
    },
  };
}
