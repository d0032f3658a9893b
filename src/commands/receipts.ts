import { join } from 'node:path';
import { readReceipt } from '../audit/receipt';
import { receiptText, signReceipt } from '../audit/signed-receipt';
import { loadSigner, publishedKeys } from '../audit/signing-keys';
import type { Signer } from '../audit/verifier-key';
import type { HubConfig } from '../config';
import type { ReceiptOptions } from '../gateway/receipt-routes';
import { kept } from '../kit/kept';

/** What the logs of these units hold of one request, and their owners' signed word for it. */
export function receiptsOf(
  { dataDir, signingKeys }: HubConfig,
  units: ReadonlySet<string>,
): Pick<ReceiptOptions, 'find' | 'sign' | 'keys'> {
  const audit = join(dataDir, 'audit');
  const signers = new Map<string, Promise<Signer>>();
  const signerOf = (unit: string): Promise<Signer> =>
    units.has(unit)
      ? kept(signers, unit, () => loadSigner(dataDir, unit, signingKeys.get(unit)))
      : Promise.reject(new Error(`no signer of ${unit}`));
  return {
    find: (id) => readReceipt(audit, id),
    sign: async (id, items) => receiptText(await signReceipt(audit, id, items, signerOf)),
    keys: () => publishedKeys(audit),
  };
}
