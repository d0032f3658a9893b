import type { FastifyInstance } from 'fastify';
import { purposes } from '../kit/purposes';
import { SELF_PURPOSE } from './development-clients';
import { publicKey } from './development-keys';
import {
  createTokenHandler,
  PROOF_ALGORITHMS,
  purposeScope,
  TOKEN_PATH,
  type IssuerOptions,
  type TokenHandler,
} from './development-issuer';

/** The development issuer's paths: metadata and keys at once, the token endpoint when it is first asked. */
export function issuerRoutes(options: IssuerOptions): (server: FastifyInstance) => void {
  return (server) => {
    for (const path of ['openid-configuration', 'oauth-authorization-server'])
      server.get(`/.well-known/${path}`, () => metadata(options.issuerUrl));
    server.get(KEYS_PATH, () => ({ keys: [publicKey(options.keys.issuer)] }));
    tokenRoute(server, options);
  };
}

const KEYS_PATH = '/jwks';

function tokenRoute(server: FastifyInstance, options: IssuerOptions): void {
  let handler: TokenHandler | undefined;
  // The issuer reads the form itself.
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', (_request, _payload, done) => done(null));
  server.post(TOKEN_PATH, (request, reply) => {
    reply.hijack();
    handler ??= createTokenHandler(options);
    handler(request.raw, reply.raw);
  });
}

/** RFC 8414; the same document serves OpenID clients, which look for the issuer and its keys only. */
function metadata(issuerUrl: string): Readonly<Record<string, string | readonly string[]>> {
  return {
    issuer: issuerUrl,
    token_endpoint: `${issuerUrl}${TOKEN_PATH}`,
    jwks_uri: `${issuerUrl}${KEYS_PATH}`,
    grant_types_supported: ['client_credentials'],
    response_types_supported: [],
    scopes_supported: [...purposes.keys(), SELF_PURPOSE].map(purposeScope),
    token_endpoint_auth_methods_supported: ['private_key_jwt'],
    token_endpoint_auth_signing_alg_values_supported: ['ES256'],
    dpop_signing_alg_values_supported: PROOF_ALGORITHMS,
  };
}
