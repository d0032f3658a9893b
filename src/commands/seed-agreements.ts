import { participants } from '../kit/unit-directory';
import { readOrMakeSigningKeys, type SigningKeyPair } from '../identity/signing-keys';
import type { Agreement } from '../policy/agreement';
import { agreementDigest } from '../policy/bundle';
import { signerOf, textToSign, writeDrafts, type AgreementContent } from '../sharing/agreements';
import { registerKeys } from '../sharing/signatures';
import type { Query } from '../sharing/query';

/** Makes the units' signing keys of development, and their public halves known to the hub. */
export async function developmentSigningKeys(
  query: Query,
  dataDir: string,
): Promise<Map<string, SigningKeyPair>> {
  const keys = await readOrMakeSigningKeys(
    dataDir,
    participants.map(({ code }) => code),
  );
  await registerKeys(
    query,
    [...keys.values()].map(({ kid, unit, algorithm, publicKey }) => ({
      kid,
      unit,
      algorithm: algorithm.name,
      publicKey,
    })),
  );
  return keys;
}

export function signText({ algorithm, privateKey }: SigningKeyPair, text: string): string {
  return algorithm.sign(privateKey, Buffer.from(text)).toString('base64url');
}

/** The first version of an agreement that the invented world begins with. */
export function firstVersion(agreement: Agreement): AgreementContent {
  return { ...agreement, version: 1, supersedes: null, application: null };
}

/**
 * Writes agreements that are not there yet, in force and signed by both sides' keys of development. Rows of a time before
 * agreements were signed are drafts, and take the seeded content.
 */
export async function writeSignedAgreements(
  query: Query,
  agreements: readonly AgreementContent[],
  keys: ReadonlyMap<string, SigningKeyPair>,
  at: Date,
): Promise<void> {
  const ids = agreements.map(({ id }) => id);
  await query(
    `DELETE FROM agreement a WHERE id = ANY($1) AND state = 'DRAFT' AND application IS NULL
       AND NOT EXISTS (SELECT FROM sharing_event WHERE kind = 'agreement' AND subject = a.id)`,
    [ids],
  );
  const known = await query<{ id: string }>('SELECT id FROM agreement WHERE id = ANY($1)', [ids]);
  const there = new Set(known.map(({ id }) => id));
  const added = agreements.filter(({ id }) => !there.has(id));
  await writeDrafts(query, added, SEED);
  await query(
    `UPDATE agreement SET state = 'IN_FORCE', digest = s.digest
     FROM json_to_recordset($1::json) AS s(id text, digest text) WHERE agreement.id = s.id`,
    [JSON.stringify(added.map((content) => ({ id: content.id, digest: agreementDigest(content) })))],
  );
  await query(
    `INSERT INTO agreement_signature (agreement, side, unit, kid, signature, official, signed_at)
     SELECT agreement, side, unit, kid, signature, '${SEED}', $2
     FROM json_to_recordset($1::json) AS s(agreement text, side text, unit text, kid text, signature text)`,
    [JSON.stringify(added.flatMap((content) => signaturesOf(content, keys))), at],
  );
}

const SEED = 'seed';

function signaturesOf(content: AgreementContent, keys: ReadonlyMap<string, SigningKeyPair>): object[] {
  const text = textToSign(content);
  return (['consumer', 'provider'] as const).map((side) => {
    const unit = signerOf(content, side);
    const key = keys.get(unit);
    if (key === undefined) throw new Error(`${unit} has no signing key`);
    return { agreement: content.id, side, unit, kid: key.kid, signature: signText(key, text) };
  });
}
