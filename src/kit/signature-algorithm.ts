import type { JsonWebKey } from 'node:crypto';
import { z } from 'zod';

/** One way to sign: keys are JWKs, messages and signatures bytes. */
export interface Algorithm {
  /** As keys, checkpoints and the hub's database name it. */
  readonly name: string;
  /** The public half of a JWK, public or private, and nothing else of it; undefined where it is no key of this algorithm. */
  publicKeyOf(jwk: unknown): JsonWebKey | undefined;
  sign(privateKey: JsonWebKey, message: Buffer): Buffer;
  /** False for anything that is not this key's signature on this message. */
  verify(publicKey: JsonWebKey, message: Buffer, signature: Buffer): boolean;
  /** How notes name it; undefined where it signs none, and so no record. */
  readonly note?: NoteForm;
}

/** C2SP signed-note: an algorithm's type bytes, and its public keys as bytes. */
export interface NoteForm {
  /** What keys and key ids begin with, for a signature and for a witness's. */
  readonly type: number;
  readonly cosignatureType: number;
  bytesOf(publicKey: JsonWebKey): Buffer;
  jwkOf(bytes: Buffer): JsonWebKey;
}

/** A member of a JWK that is 32 bytes, written in the one way there is: the key's id is a hash of the text. */
export const bytes32 = z.string().refine((text) => {
  const bytes = Buffer.from(text, 'base64url');
  return bytes.length === 32 && bytes.toString('base64url') === text;
});
