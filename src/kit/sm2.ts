import type { JsonWebKey } from 'node:crypto';
import { createRequire } from 'node:module';
import type * as Library from 'sm-crypto-v2';
import { z } from 'zod';
import { kept } from './kept';
import { bytes32, type Algorithm } from './signature-algorithm';

const publicKeySchema = z.object({ kty: z.literal('EC'), crv: z.literal('SM2'), x: bytes32, y: bytes32 });

/** The message is hashed by SM3 behind the signer's id, for which GB/T 35276 names this one where none was agreed. */
const HASHED = { hash: true, userId: '1234567812345678' } as const;
const SIGNATURE_BYTES = 64;

/**
 * GB/T 32918.2 over the curve of GB/T 32918.5; a signature is r and s in 32 bytes each. Not by Node's OpenSSL: it signs
 * by SM2 under an empty id, which Node cannot set, and takes no JWK of this curve (Node 24 ends the process over one).
 */
export const sm2: Algorithm = {
  name: 'SM2',
  publicKeyOf(jwk) {
    const key = publicKeySchema.safeParse(jwk).data;
    return key !== undefined && isOnCurve(key) ? key : undefined;
  },
  sign: ({ d }, message) =>
    Buffer.from(library().doSignature(Uint8Array.from(message), hexOf(d), HASHED), 'hex'),
  verify(publicKey, message, signature) {
    if (signature.length !== SIGNATURE_BYTES) return false;
    try {
      const point = kept(points, publicKey, () => pointOf(publicKey));
      return library().doVerifySignature(Uint8Array.from(message), signature.toString('hex'), point, HASHED);
    } catch {
      // What is no number below the curve's order is no signature.
      return false;
    }
  },
};

type Point = ReturnType<typeof Library.sm2.precomputePublicKey>;

/** Made ready to be multiplied, which makes checking four times as fast. */
const points = new WeakMap<JsonWebKey, Point>();
const WINDOW_BITS = 4;

/** Throws where the coordinates are those of no point of the curve. */
function pointOf({ x, y }: JsonWebKey): Point {
  return library().precomputePublicKey(`04${hexOf(x)}${hexOf(y)}`, WINDOW_BITS);
}

function isOnCurve(key: JsonWebKey): boolean {
  try {
    pointOf(key);
    return true;
  } catch {
    return false;
  }
}

const hexOf = (member = ''): string => Buffer.from(member, 'base64url').toString('hex');

const load = createRequire(__filename);

/** Loaded with the first key of SM2: no hub without one pays its 50 ms and 10 MB. */
function library(): typeof Library.sm2 {
  return (load('sm-crypto-v2') as typeof Library).sm2;
}
