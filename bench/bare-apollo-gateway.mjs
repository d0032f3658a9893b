/** Bare @apollo/gateway behind Apollo Server, as its documentation sets it up. */
import Module, { createRequire } from 'node:module';
import { serveParent } from './child.mjs';

const require = createRequire(import.meta.url);
useOneCopyOf('@apollo/federation-internals', require.resolve('@apollo/gateway'));
const { ApolloServer } = require('@apollo/server');
const { startStandaloneServer } = require('@apollo/server/standalone');
const { ApolloGateway } = require('@apollo/gateway');

serveParent(async ({ supergraph }) => {
  const gateway = new ApolloGateway({ supergraphSdl: supergraph });
  const server = new ApolloServer({ gateway, stopOnTerminationSignals: false });
  const { url } = await startStandaloneServer(server, { listen: { port: 0, host: '127.0.0.1' } });
  return { url };
});

/**
 * The gateway's packages compare classes of this one by identity, and npm nests a copy into each of them as soon as
 * @apollo/subgraph has another version of it: with several copies no query that crosses subgraphs can be planned.
 */
function useOneCopyOf(name, of) {
  const only = createRequire(of).resolve(name);
  const resolve = Module._resolveFilename;
  Module._resolveFilename = (request, ...rest) => (request === name ? only : resolve(request, ...rest));
}
