import { join } from 'node:path';
import { publishedKeys } from '../audit/signing-keys';
import type { HubConfig } from '../config';

/** Prints the public keys of all units, one a line, for whoever verifies receipts and records. */
export async function printKeys(config: HubConfig): Promise<void> {
  const keys = await publishedKeys(join(config.dataDir, 'audit'));
  process.stdout.write(keys.map((key) => `${key}\n`).join(''));
}
