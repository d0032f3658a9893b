import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import {
  calculateJwkThumbprint,
  createLocalJWKSet,
  createRemoteJWKSet,
  EmbeddedJWK,
  jwtVerify,
  type JSONWebKeySet,
  type JWTPayload,
} from 'jose';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import type { Caller } from '../kit/caller';
import { purposes } from '../kit/purposes';
import { Refusal } from '../kit/refusal';
import { consumerByCode } from '../kit/unit-directory';

/** What of a request names the caller; nothing else is ever read. */
export interface Credentials {
  readonly headers: Pick<IncomingHttpHeaders, 'authorization'> & { readonly dpop?: string | undefined };
  readonly method: string;
  /** Absolute URL without query, as the client signed it. */
  readonly url: string;
}

export type Verifier = (credentials: Credentials) => Promise<Caller>;

export interface VerifierOptions {
  readonly issuer: string;
  readonly audience: string;
  readonly keys: { readonly local: JSONWebKeySet } | { readonly remote: URL };
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Asymmetric only: no secret that the hub holds could make a token. */
const ALGORITHMS = ['ES256', 'ES384', 'EdDSA', 'PS256', 'RS256'];
const CLOCK_TOLERANCE_SECONDS = 5;
const PROOF_SECONDS = 60;
const MAX_KEPT = 5_000;

const claimsSchema = z
  .object({
    exp: z.number(),
    purpose: z.string(),
    system: z.string().optional(),
    official: z.string().optional(),
    unit: z.string().optional(),
    division: z
      .string()
      .regex(/^14\d{0,4}$/)
      .optional(),
    enterprise: z.string().optional(),
    cnf: z.object({ jkt: z.string() }).optional(),
  })
  .loose();

type Claims = z.infer<typeof claimsSchema>;

/** One constant refusal: what exactly was wrong with a token is nobody's business. */
export function unauthenticated(): Refusal {
  return new Refusal({ code: 'UNAUTHENTICATED', about: '请用 srdi-hub token 重新获取' });
}

/** Makes the check of access tokens: who asks, for which purpose; no token at all is a stranger. Throws a Refusal. */
export function createVerifier(options: VerifierOptions): Verifier {
  const keys =
    'local' in options.keys
      ? createLocalJWKSet(options.keys.local)
      : createRemoteJWKSet(options.keys.remote, {
          cooldownDuration: 5_000,
          cacheMaxAge: 3_600_000,
          timeoutDuration: 3_000,
        });
  const verified = new LRUCache<string, Claims>({ max: MAX_KEPT });
  const usedProofs = new LRUCache<string, true>({ max: 100_000, ttl: PROOF_SECONDS * 2_000 });
  const now = (): Date => new Date(options.now());

  const claimsOf = async (token: string): Promise<Claims> => {
    const key = createHash('sha256').update(token).digest('base64');
    const known = verified.get(key);
    if (known !== undefined && known.exp * 1000 > options.now()) return known;
    const { payload } = await jwtVerify(token, keys, {
      issuer: options.issuer,
      audience: options.audience,
      algorithms: ALGORITHMS,
      typ: 'at+jwt',
      requiredClaims: ['exp', 'iat'],
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
      currentDate: now(),
    });
    const claims = claimsSchema.parse(payload);
    verified.set(key, claims);
    return claims;
  };

  const checkProof = async (
    token: string,
    thumbprint: string,
    { headers, method, url }: Credentials,
  ): Promise<void> => {
    const { payload, protectedHeader } = await jwtVerify(headers.dpop ?? '', EmbeddedJWK, {
      algorithms: ALGORITHMS,
      typ: 'dpop+jwt',
      requiredClaims: ['iat', 'jti', 'htm', 'htu', 'ath'],
      maxTokenAge: PROOF_SECONDS,
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
      currentDate: now(),
    });
    const proof: JWTPayload = payload;
    const isRight =
      proof['htm'] === method &&
      proof['htu'] === url &&
      proof['ath'] === createHash('sha256').update(token).digest('base64url') &&
      protectedHeader.jwk !== undefined &&
      (await calculateJwkThumbprint(protectedHeader.jwk)) === thumbprint &&
      !usedProofs.has(String(proof.jti));
    if (!isRight) throw unauthenticated();
    usedProofs.set(String(proof.jti), true);
  };

  return async (credentials) => {
    const header = credentials.headers.authorization;
    if (header === undefined) return { kind: 'stranger' };
    try {
      const [, scheme = '', token = ''] = /^(Bearer|DPoP) +([\w.~+/=-]+)$/i.exec(header) ?? [];
      const claims = await claimsOf(token);
      const isBound = claims.cnf !== undefined;
      if (isBound !== (scheme.toLowerCase() === 'dpop')) throw unauthenticated();
      if (claims.cnf !== undefined) await checkProof(token, claims.cnf.jkt, credentials);
      return callerOf(claims);
    } catch {
      throw unauthenticated();
    }
  };
}

/** Claims → caller; a unit that the directory does not know, or a purpose that it does not carry, is nobody. */
function callerOf(claims: Claims): Caller {
  const { exp: expiresAt, official = 'system', system = 'main' } = claims;
  if (claims.enterprise !== undefined && claims.purpose === 'SELF')
    return { kind: 'enterprise', uscc: claims.enterprise, purpose: 'SELF', official, expiresAt };
  const unit = consumerByCode.get(claims.unit ?? '');
  if (unit === undefined || !purposes.has(claims.purpose) || !unit.purposes.includes(claims.purpose))
    throw unauthenticated();
  return {
    kind: 'unit',
    unit: unit.code,
    system,
    purpose: claims.purpose,
    official,
    expiresAt,
    ...(claims.division === undefined ? {} : { division: claims.division }),
  };
}
