import { hash, randomUUID } from 'node:crypto';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK } from 'jose';
import type { Credentials } from '../../../src/identity/verifier';

export const ISSUER = 'https://issuer.test';
export const AUDIENCE = 'https://hub.test/graphql';

/** Seconds since the epoch at which these tests happen. */
export const NOW = 1_780_000_000;

export interface Key {
  readonly secret: CryptoKey;
  readonly published: JWK;
}

export async function newKey(alg = 'ES256', kid = 'k'): Promise<Key> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  return { secret: privateKey, published: { ...(await exportJWK(publicKey)), alg, use: 'sig', kid } };
}

export interface TokenParts {
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly header?: Readonly<Record<string, unknown>>;
}

/** A token that is right in every way, but for what is asked to be otherwise. */
export function signToken(
  { secret, published }: Key,
  { claims = {}, header = {} }: TokenParts = {},
): Promise<string> {
  return new SignJWT({ ...rightClaims, ...claims })
    .setProtectedHeader({ alg: published.alg ?? '', kid: published.kid ?? '', typ: 'at+jwt', ...header })
    .sign(secret);
}

export const rightClaims = {
  iss: ISSUER,
  aud: AUDIENCE,
  sub: 'EXCH.main',
  iat: NOW - 10,
  exp: NOW + 600,
  unit: 'EXCH',
  system: 'main',
  purpose: 'M10',
};

export function shown(authorization: string | undefined, dpop?: string): Credentials {
  return { headers: { authorization, dpop }, method: 'POST', url: AUDIENCE };
}

export interface ProofParts {
  readonly htm?: string;
  readonly htu?: string;
  readonly ath?: string | undefined;
  readonly jti?: string | undefined;
  readonly iat?: number | undefined;
  readonly typ?: string;
  readonly jwk?: JWK;
}

/** A key to which tokens are bound, and the proofs that it makes. */
export async function newBinding(): Promise<{
  readonly thumbprint: string;
  readonly jwk: JWK;
  readonly prove: (token: string, otherwise?: ProofParts) => Promise<string>;
}> {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  const jwk = await exportJWK(publicKey);
  return {
    jwk,
    thumbprint: await calculateJwkThumbprint(jwk),
    prove: (token, { typ = 'dpop+jwt', jwk: embedded = jwk, ...claims } = {}) => {
      const right = { htm: 'POST', htu: AUDIENCE, ath: hash('sha256', token, 'base64url') };
      const payload: Record<string, unknown> = { ...right, jti: randomUUID(), iat: NOW, ...claims };
      return new SignJWT(payload).setProtectedHeader({ alg: 'ES256', typ, jwk: embedded }).sign(privateKey);
    },
  };
}
