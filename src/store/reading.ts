import { postgres } from '../kit/dialect';
import type { Lookup, Reading } from '../kit/owner';
import { openConnections } from './connections';
import { dialectOf } from './database-url';
import { openLookups } from './lookups';
import { openSweeps } from './sweeps';

/** Opens the reading door of one database: no statement through it writes, and none is slow. */
export function openReading(id: string, url: string): Reading & { close(): Promise<void> } {
  const pool = openConnections({ id, url, readOnly: true });
  const lookups = dialectOf({ id, url }) === postgres ? openLookups({ id, url }) : undefined;
  const sweeps = openSweeps({ id, url });
  // MariaDB's driver sends a statement only when the one before is answered: there each has a connection to itself.
  const lookupInPool: Lookup = async (statement) => (await pool.query<never>(statement)).rows;
  return {
    pool,
    lookup: lookups?.lookup ?? lookupInPool,
    sweep: sweeps.sweep,
    close: async () => {
      await Promise.all([pool.close(), lookups?.close(), sweeps.close()]);
    },
  };
}
