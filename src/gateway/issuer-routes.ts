import type { FastifyInstance } from 'fastify';
import {
  createDevelopmentIssuer,
  type DevelopmentIssuer,
  type IssuerOptions,
} from '../identity/development-issuer';

/** The development issuer's own paths; it is loaded when one of them is first asked. */
export function issuerRoutes(options: IssuerOptions) {
  return (server: FastifyInstance): void => {
    let issuer: Promise<DevelopmentIssuer> | undefined;
    server.removeAllContentTypeParsers();
    // The issuer reads the body itself.
    server.addContentTypeParser('*', (_request, _payload, done) => done(null));
    for (const url of [
      '/oauth/token',
      '/jwks',
      '/.well-known/openid-configuration',
      '/.well-known/oauth-authorization-server',
    ])
      server.all(url, async (request, reply) => {
        issuer ??= createDevelopmentIssuer(options);
        const { handler } = await issuer;
        reply.hijack();
        handler(request.raw, reply.raw);
      });
  };
}
