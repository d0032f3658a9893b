import type { JsonWebKey } from 'node:crypto';
import { ed25519 } from './ed25519';
import type { Algorithm } from './signature-algorithm';
import { sm2 } from './sm2';

/** Every way to sign that there is, for agreements and, where it has a form for notes, for the record. */
export const algorithms: readonly Algorithm[] = [ed25519, sm2];

export interface PublicKey {
  readonly algorithm: Algorithm;
  readonly publicKey: JsonWebKey;
}

/** The public half of a JWK and how it is used; undefined where it is no key of an algorithm that we know. */
export function publicKeyOf(jwk: unknown): PublicKey | undefined {
  for (const algorithm of algorithms) {
    const publicKey = algorithm.publicKeyOf(jwk);
    if (publicKey !== undefined) return { algorithm, publicKey };
  }
  return undefined;
}
