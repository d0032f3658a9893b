import { hash } from 'node:crypto';
import { calculateJwkThumbprint, EmbeddedJWK, errors, jwtVerify, type JWTVerifyOptions } from 'jose';
import { z } from 'zod';

/** What a proof must have been made for. */
export interface ProofSubject {
  readonly token: string;
  /** Thumbprint of the key that the token is bound to (`cnf.jkt`). */
  readonly thumbprint: string;
  readonly method: string;
  /** Absolute address of the request; its query does not count. */
  readonly url: string;
}

export type ProofCheck = (proof: string, subject: ProofSubject) => Promise<void>;

export interface ProofCheckOptions {
  readonly algorithms: readonly string[];
  readonly clockToleranceSeconds: number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** How many proofs are remembered at once; further ones are refused until the oldest have expired. */
  readonly capacity?: number;
}

/** Makes the check of DPoP proofs (RFC 9449 section 4.3): each is good once, for a minute. Throws where one is not. */
export function createProofCheck(options: ProofCheckOptions): ProofCheck {
  const { now, clockToleranceSeconds, capacity = 200_000 } = options;
  const rules: JWTVerifyOptions = {
    algorithms: [...options.algorithms],
    typ: 'dpop+jwt',
    maxTokenAge: PROOF_SECONDS,
    clockTolerance: clockToleranceSeconds,
  };
  // A proof may be dated ahead by the tolerance and is taken until a minute and the tolerance after its date, to the
  // end of that second.
  const rememberedSeconds = PROOF_SECONDS + 2 * clockToleranceSeconds + 1;
  const isNew = rememberFor(rememberedSeconds * 1000, capacity, now);
  return async (proof, { token, thumbprint, method, url }) => {
    const { payload, protectedHeader } = await jwtVerify(proof, EmbeddedJWK, {
      ...rules,
      currentDate: new Date(now()),
    });
    const { jti, htm, htu, ath } = proofSchema.parse(payload);
    const isRight =
      htm === method &&
      addressOf(htu) === addressOf(url) &&
      ath === hash('sha256', token, 'base64url') &&
      protectedHeader.jwk !== undefined &&
      (await calculateJwkThumbprint(protectedHeader.jwk)) === thumbprint;
    if (!isRight || !isNew(hash('sha256', `${thumbprint} ${jti}`, 'base64url')))
      throw new errors.JWTInvalid();
  };
}

const PROOF_SECONDS = 60;

const proofSchema = z.object({ jti: z.string().min(1), htm: z.string(), htu: z.url(), ath: z.string() });

function addressOf(url: string): string {
  const { origin, pathname } = new URL(url);
  return origin + pathname;
}

/** True for an id that was not seen within `milliseconds`; false too where nothing more can be remembered. */
function rememberFor(milliseconds: number, capacity: number, now: () => number): (id: string) => boolean {
  /** Id → when it may be forgotten; oldest first. */
  const seen = new Map<string, number>();
  const forget = (): void => {
    for (const [id, until] of seen) {
      if (until > now()) return;
      seen.delete(id);
    }
  };
  return (id) => {
    forget();
    if (seen.has(id) || seen.size >= capacity) return false;
    seen.set(id, now() + milliseconds);
    return true;
  };
}
