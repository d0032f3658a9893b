import { join } from 'node:path';
import { readReceipt } from '../audit/receipt';
import { ConfigurationError, type HubConfig } from '../config';

/** Prints what every owner recorded of one request. */
export async function printReceipt(config: HubConfig, id: string): Promise<void> {
  const items = await readReceipt(join(config.dataDir, 'audit'), id);
  if (items.length === 0)
    throw new ConfigurationError(`没有回执 ${id}：回执号见答复的 extensions.sharing.receipt`);
  process.stdout.write(`${JSON.stringify(items, null, 2)}\n`);
}
