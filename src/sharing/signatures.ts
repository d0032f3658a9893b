import type { JsonWebKey } from 'node:crypto';
import { algorithms } from '../kit/signature';
import { signerOf, textToSign, type AgreementContent, type Side } from './agreements';
import type { Query } from './query';

/** A public key of a unit, as the hub knows it. */
export interface UnitKey {
  readonly kid: string;
  readonly unit: string;
  readonly algorithm: string;
  readonly publicKey: JsonWebKey;
}

/** A key as it stands. */
export interface StandingKey extends UnitKey {
  /** From then on nothing more is signed by it; what it signed before stays signed. */
  readonly withdrawnAt: Date | null;
}

export interface Signature {
  readonly side: Side;
  readonly kid: string;
  /** Base64url. */
  readonly signature: string;
}

const keyColumns = 'kid, unit, algorithm, public_key AS "publicKey", withdrawn_at AS "withdrawnAt"';

export function keysOf(query: Query, unit: string): Promise<StandingKey[]> {
  return query<StandingKey>(`SELECT ${keyColumns} FROM signing_key WHERE unit = $1 ORDER BY kid`, [unit]);
}

/** Undefined where nobody has made it known. */
export async function keyBy(query: Query, kid: string): Promise<StandingKey | undefined> {
  const [key] = await query<StandingKey>(`SELECT ${keyColumns} FROM signing_key WHERE kid = $1`, [kid]);
  return key;
}

/** Withdrawn ones too: what they signed is still to be proved. */
export function allKeys(query: Query): Promise<UnitKey[]> {
  return query<UnitKey>(`SELECT ${keyColumns} FROM signing_key`);
}

/** Makes keys known; one that is known already stays as it is. */
export async function registerKeys(query: Query, keys: readonly UnitKey[]): Promise<void> {
  await query(
    `INSERT INTO signing_key (kid, unit, algorithm, public_key)
     SELECT kid, unit, algorithm, "publicKey"
     FROM json_to_recordset($1::json) AS k(kid text, unit text, algorithm text, "publicKey" json)
     ON CONFLICT (kid) DO NOTHING`,
    [JSON.stringify(keys)],
  );
}

/** The key of these by which a text was signed; undefined where none did. */
export function signingKey<Key extends UnitKey>(
  keys: readonly Key[],
  text: string,
  signature: string,
): Key | undefined {
  const [message, bytes] = [Buffer.from(text), Buffer.from(signature, 'base64url')];
  return keys.find(({ algorithm, publicKey }) =>
    algorithms.some(({ name, verify }) => name === algorithm && verify(publicKey, message, bytes)),
  );
}

/** Whether both sides have signed this very content, each by a key of its own. */
export function isSignedByBoth(
  content: AgreementContent,
  signatures: readonly Signature[],
  keys: ReadonlyMap<string, UnitKey>,
): boolean {
  const text = textToSign(content);
  return (['consumer', 'provider'] as const).every((side) => {
    const signed = signatures.find((one) => one.side === side);
    const key = signed === undefined ? undefined : keys.get(signed.kid);
    if (signed === undefined || key?.unit !== signerOf(content, side)) return false;
    return signingKey([key], text, signed.signature) !== undefined;
  });
}
