import { createHash, type JsonWebKey } from 'node:crypto';
import { algorithms, publicKeyOf } from '../kit/signature';
import type { Algorithm, NoteForm } from '../kit/signature-algorithm';

/** Signs notes in one name. */
export interface Signer {
  readonly verifier: Verifier;
  sign(message: Buffer): Buffer;
}

/** The public half of a signer. */
export interface Verifier {
  /** Who signs: `srdi-hub/TAX`. */
  readonly name: string;
  readonly algorithm: Algorithm;
  readonly note: NoteForm;
  /** As it stands in notes. */
  readonly publicKey: Buffer;
  verify(message: Buffer, signature: Buffer): boolean;
}

/** Undefined where it is no key of an algorithm by which notes are signed. */
export function signerOf(name: string, privateKey: JsonWebKey): Signer | undefined {
  const verifier = verifierOf(name, privateKey);
  return verifier && { verifier, sign: (message) => verifier.algorithm.sign(privateKey, message) };
}

function verifierOf(name: string, jwk: unknown): Verifier | undefined {
  const key = publicKeyOf(jwk);
  const note = key?.algorithm.note;
  if (key === undefined || note === undefined) return undefined;
  const { algorithm, publicKey } = key;
  const verify: Verifier['verify'] = (message, signature) => algorithm.verify(publicKey, message, signature);
  return { name, algorithm, note, publicKey: note.bytesOf(publicKey), verify };
}

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
  const { name, note, publicKey } = verifier;
  const key = Buffer.concat([Buffer.of(note.type), publicKey]);
  return `${name}+${keyId(verifier, note.type).toString('hex')}+${key.toString('base64')}`;
}

/** Reads what `verifierText` wrote, or anyone else who keeps to C2SP; undefined where it is no key that we can use. */
export function parseVerifier(text: string): Verifier | undefined {
  const [, name = '', id, encoded = ''] = /^([^+\s]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text) ?? [];
  const [type, ...bytes] = Buffer.from(encoded, 'base64');
  const form = algorithms.find(({ note }) => note?.type === type)?.note;
  const verifier = verifierOf(name, form?.jwkOf(Buffer.from(bytes)));
  return verifier && keyId(verifier, verifier.note.type).toString('hex') === id ? verifier : undefined;
}
