import type { IncomingMessage, ServerResponse } from 'node:http';
import { randomBytes } from 'node:crypto';
import type { Client, Configuration, KoaContextWithOIDC, ResourceServer } from 'oidc-provider';
import { developmentClient, type DevelopmentClient } from './development-clients';
import type { DevelopmentKeys } from './development-keys';
import { issuerMemory } from './issuer-memory';

export interface IssuerOptions {
  /** Also the `iss` of its tokens. */
  readonly issuerUrl: string;
  /** Whom its tokens are for: the hub's `/graphql`. */
  readonly audience: string;
  readonly keys: DevelopmentKeys;
  readonly onFault: (error: unknown) => void;
}

export type TokenHandler = (request: IncomingMessage, response: ServerResponse) => void;

/** Where the token endpoint lies below the issuer's address. */
export const TOKEN_PATH = '/oauth/token';

/** Access tokens are short: a purpose is stated anew every quarter of an hour. */
export const TOKEN_SECONDS = 900;

/** Algorithms of the proofs by which a client may bind its token to a key (RFC 9449). */
export const PROOF_ALGORITHMS = ['ES256', 'EdDSA'] as const;

/** Scope that asks for a purpose. */
export const purposeScope = (purpose: string): string => `${PURPOSE_PREFIX}${purpose}`;

const PURPOSE_PREFIX = 'purpose:';

/**
 * The token endpoint of the development issuer: client credentials with `private_key_jwt`, optionally bound by DPoP;
 * the scope names the one purpose. Loads its library on the spot, which takes a third of a second: call it when the
 * first token is asked for.
 */
export function createTokenHandler(options: IssuerOptions): TokenHandler {
  const library = loadLibrary();
  const provider = new library.default(options.issuerUrl, configuration(options, library.errors));
  provider.on('server_error', (_context, error) => options.onFault(error));
  provider.on('error', options.onFault);
  const answer = provider.callback();
  return (request, response) => void answer(request, response);
}

type Library = typeof import('oidc-provider');

/**
 * The library warns at load about Node 20, which it runs on and the tests hold. Loading is synchronous, so that
 * nobody else's warning can be lost meanwhile.
 */
function loadLibrary(): Library {
  const { warn } = console;
  console.warn = () => undefined;
  try {
    // A static import would cost every start of the hub a third of a second.
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const library: Library = require('oidc-provider');
    return library;
  } finally {
    console.warn = warn;
  }
}

function configuration({ audience, keys }: IssuerOptions, errors: Library['errors']): Configuration {
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
  const { unit, system, division, enterprise } = client;
  return {
    purpose,
    system,
    ...(unit === undefined ? {} : { unit }),
    ...(division === undefined ? {} : { division }),
    ...(enterprise === undefined ? {} : { enterprise }),
  };
}
