import { createLocalJWKSet, errors, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';

/** Where an issuer publishes its keys: the key set itself, or the metadata that names it (RFC 8414). */
export type KeyAddress = { readonly remote: URL } | { readonly metadata: URL };

export interface RemoteKeysOptions {
  readonly address: KeyAddress;
  /** The `iss` that the metadata must state. */
  readonly issuer: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Hears why the keys could not be fetched. */
  readonly onFault?: ((error: unknown) => void) | undefined;
}

/**
 * Keys of an issuer elsewhere. They are asked for again in the background long before they are too old, and when a
 * token names one that is not known, but never twice within the cooldown: forged key names cannot make the hub
 * besiege its issuer. While the issuer cannot be reached, the keys that are known are honoured to their age.
 */
export function remoteKeys(options: RemoteKeysOptions): JWTVerifyGetKey {
  const { now } = options;
  let known: { readonly keys: JWTVerifyGetKey; readonly since: number } | undefined;
  let triedAt = -Infinity;
  let fetching: Promise<void> | undefined;

  const refresh = (): Promise<void> => {
    if (fetching !== undefined) return fetching;
    if (now() - triedAt < COOLDOWN) return Promise.resolve();
    triedAt = now();
    fetching = fetchKeySet(options)
      .then((keySet) => void (known = { keys: createLocalJWKSet(keySet), since: now() }))
      .catch((error: unknown) => options.onFault?.(error))
      .finally(() => (fetching = undefined));
    return fetching;
  };

  const current = async (): Promise<JWTVerifyGetKey> => {
    const age = known === undefined ? Infinity : now() - known.since;
    if (age > HONOURED) await refresh();
    else if (age > STALE) void refresh();
    if (known === undefined || now() - known.since > HONOURED) throw new errors.JWKSNoMatchingKey();
    return known.keys;
  };

  return async (header, token) => {
    const keys = await current();
    try {
      return await keys(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
      await refresh();
      return (await current())(header, token);
    }
  };
}

const SECOND = 1_000;
const COOLDOWN = 5 * SECOND;
const STALE = 10 * 60 * SECOND;
const HONOURED = 60 * 60 * SECOND;
const ANSWER_MILLISECONDS = 3 * SECOND;

const metadataSchema = z.object({ issuer: z.string(), jwks_uri: z.url() });
const keySetSchema = z.object({ keys: z.array(z.looseObject({ kty: z.string() })) });

async function fetchKeySet({ address, issuer }: RemoteKeysOptions): Promise<z.infer<typeof keySetSchema>> {
  if ('remote' in address) return keySetSchema.parse(await fetchJson(address.remote));
  const stated = metadataSchema.parse(await fetchJson(address.metadata));
  if (stated.issuer !== issuer) throw new Error(`metadata of ${issuer} states another issuer`);
  const keySet = new URL(stated.jwks_uri);
  if (address.metadata.protocol === 'https:' && keySet.protocol !== 'https:')
    throw new Error(`metadata of ${issuer} names keys that are not behind https`);
  return keySetSchema.parse(await fetchJson(keySet));
}

async function fetchJson(address: URL): Promise<unknown> {
  const response = await fetch(address, {
    headers: { accept: 'application/json' },
    redirect: 'error',
    signal: AbortSignal.timeout(ANSWER_MILLISECONDS),
  });
  if (!response.ok) throw new Error(`${address.href} answered ${response.status}`);
  return response.json();
}
