import { createHash } from 'node:crypto';
import { calculateJwkThumbprint, compactVerify, EmbeddedJWK } from 'jose';
import { canonicalJson } from '../../kit/canonical-json';
import type { ConsentTerms } from './consent-terms';

/** The one text of a consent (RFC 8785): what is signed, and what anybody can hash again. */
export function consentText(terms: ConsentTerms): string {
  const { uscc, consumer, purpose, fields, yearFrom, yearUntil, mode, keepDays } = terms;
  const { times, timesPer, startsOn, endsOn } = terms;
  return canonicalJson({
    uscc,
    consumer,
    purpose,
    fields: [...fields].sort(),
    yearFrom,
    yearUntil,
    mode,
    keepDays,
    times,
    timesPer,
    startsOn,
    endsOn,
  });
}

export function consentDigest(terms: ConsentTerms): string {
  return createHash('sha256').update(consentText(terms)).digest('hex');
}

/** Asymmetric only; a signature that the hub could have made itself would prove nothing. */
const ALGORITHMS = ['EdDSA', 'ES256', 'PS256', 'RS256'];

/**
 * The key that signed exactly this text, as its thumbprint (RFC 7638); undefined where the JWS is not one of its key, or
 * signs another text. Whose key it is, the register of keys says in which the enterprise has entered it.
 */
export async function consentSigner(jws: string, text: string): Promise<string | undefined> {
  try {
    const { payload, protectedHeader } = await compactVerify(jws, EmbeddedJWK, { algorithms: ALGORITHMS });
    if (protectedHeader.jwk === undefined || new TextDecoder().decode(payload) !== text) return undefined;
    return await calculateJwkThumbprint(protectedHeader.jwk);
  } catch {
    return undefined;
  }
}
