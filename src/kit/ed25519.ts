import {
  createPrivateKey,
  createPublicKey,
  sign,
  verify,
  type JsonWebKey,
  type KeyObject,
} from 'node:crypto';
import { z } from 'zod';
import { kept } from './kept';
import { bytes32, type Algorithm } from './signature-algorithm';

const publicKeySchema = z.object({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: bytes32 });

/** RFC 8032, keys by RFC 8037. */
export const ed25519: Algorithm = {
  name: 'Ed25519',
  publicKeyOf: (jwk) => publicKeySchema.safeParse(jwk).data,
  sign: (privateKey, message) => sign(null, message, createPrivateKey({ key: privateKey, format: 'jwk' })),
  verify(publicKey, message, signature) {
    const key = kept(publicKeys, publicKey, () => createPublicKey({ key: publicKey, format: 'jwk' }));
    return verify(null, message, key, signature);
  },
  note: {
    type: 0x01,
    cosignatureType: 0x04,
    bytesOf: ({ x = '' }) => Buffer.from(x, 'base64url'),
    jwkOf: (bytes) => ({ kty: 'OKP', crv: 'Ed25519', x: bytes.toString('base64url') }),
  },
};

/** Reading a key costs as much as checking a signature by it. */
const publicKeys = new WeakMap<JsonWebKey, KeyObject>();
