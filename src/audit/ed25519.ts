import { createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import type { Algorithm, Signer } from './signer';

const PUBLIC_KEY_BYTES = 32;

/** RFC 8032. */
export const ed25519: Algorithm = {
  name: 'Ed25519',
  noteType: 0x01,
  cosignatureType: 0x04,
  signatureBytes: 64,
  verifierOf(name, publicKey) {
    if (publicKey.length !== PUBLIC_KEY_BYTES) return undefined;
    const key = createPublicKey({
      key: { kty: 'OKP', crv: 'Ed25519', x: publicKey.toString('base64url') },
      format: 'jwk',
    });
    return {
      name,
      algorithm: ed25519,
      publicKey,
      verify: (message, signature) => verify(null, message, key, signature),
    };
  },
};

/** Undefined where the key is one of another algorithm. */
export function ed25519Signer(name: string, key: KeyObject): Signer | undefined {
  if (key.asymmetricKeyType !== 'ed25519') return undefined;
  const { x = '' } = createPublicKey(key).export({ format: 'jwk' });
  const verifier = ed25519.verifierOf(name, Buffer.from(x, 'base64url'));
  return verifier === undefined ? undefined : { verifier, sign: (message) => sign(null, message, key) };
}
