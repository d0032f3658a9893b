import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { LRUCache } from 'lru-cache';
import type { Adapter, AdapterPayload, ClientMetadata, KoaContextWithOIDC } from 'oidc-provider';
import { purposes } from '../kit/purposes';
import { developmentClient, publicKey, SELF_PURPOSE, type DevelopmentClient, type DevelopmentKeys } from './development-clients';

export interface DevelopmentIssuer {
  readonly handler: (request: IncomingMessage, response: ServerResponse) => void;
}

export interface IssuerOptions {
  readonly issuerUrl: string;
  readonly audience: string;
  readonly keys: DevelopmentKeys;
}

/** Access tokens are short: a purpose is stated anew every quarter of an hour. */
export const TOKEN_SECONDS = 900;

const PURPOSE_SCOPE = 'purpose:';

/**
 * The development issuer: client credentials with `private_key_jwt`, optionally bound by DPoP; the scope names the one
 * purpose. Loaded only when it is first asked, since its import takes a third of the hub's start.
 */
export async function createDevelopmentIssuer({ issuerUrl, audience, keys }: IssuerOptions): Promise<DevelopmentIssuer> {
  const { default: Provider, errors } = await import('oidc-provider');
  const scopes = [...purposes.keys(), SELF_PURPOSE].map((purpose) => PURPOSE_SCOPE + purpose);
  const provider = new Provider(issuerUrl, {
    adapter: adapterFor(keys),
    jwks: { keys: [keys.issuer as never] },
    cookies: { keys: [randomBytes(32).toString('base64url')] },
    scopes,
    clientAuthMethods: ['private_key_jwt'],
    enabledJWA: { clientAuthSigningAlgValues: ['ES256'], dPoPSigningAlgValues: ['ES256', 'EdDSA'] },
    responseTypes: [],
    routes: { token: '/oauth/token', jwks: '/jwks' },
    ttl: { ClientCredentials: TOKEN_SECONDS },
    features: {
      devInteractions: { enabled: false },
      userinfo: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      clientCredentials: { enabled: true },
      dPoP: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => audience,
        useGrantedResource: () => true,
        getResourceServerInfo: (context, resource, client) => {
          if (resource !== audience) throw new errors.InvalidTarget();
          const asked = requestedPurposes(context);
          const allowed = developmentClient(client.clientId)?.purposes ?? [];
          if (asked.length !== 1 || !asked.every((purpose) => allowed.includes(purpose)))
            throw new errors.InvalidScope(`每个令牌须申明一个用途，可选：${allowed.join('、')}`, String(context.oidc.params?.['scope'] ?? ''));
          return {
            scope: asked.map((purpose) => PURPOSE_SCOPE + purpose).join(' '),
            audience,
            accessTokenTTL: TOKEN_SECONDS,
            accessTokenFormat: 'jwt',
            jwt: { sign: { alg: 'ES256' } },
          };
        },
      },
    },
    extraTokenClaims: (context) => {
      const client = developmentClient(context.oidc.client?.clientId ?? '');
      return client === undefined ? undefined : claimsOf(client, requestedPurposes(context)[0] ?? '');
    },
  });
  provider.proxy = false;
  const callback = provider.callback();
  return { handler: (request, response) => void callback(request, response) };
}

function requestedPurposes(context: KoaContextWithOIDC): string[] {
  return String(context.oidc.params?.['scope'] ?? '')
    .split(' ')
    .filter((scope) => scope.startsWith(PURPOSE_SCOPE))
    .map((scope) => scope.slice(PURPOSE_SCOPE.length));
}

function claimsOf(client: DevelopmentClient, purpose: string): Record<string, string> {
  return {
    purpose,
    system: client.system,
    official: `${client.clientId}#dev`,
    ...(client.unit === undefined ? {} : { unit: client.unit }),
    ...(client.division === undefined ? {} : { division: client.division }),
    ...(client.enterprise === undefined ? {} : { enterprise: client.enterprise }),
  };
}

/** Clients are those of the directory; what the issuer itself must remember (used assertions) stays in memory, bounded. */
function adapterFor(keys: DevelopmentKeys): new (model: string) => Adapter {
  const metadataOf = (clientId: string): ClientMetadata | undefined => {
    const client = developmentClient(clientId);
    if (client === undefined) return undefined;
    return {
      client_id: clientId,
      grant_types: ['client_credentials'],
      redirect_uris: [],
      response_types: [],
      token_endpoint_auth_method: 'private_key_jwt',
      token_endpoint_auth_signing_alg: 'ES256',
      id_token_signed_response_alg: 'ES256',
      jwks: { keys: [publicKey(keys.clients) as never] },
      scope: client.purposes.map((purpose) => PURPOSE_SCOPE + purpose).join(' '),
    };
  };
  return class DevelopmentAdapter implements Adapter {
    readonly #kept = new LRUCache<string, AdapterPayload>({ max: 10_000 });
    constructor(readonly model: string) {}
    find(id: string): Promise<AdapterPayload | undefined> {
      return Promise.resolve(this.model === 'Client' ? metadataOf(id) : this.#kept.get(id));
    }
    upsert(id: string, payload: AdapterPayload, expiresIn: number): Promise<undefined> {
      this.#kept.set(id, payload, { ttl: Math.max(1, expiresIn) * 1000 });
      return Promise.resolve(undefined);
    }
    destroy(id: string): Promise<undefined> {
      this.#kept.delete(id);
      return Promise.resolve(undefined);
    }
    consume(): Promise<undefined> {
      return Promise.resolve(undefined);
    }
    findByUid(): Promise<undefined> {
      return Promise.resolve(undefined);
    }
    findByUserCode(): Promise<undefined> {
      return Promise.resolve(undefined);
    }
    revokeByGrantId(): Promise<undefined> {
      return Promise.resolve(undefined);
    }
  };
}
