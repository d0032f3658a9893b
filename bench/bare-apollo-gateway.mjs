/** Bare @apollo/gateway behind Apollo Server, as its documentation sets it up. */
import { createRequire } from 'node:module';
import { serveParent } from './child.mjs';

const require = createRequire(import.meta.url);
const { ApolloServer } = require('@apollo/server');
const { startStandaloneServer } = require('@apollo/server/standalone');
const { ApolloGateway } = require('@apollo/gateway');

serveParent(async ({ supergraph }) => {
  const gateway = new ApolloGateway({ supergraphSdl: supergraph });
  const server = new ApolloServer({ gateway, stopOnTerminationSignals: false });
  const { url } = await startStandaloneServer(server, { listen: { port: 0, host: '127.0.0.1' } });
  return { url };
});
