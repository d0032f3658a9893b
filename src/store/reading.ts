import type { Reading } from '../kit/owner';
import { openLookups } from './lookups';
import { openSource, poolOf } from './sources';
import { openSweeps } from './sweeps';

/** Opens the reading door of one database: no statement through it writes, and none is slow. */
export async function openReading(id: string, url: string): Promise<Reading & { close(): Promise<void> }> {
  const source = await openSource({ id, url, entities: [], readOnly: true });
  const lookups = openLookups({ id, url });
  const sweeps = openSweeps({ id, url });
  return {
    pool: poolOf(source),
    lookup: lookups.lookup,
    sweep: sweeps.sweep,
    close: async () => {
      await Promise.all([source.destroy(), lookups.close(), sweeps.close()]);
    },
  };
}
