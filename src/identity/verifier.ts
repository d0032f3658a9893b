import { hash } from 'node:crypto';
import { createLocalJWKSet, jwtVerify, type JSONWebKeySet, type JWTVerifyOptions } from 'jose';
import { LRUCache } from 'lru-cache';
import type { Caller, Stranger } from '../kit/caller';
import { Refusal } from '../kit/refusal';
import { callerOf, claimsSchema } from './claims';
import { createProofCheck, type ProofCheck } from './proof-of-possession';
import { remoteKeys, type KeyAddress } from './remote-keys';

/** What of a request names the caller; nothing else is ever read. */
export interface Credentials {
  readonly headers: { readonly authorization?: string | undefined; readonly dpop?: string | undefined };
  readonly method: string;
  /** Absolute address, as the client signed it. */
  readonly url: string;
}

export type Verifier = (credentials: Credentials) => Promise<Caller>;

export interface VerifierOptions {
  readonly issuer: string;
  readonly audience: string;
  readonly keys: { readonly local: JSONWebKeySet } | KeyAddress;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Hears why an issuer elsewhere could not be asked for its keys; the caller hears the constant refusal. */
  readonly onFault?: (error: unknown) => void;
}

/** One constant refusal: what exactly was wrong with a token is nobody's business. */
function unauthenticated(): Refusal {
  return new Refusal({ code: 'UNAUTHENTICATED', about: '请用 srdi-hub token 重新获取' });
}

/** Makes the check of access tokens (RFC 9068): who asks, for which purpose; no token is a stranger. Throws a Refusal. */
export function createVerifier(options: VerifierOptions): Verifier {
  const { now } = options;
  const verify = tokenVerification(options);
  const checkProof = createProofCheck({
    algorithms: ALGORITHMS,
    clockToleranceSeconds: CLOCK_TOLERANCE_SECONDS,
    now,
  });
  /** Hash of a token → what it says: no token itself stays in memory. */
  const verified = new LRUCache<string, VerifiedToken>({ max: MAX_VERIFIED });

  const read = async (token: string): Promise<VerifiedToken> => {
    const key = hash('sha256', token, 'base64');
    const known = verified.get(key);
    if (known !== undefined && now() < known.until) return known;
    const fresh = await verify(token);
    verified.set(key, fresh);
    return fresh;
  };

  return async (credentials) => {
    const { authorization } = credentials.headers;
    if (authorization === undefined) return STRANGER;
    try {
      const { scheme, token } = tokenOf(authorization);
      const { caller, thumbprint } = await read(token);
      await checkBinding(checkProof, { scheme, token, thumbprint, credentials });
      return caller;
    } catch {
      throw unauthenticated();
    }
  };
}

/** Asymmetric only: no secret that the hub holds could make a token. */
const ALGORITHMS = ['ES256', 'EdDSA', 'PS256', 'RS256'];
const CLOCK_TOLERANCE_SECONDS = 5;
const MAX_VERIFIED = 5_000;

/** A token whose key was withdrawn is looked at again after this. */
const VERIFIED_MILLISECONDS = 60_000;

const STRANGER: Stranger = Object.freeze({ kind: 'stranger' });

interface VerifiedToken {
  readonly caller: Caller;
  /** Of the key that the token is bound to. */
  readonly thumbprint: string | undefined;
  /** Milliseconds since 1970. */
  readonly until: number;
}

function tokenVerification(options: VerifierOptions): (token: string) => Promise<VerifiedToken> {
  const { issuer, audience, keys, now, onFault } = options;
  const keyOf =
    'local' in keys ? createLocalJWKSet(keys.local) : remoteKeys({ address: keys, issuer, now, onFault });
  const rules: JWTVerifyOptions = {
    issuer,
    audience,
    algorithms: ALGORITHMS,
    typ: 'at+jwt',
    requiredClaims: ['exp', 'iat'],
    clockTolerance: CLOCK_TOLERANCE_SECONDS,
  };
  return async (token) => {
    const { payload } = await jwtVerify(token, keyOf, { ...rules, currentDate: new Date(now()) });
    const claims = claimsSchema.parse(payload);
    const expires = (claims.exp + CLOCK_TOLERANCE_SECONDS) * 1000;
    return {
      caller: callerOf(claims),
      thumbprint: claims.cnf?.jkt,
      until: Math.min(expires, now() + VERIFIED_MILLISECONDS),
    };
  };
}

function tokenOf(authorization: string): { scheme: string; token: string } {
  const [, scheme = '', token = ''] = /^(Bearer|DPoP) +([\w.~+/=-]+)$/i.exec(authorization) ?? [];
  return { scheme: scheme.toLowerCase(), token };
}

interface Presentation {
  readonly scheme: string;
  readonly token: string;
  readonly thumbprint: string | undefined;
  readonly credentials: Credentials;
}

/** A bound token comes with a proof and as DPoP; one that is not bound comes as Bearer (RFC 9449 section 7). */
async function checkBinding(checkProof: ProofCheck, presentation: Presentation): Promise<void> {
  const { scheme, token, thumbprint, credentials } = presentation;
  if ((thumbprint === undefined) !== (scheme === 'bearer')) throw unauthenticated();
  if (thumbprint === undefined) return;
  const { headers, method, url } = credentials;
  await checkProof(headers.dpop ?? '', { token, thumbprint, method, url });
}
