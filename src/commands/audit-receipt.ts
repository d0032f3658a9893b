import { join } from 'node:path';
import { readReceipt } from '../audit/receipt';
import { receiptText, signReceipt } from '../audit/signed-receipt';
import { loadSigner } from '../audit/signing-keys';
import type { HubConfig } from '../config';
import { ConfigurationError } from '../kit/configuration-error';

/** Prints what every owner recorded of one request, each signed by its owner. */
export async function printReceipt(config: HubConfig, id: string): Promise<void> {
  const audit = join(config.dataDir, 'audit');
  const items = await readReceipt(audit, id);
  if (items.length === 0)
    throw new ConfigurationError(`没有回执 ${id}：回执号见答复的 extensions.sharing.receipt`);
  const receipt = await signReceipt(audit, id, items, (unit) =>
    loadSigner(config.dataDir, unit, config.signingKeys.get(unit)),
  );
  process.stdout.write(receiptText(receipt));
}
