import { once } from 'node:events';
import { connect, type AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { ApolloServer } from '@apollo/server';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import type { RequestContext } from '../../src/gateway/graphql-server';
import { createHttpServer } from '../../src/gateway/http-server';

const SILENCE_MS = 300;

let server: FastifyInstance;
let port: number;

beforeAll(async () => {
  const apollo = new ApolloServer<RequestContext>({ typeDefs: 'type Query { nothing: Int }' });
  await apollo.start();
  server = await createHttpServer({
    publicUrl: 'http://127.0.0.1',
    departments: apollo,
    strangers: apollo,
    streams: { wants: () => false, open: (_request, reply) => reply, close: () => undefined },
    verify: () => Promise.resolve({ kind: 'stranger' }),
    logger: pino({ level: 'silent' }),
    bodyBytes: 1000,
    silenceMs: SILENCE_MS,
    routes: [
      (routes) =>
        void routes.get('/long', async () => {
          await pause(4 * SILENCE_MS);
          return 'worked out';
        }),
    ],
  });
  await server.listen({ port: 0, host: '127.0.0.1' });
  ({ port } = server.server.address() as AddressInfo);
});
afterAll(() => server.close());

it('waits with the caller for an answer that takes longer than a connection may be silent', async () => {
  const answer = await fetch(`http://127.0.0.1:${port}/long`);
  expect([answer.status, await answer.text()]).toEqual([200, 'worked out']);
});

it('closes a connection on which nothing is asked', async () => {
  const silent = connect(port, '127.0.0.1');
  await once(silent, 'connect');
  silent.resume();
  await once(silent, 'close');
  expect(silent.bytesRead).toBe(0);
});
