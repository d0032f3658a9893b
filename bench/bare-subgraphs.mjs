/** The units' own schemas over HTTP, one server each, with neither permission nor record: what the gateways stand before. */
import { subscribe } from 'node:diagnostics_channel';
import { createRequire } from 'node:module';
import { serveParent } from './child.mjs';

const require = createRequire(import.meta.url);
const { ApolloServer } = require('@apollo/server');
const { startStandaloneServer } = require('@apollo/server/standalone');
const { buildSubgraphSchema } = require('@apollo/subgraph');
const { parse } = require('graphql');
const { composeServices, compositionHasErrors } = require('@theguild/federation-composition');
const { units } = require('../dist/src/units/index.js');
const { unitRuntime } = require('../dist/src/kit/runtime.js');
const { buildSubgraph } = require('../dist/src/kit/subgraph.js');
const { enterpriseKey } = require('../dist/src/kit/enterprise-list.js');
const { buildHubSubgraph } = require('../dist/src/sharing/hub-subgraph.js');
const { openReading } = require('../dist/src/store/reading.js');

// While another variant is measured, no gateway's connections may go stale under it.
subscribe('http.server.request.start', ({ server }) => (server.keepAliveTimeout = 600_000));

const openToAll = {
  bundle: 'bench',
  decide: () => ({
    allowed: true,
    grants: [{ agreement: null, outcome: 'clear', scope: null, needsConsent: false }],
  }),
};

serveParent(async ({ databases, caller, today }) => {
  const served = [{ name: 'hub', ...entrySubgraph(), reading: undefined }];
  for (const unit of units) {
    const { sdl, schema } = buildSubgraph(unitRuntime(unit), { withGate: false });
    // The same connections as the hub's own.
    served.push({ name: unit.id, sdl, schema, reading: await openReading(unit.id, databases[unit.id]) });
  }
  const services = await Promise.all(
    served.map(async ({ name, sdl, schema, reading }) => {
      const server = new ApolloServer({ schema, stopOnTerminationSignals: false });
      const context = async () => ownerContext(reading, caller, today);
      const { url } = await startStandaloneServer(server, {
        listen: { port: 0, host: '127.0.0.1' },
        context,
      });
      return { name, typeDefs: parse(sdl), url };
    }),
  );
  const composed = composeServices(services);
  if (compositionHasErrors(composed)) throw new Error(composed.errors.map(String).join('\n'));
  const usccs = await usccsOf(served.find(({ name }) => name === 'amr').reading.pool);
  return { supergraph: composed.supergraphSdl, usccs };
});

/** The hub's two entries without its gate. */
function entrySubgraph() {
  const { sdl } = buildHubSubgraph();
  const resolvers = {
    Query: {
      enterprise: (_source, { uscc }) => enterpriseKey(uscc),
      enterprisesByUscc: (_source, { usccs }) => usccs.map(enterpriseKey),
    },
  };
  return { sdl, schema: buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers }]) };
}

function ownerContext(reading, caller, today) {
  return {
    caller: { kind: 'unit', official: 'bench', expiresAt: Infinity, ...caller },
    requestId: 'bench',
    rights: openToAll,
    ...reading,
    today,
    loaders: new Map(),
    noteRefusal() {},
    consentsOf: async () => new Map(),
    tiersOf: async () => new Map(),
  };
}

async function usccsOf(pool) {
  const amr = unitRuntime(units.find(({ id }) => id === 'amr'));
  const { rows } = await pool.query(`SELECT uscc FROM ${amr.slices.get('registration').table} ORDER BY uscc`);
  return rows.map(({ uscc }) => uscc);
}
