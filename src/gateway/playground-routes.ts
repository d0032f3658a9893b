import { existsSync } from 'node:fs';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { ConfigurationError } from '../kit/configuration-error';
import { systemsOf } from '../identity/development-clients';
import type { IssuedToken, TokenWish } from '../identity/request-token';
import { participants, purposesOf } from '../kit/unit-directory';
import { purposes, SHARING_PURPOSE } from '../kit/purposes';
import { problem } from './http-server';

export interface Example {
  readonly id: string;
  readonly title: string;
  /** Unit that asks, or that the example is about; the list groups by it. */
  readonly unit: string;
  readonly purpose: string;
  readonly consumer:
    { readonly unit: string; readonly system?: string } | { readonly enterprise: string } | null;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly note: string;
}

export interface PlaygroundOptions {
  /** Folder of the built page. */
  readonly assets: string;
  readonly examples: () => Promise<readonly Example[]>;
  readonly enterprises: () => Promise<readonly { uscc: string; name: string }[]>;
  /** Present in development: hands out tokens for the identity switch. */
  readonly issueToken: ((wish: TokenWish) => Promise<IssuedToken>) | undefined;
  readonly schemaSdl: string;
  readonly publicUrl: string;
}

const wishSchema = z.union([
  z.object({ unit: z.string(), system: z.string().optional(), purpose: z.string() }).strict(),
  z.object({ enterprise: z.string(), inPerson: z.boolean().optional() }).strict(),
]);

/** The playground and what it asks of the hub. */
export function playgroundRoutes(options: PlaygroundOptions) {
  return async (server: FastifyInstance): Promise<void> => {
    server.get('/schema.graphql', (_request, reply) =>
      reply.type('text/plain; charset=utf-8').send(options.schemaSdl),
    );
    server.get('/playground/examples.json', () => options.examples());
    server.get('/playground/identities.json', async () =>
      options.issueToken === undefined ? null : identities(await options.enterprises()),
    );
    server.get('/playground/srdi-hub.http', async (_request, reply) =>
      reply.type('text/plain; charset=utf-8').send(httpFile(await options.examples(), options.publicUrl)),
    );
    server.post('/playground/token', async (request, reply) => {
      if (options.issueToken === undefined)
        return reply.code(404).send(problem('BAD_USER_INPUT', '生产模式没有身份切换'));
      const wish = wishSchema.safeParse(request.body);
      if (!wish.success)
        return reply
          .code(400)
          .send(problem('BAD_USER_INPUT', '应为 {unit, system, purpose} 或 {enterprise, inPerson}'));
      try {
        return await options.issueToken(wish.data);
      } catch (error) {
        if (error instanceof ConfigurationError)
          return reply.code(400).send(problem('BAD_USER_INPUT', error.message));
        throw error;
      }
    });
    if (existsSync(options.assets))
      await server.register(fastifyStatic, {
        root: options.assets,
        prefix: '/playground/',
        immutable: true,
        maxAge: '1d',
        setHeaders: revalidateIndex,
      });
    server.get('/playground', (_request, reply) => reply.redirect('/playground/'));
    server.get('/', (_request, reply) => reply.redirect('/playground/'));
  };
}

/** The page itself is looked up anew each time; its hashed parts never change. */
function revalidateIndex(response: { setHeader(name: string, value: string): unknown }, path: string): void {
  if (path.endsWith('.html')) response.setHeader('cache-control', 'no-cache');
}

const systemNames: Readonly<Record<string, string>> = { main: '主系统', clerk: '经办', approver: '审批' };
const purposeNames = new Map([...purposes, [SHARING_PURPOSE, '共享管理']]);

function identities(enterprises: readonly { uscc: string; name: string }[]): object {
  return {
    units: participants.map((unit) => ({
      unit: unit.code,
      name: unit.name,
      systems: systemsOf(unit.code).map(({ system, division }) => ({
        system,
        name: division === undefined ? (systemNames[system] ?? system) : `${system}（${division}）`,
      })),
      purposes: purposesOf(unit).map((code) => ({ code, name: purposeNames.get(code) ?? code })),
    })),
    enterprises,
  };
}

/** Examples as requests for editors that read `.http` files. */
function httpFile(examples: readonly Example[], publicUrl: string): string {
  const requests = examples.map(
    ({ id, title, query, variables }) =>
      `### ${id} ${title}\nPOST ${publicUrl}/graphql\nContent-Type: application/json\nAuthorization: Bearer {{token}}\n\n${JSON.stringify({ query, variables }, null, 2)}\n`,
  );
  return `@token = 用 srdi-hub token 取得\n\n${requests.join('\n')}`;
}
