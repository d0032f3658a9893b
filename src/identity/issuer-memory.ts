import { LRUCache } from 'lru-cache';
import type { Adapter, AdapterPayload, ClientMetadata } from 'oidc-provider';
import { developmentClient } from './development-clients';
import type { DevelopmentKeys } from './development-keys';

/** How many used assertions and proofs are remembered; each is forgotten when it has expired anyway. */
const MAX_REMEMBERED = 10_000;

/**
 * What the development issuer looks up: clients are those of the directory; assertions and proofs that were used
 * once are kept in memory. Tokens are self-contained and kept nowhere.
 */
export function issuerMemory(keys: DevelopmentKeys): new (model: string) => Adapter {
  return class IssuerMemory implements Adapter {
    readonly #kept = new LRUCache<string, AdapterPayload>({ max: MAX_REMEMBERED });

    constructor(readonly model: string) {}

    find(id: string): Promise<AdapterPayload | undefined> {
      return Promise.resolve(this.model === 'Client' ? clientMetadata(id, keys) : this.#kept.get(id));
    }

    upsert(id: string, payload: AdapterPayload, expiresInSeconds: number): Promise<void> {
      this.#kept.set(id, payload, { ttl: Math.max(1, expiresInSeconds) * 1000 });
      return Promise.resolve();
    }

    destroy(id: string): Promise<void> {
      this.#kept.delete(id);
      return Promise.resolve();
    }

    // What follows serves grants that this issuer does not give.
    consume = nothing;
    findByUid = nothing;
    findByUserCode = nothing;
    revokeByGrantId = nothing;
  };
}

const nothing = (): Promise<undefined> => Promise.resolve(undefined);

function clientMetadata(clientId: string, keys: DevelopmentKeys): ClientMetadata | undefined {
  const client = developmentClient(clientId);
  const key = client === undefined ? undefined : keys.clients.get(client.keyName);
  if (key === undefined) return undefined;
  return {
    client_id: clientId,
    grant_types: ['client_credentials'],
    redirect_uris: [],
    response_types: [],
    token_endpoint_auth_method: 'private_key_jwt',
    token_endpoint_auth_signing_alg: 'ES256',
    // None is ever issued; the library would suppose RS256, for which there is no key.
    id_token_signed_response_alg: 'ES256',
    jwks: { keys: [key] },
  };
}
