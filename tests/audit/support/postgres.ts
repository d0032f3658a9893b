import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accessEntities } from '../../../src/audit/access-record';
import { openCluster, type Cluster } from '../../../src/store/cluster';
import type { Connections } from '../../../src/kit/connections';
import { openConnections } from '../../../src/store/connections';
import { openSource } from '../../../src/store/sources';

export interface TestPostgres {
  /** Of the first unit's database. */
  readonly pool: Connections;
  poolOf(unit: string): Connections;
  urlFor(unit: string): string;
  /** Ends the server under its connections. */
  stop(): Promise<void>;
  start(): Promise<void>;
  remove(): Promise<void>;
}

/** A cluster of this test alone, with the record's tables in the databases of these units. */
export async function openTestPostgres(units: readonly string[] = ['tax']): Promise<TestPostgres> {
  const dataDir = await mkdtemp(join(tmpdir(), 'srdi-audit-'));
  await chmod(dataDir, 0o711);
  const start = (): Promise<Cluster> =>
    openCluster({ dataDir, databases: units, onProgress: () => undefined });
  let cluster = await start();
  for (const id of units) {
    const source = await openSource({ id, url: cluster.urlFor(id), entities: accessEntities });
    await source.synchronize();
    await source.destroy();
  }
  const pools = new Map(units.map((id) => [id, openConnections({ id, url: cluster.urlFor(id) })] as const));
  const poolOf = (unit: string): Connections => {
    const pool = pools.get(unit);
    if (pool === undefined) throw new Error(`no database of ${unit}`);
    return pool;
  };
  return {
    pool: poolOf(units[0] ?? ''),
    poolOf,
    urlFor: (unit) => cluster.urlFor(unit),
    stop: () => cluster.stop(),
    async start() {
      cluster = await start();
    },
    async remove() {
      for (const pool of pools.values()) await pool.close();
      await cluster.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
