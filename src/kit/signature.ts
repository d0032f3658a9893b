import {
  createPrivateKey,
  createPublicKey,
  sign,
  verify,
  type JsonWebKey,
  type KeyObject,
} from 'node:crypto';
import { kept } from './kept';

/** A way to sign. Ed25519 is here; SM2 (GB/T 32918) is one more entry of `signatureSchemes`. */
export interface SignatureScheme {
  readonly algorithm: string;
  /** Base64url. */
  sign(privateKey: JsonWebKey, text: string): string;
  /** False for anything that is not this key's signature on this text. */
  verify(publicKey: JsonWebKey, text: string, signature: string): boolean;
}

/** RFC 8032, keys as JWK (RFC 8037). */
const ed25519: SignatureScheme = {
  algorithm: 'Ed25519',
  sign(privateKey, text) {
    const key = createPrivateKey({ key: privateKey, format: 'jwk' });
    return sign(null, Buffer.from(text), key).toString('base64url');
  },
  verify(publicKey, text, signature) {
    const key = kept(publicKeys, publicKey, () => createPublicKey({ key: publicKey, format: 'jwk' }));
    return verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64url'));
  },
};

/** Reading a key costs as much as checking a signature by it. */
const publicKeys = new WeakMap<JsonWebKey, KeyObject>();

/** By the name of the algorithm. */
export const signatureSchemes: ReadonlyMap<string, SignatureScheme> = new Map(
  [ed25519].map((scheme) => [scheme.algorithm, scheme]),
);
