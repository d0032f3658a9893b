import { createHash } from 'node:crypto';
import { ed25519 } from './ed25519';
import type { Algorithm, Verifier } from './signer';

const algorithms: readonly Algorithm[] = [ed25519];

const KEY_ID_BYTES = 4;

/** Tells keys of one name apart; the same key has another id as a witness. */
export function keyId({ name, publicKey }: Verifier, type: number): Buffer {
  return createHash('sha256')
    .update(`${name}\n`)
    .update(Buffer.of(type))
    .update(publicKey)
    .digest()
    .subarray(0, KEY_ID_BYTES);
}

/** A verifier as one line of text: `<name>+<key id>+<type and key in Base64>`. */
export function verifierText(verifier: Verifier): string {
  const { noteType } = verifier.algorithm;
  const key = Buffer.concat([Buffer.of(noteType), verifier.publicKey]);
  return `${verifier.name}+${keyId(verifier, noteType).toString('hex')}+${key.toString('base64')}`;
}

/** Reads what `verifierText` wrote, or anyone else who keeps to C2SP; undefined where it is no key that we can use. */
export function parseVerifier(text: string): Verifier | undefined {
  const [, name = '', id, encoded = ''] = /^([^+\s]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text) ?? [];
  const [type, ...key] = Buffer.from(encoded, 'base64');
  const algorithm = algorithms.find(({ noteType }) => noteType === type);
  const verifier = algorithm?.verifierOf(name, Buffer.from(key));
  return verifier !== undefined &&
    algorithm !== undefined &&
    keyId(verifier, algorithm.noteType).toString('hex') === id
    ? verifier
    : undefined;
}
