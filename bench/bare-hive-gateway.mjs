/** Bare Hive gateway with its query planner in Rust. */
import { createServer } from 'node:http';
import { createGatewayRuntime } from '@graphql-hive/gateway-runtime';
import { unifiedGraphHandler } from '@graphql-hive/router-runtime';
import { serveParent } from './child.mjs';

serveParent(async ({ supergraph }) => {
  const gateway = createGatewayRuntime({
    supergraph,
    unifiedGraphHandler,
    maskedErrors: false,
    logging: false,
  });
  const server = createServer(gateway);
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${server.address().port}/graphql` };
});
