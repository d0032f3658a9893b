import type { IncomingMessage, ServerResponse } from 'node:http';
import { randomBytes } from 'node:crypto';
import type { Client, Configuration, KoaContextWithOIDC, ResourceServer } from 'oidc-provider';
import { purposes, SELF_PURPOSE, SHARING_PURPOSE } from '../kit/purposes';
import { developmentClient, type DevelopmentClient } from './development-clients';
import { publicKey, type DevelopmentKeys } from './development-keys';
import { loadIssuerLibrary, stopTracking, type Library } from './issuer-library';
import { issuerMemory } from './issuer-memory';

export interface IssuerOptions {
  /** Also the `iss` of its tokens. */
  readonly issuerUrl: string;
  /** Whom its tokens are for: the hub's `/graphql`. */
  readonly audience: string;
  readonly keys: DevelopmentKeys;
  /** Hears of a fault, which the client is not told about. */
  readonly onFault?: (error: unknown) => void;
}

export interface DevelopmentIssuer {
  /** Answers the metadata, the keys and the token endpoint; 404 for every other path. */
  readonly handler: (request: IncomingMessage, response: ServerResponse) => void;
}

/** Access tokens are short: a purpose is stated anew every quarter of an hour. */
export const TOKEN_SECONDS = 900;

/**
 * The development issuer: client credentials with `private_key_jwt`, optionally bound by DPoP; the scope names the
 * one purpose. Its library takes a third of a second to load, and is loaded when the first token is asked for.
 */
export function createDevelopmentIssuer(options: IssuerOptions): Promise<DevelopmentIssuer> {
  const documents: Readonly<Record<string, string>> = {
    '/.well-known/openid-configuration': JSON.stringify(metadata(options.issuerUrl)),
    '/.well-known/oauth-authorization-server': JSON.stringify(metadata(options.issuerUrl)),
    [KEYS_PATH]: JSON.stringify({ keys: [publicKey(options.keys.issuer)] }),
  };
  let tokens: DevelopmentIssuer['handler'] | undefined;
  return Promise.resolve({
    handler: (request, response) => {
      const path = request.url?.split('?')[0] ?? '';
      if (path === TOKEN_PATH) return (tokens ??= tokenHandler(options))(request, response);
      const document = request.method === 'GET' ? documents[path] : undefined;
      response.writeHead(document === undefined ? 404 : 200, { 'content-type': 'application/json' });
      response.end(document);
    },
  });
}

const KEYS_PATH = '/jwks';
const TOKEN_PATH = '/oauth/token';
const PURPOSE_PREFIX = 'purpose:';

/** Algorithms of the proofs by which a client may bind its token to a key (RFC 9449). */
const PROOF_ALGORITHMS = ['ES256', 'EdDSA'] as const;

/** RFC 8414; the same document serves OpenID clients, which look for the issuer and its keys only. */
function metadata(issuerUrl: string): Readonly<Record<string, string | readonly string[]>> {
  return {
    issuer: issuerUrl,
    token_endpoint: `${issuerUrl}${TOKEN_PATH}`,
    jwks_uri: `${issuerUrl}${KEYS_PATH}`,
    grant_types_supported: ['client_credentials'],
    response_types_supported: [],
    scopes_supported: [...purposes.keys(), SHARING_PURPOSE, SELF_PURPOSE].map(
      (purpose) => PURPOSE_PREFIX + purpose,
    ),
    token_endpoint_auth_methods_supported: ['private_key_jwt'],
    token_endpoint_auth_signing_alg_values_supported: ['ES256'],
    dpop_signing_alg_values_supported: PROOF_ALGORITHMS,
  };
}

function tokenHandler(options: IssuerOptions): DevelopmentIssuer['handler'] {
  const { default: Provider, errors } = loadIssuerLibrary();
  const provider = new Provider(options.issuerUrl, configuration(options, errors));
  // The library prints to the console what nobody listens for.
  provider.on('server_error', (_context, error) => options.onFault?.(error));
  provider.silent = true;
  const answer = provider.callback();
  let underWay = 0;
  return (request, response) => {
    underWay += 1;
    response.once('close', () => {
      underWay -= 1;
      if (underWay === 0) stopTracking();
    });
    void answer(request, response);
  };
}

function configuration({ audience, keys }: IssuerOptions, errors: typeof Library.errors): Configuration {
  return {
    adapter: issuerMemory(keys),
    jwks: { keys: [keys.issuer] },
    // No cookie is ever set; the library wants a key all the same.
    cookies: { keys: [randomBytes(32).toString('base64url')] },
    clientAuthMethods: ['private_key_jwt'],
    enabledJWA: { clientAuthSigningAlgValues: ['ES256'], dPoPSigningAlgValues: [...PROOF_ALGORITHMS] },
    responseTypes: [],
    routes: { token: TOKEN_PATH },
    ttl: { ClientCredentials: TOKEN_SECONDS },
    renderError: (context, out) => {
      context.type = 'json';
      context.body = out;
    },
    extraTokenClaims: (context) => claimsOf(clientOf(context.oidc.client), requestedPurposes(context)),
    features: {
      devInteractions: { enabled: false },
      userinfo: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      clientCredentials: { enabled: true },
      dPoP: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => audience,
        getResourceServerInfo: (context, resource, client) => {
          if (resource !== audience) throw new errors.InvalidTarget();
          const refused = refusalOf(requestedPurposes(context), clientOf(client));
          if (refused !== undefined) throw new errors.InvalidScope(refused, askedScope(context));
          return resourceServer(audience, askedScope(context));
        },
      },
    },
  };
}

function resourceServer(audience: string, scope: string): ResourceServer {
  return {
    scope,
    audience,
    accessTokenTTL: TOKEN_SECONDS,
    accessTokenFormat: 'jwt',
    jwt: { sign: { alg: 'ES256' } },
  };
}

function clientOf(client: Client | undefined): DevelopmentClient {
  const known = developmentClient(client?.clientId ?? '');
  if (known === undefined) throw new Error('a token was asked for by a client that is not in the directory');
  return known;
}

function askedScope({ oidc }: KoaContextWithOIDC): string {
  const scope = oidc.params?.['scope'];
  return typeof scope === 'string' ? scope : '';
}

/** Every scope must be a purpose: what is not one comes back as it stands, and no client carries it. */
function requestedPurposes(context: KoaContextWithOIDC): string[] {
  return askedScope(context)
    .split(' ')
    .filter((scope) => scope !== '')
    .map((scope) => (scope.startsWith(PURPOSE_PREFIX) ? scope.slice(PURPOSE_PREFIX.length) : scope));
}

function refusalOf(asked: readonly string[], client: DevelopmentClient): string | undefined {
  const choice = `可选 ${client.purposes.join('、')}`;
  const [purpose, ...others] = asked;
  if (purpose === undefined || others.length > 0) return `每个令牌须申明且只申明一个用途：${choice}`;
  return client.purposes.includes(purpose) ? undefined : `${client.clientId} 不承担所申明的用途：${choice}`;
}

function claimsOf(client: DevelopmentClient, [purpose = '']: readonly string[]): Record<string, string> {
  const { unit, system, division, enterprise, isLegalRepresentative } = client;
  return {
    purpose,
    system,
    ...(unit === undefined ? {} : { unit }),
    ...(division === undefined ? {} : { division }),
    ...(enterprise === undefined ? {} : { enterprise }),
    ...(isLegalRepresentative === true ? { person: 'LEGAL_REPRESENTATIVE' } : {}),
  };
}
