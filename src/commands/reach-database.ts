import type { HubConfig } from '../config';
import type { Queryable } from '../kit/connections';
import { runningCluster } from '../store/cluster';
import { openConnections } from '../store/connections';

/** Does something in the database of a unit, wherever it lies; undefined where it cannot be reached. */
export async function inDatabase<Result>(
  { databaseUrls, dataDir }: HubConfig,
  id: string,
  work: (database: Queryable) => Promise<Result>,
): Promise<Result | undefined> {
  const url = databaseUrls.get(id) ?? runningCluster(dataDir)?.urlFor(id);
  if (url === undefined) return undefined;
  const connections = openConnections({ id, url, poolSize: 1 });
  try {
    await connections.query('SELECT 1');
  } catch {
    await connections.close();
    return undefined;
  }
  try {
    return await work(connections);
  } finally {
    await connections.close();
  }
}
