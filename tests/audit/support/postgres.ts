import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accessEntities } from '../../../src/audit/access-record';
import { openCluster, type Cluster } from '../../../src/store/cluster';
import type { Connections } from '../../../src/kit/connections';
import { openConnections } from '../../../src/store/connections';
import { openSource } from '../../../src/store/sources';

export interface TestPostgres {
  readonly pool: Connections;
  /** Ends the server under its connections. */
  stop(): Promise<void>;
  start(): Promise<void>;
  remove(): Promise<void>;
}

/** A cluster of this test alone, with the record's tables in the database of the tax bureau. */
export async function openTestPostgres(): Promise<TestPostgres> {
  const dataDir = await mkdtemp(join(tmpdir(), 'srdi-audit-'));
  await chmod(dataDir, 0o711);
  const start = (): Promise<Cluster> =>
    openCluster({ dataDir, databases: ['tax'], onProgress: () => undefined });
  let cluster = await start();
  const url = cluster.urlFor('tax');
  const source = await openSource({ id: 'tax', url, entities: accessEntities });
  await source.synchronize();
  await source.destroy();
  const pool = openConnections({ id: 'tax', url });
  return {
    pool,
    stop: () => cluster.stop(),
    async start() {
      cluster = await start();
    },
    async remove() {
      await pool.close();
      await cluster.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
