import { once } from 'node:events';
import { connect, type AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { ApolloServer } from '@apollo/server';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import type { RequestContext } from '../../src/gateway/graphql-server';
import { createHttpServer } from '../../src/gateway/http-server';

const SILENCE_MS = 300;
const ARRIVAL_MS = 1_000;

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
    now: Date.now,
    silenceMs: SILENCE_MS,
    arrivalMs: ARRIVAL_MS,
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

it('ends requests that arrive too slowly, and answers others meanwhile', async () => {
  const slow = Array.from({ length: 500 }, () => connect(port, '127.0.0.1'));
  const ends = slow.map(async (socket) => {
    let answer = '';
    socket.on('data', (bytes: Buffer) => (answer += bytes.toString()));
    // The server may be gone while a byte is on its way to it.
    socket.on('error', () => undefined);
    await once(socket, 'close');
    return answer.split('\r\n')[0];
  });
  for (const socket of slow) socket.write('POST /graphql HTTP/1.1\r\nhost: here\r\nx-long: ');
  // Never silent, never done.
  const dripping = setInterval(() => {
    for (const socket of slow) if (socket.writable) socket.write('a');
  }, SILENCE_MS / 3);
  try {
    const healthy = await Promise.all(
      Array.from({ length: 50 }, () => fetch(`http://127.0.0.1:${port}/long`).then(({ status }) => status)),
    );
    expect(healthy).toEqual(healthy.map(() => 200));
    expect(await Promise.all(ends)).toEqual(slow.map(() => 'HTTP/1.1 408 Request Timeout'));
  } finally {
    clearInterval(dripping);
    for (const socket of slow) socket.destroy();
  }
}, 30_000);
