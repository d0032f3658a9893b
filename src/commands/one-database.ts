import type { HubConfig } from '../config';
import { openCluster, runningCluster } from '../store/cluster';

/** The database of the hub that is running, or where none is, of one started for this. */
export async function oneDatabase(
  config: HubConfig,
  id: string,
): Promise<{ url: string; stop: () => Promise<void> }> {
  const stop = (): Promise<void> => Promise.resolve();
  const own = config.databaseUrls.get(id);
  if (own !== undefined) return { url: own, stop };
  const running = runningCluster(config.dataDir);
  if (running !== undefined) return { url: running.urlFor(id), stop };
  const onProgress = (message: string): void => void process.stderr.write(`· ${message}\n`);
  const cluster = await openCluster({ dataDir: config.dataDir, databases: [id], onProgress });
  return { url: cluster.urlFor(id), stop: () => cluster.stop() };
}
