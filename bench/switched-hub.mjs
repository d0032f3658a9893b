/** A hub in a process of its own whose decision can be switched: by few agreements, by very many, or by none at all. */
import { createRequire } from 'node:module';
import { performance } from 'node:perf_hooks';

const require = createRequire(import.meta.url);
const dist = (path) => require(`../dist/src/${path}.js`);
require('reflect-metadata');

process.on('disconnect', () => process.exit());
process.once('message', (task) => start(task).catch(fail));

async function start({ agreements: count }) {
  const config = dist('config').readConfig();
  const running = await dist('commands/serve').startHub(config, () => {});
  const { hub, databases } = running;
  const few = hub.rights.bundle();
  process.on('message', ({ mode }) => {
    if (mode === 'stop') running.stop().then(() => process.disconnect());
  });
  const published = await publishMany(config, databases, hub, count);
  const decided = hub.rights.rightsFor;
  const modes = {
    few: () => hub.rights.publish(few),
    many: () => hub.rights.publish(published.bundle),
    none: () => {
      hub.rights.rightsFor = () => everything;
    },
  };
  process.on('message', ({ mode, decide }) => {
    if (mode === 'stop') return;
    if (mode in modes) {
      hub.rights.rightsFor = decided;
      modes[mode]();
    }
    if (decide === undefined) process.send({ cpu: process.cpuUsage() });
    else void decisionMicroseconds(hub, decide).then((microseconds) => process.send({ microseconds }));
  });
  process.send({ result: { url: running.url, milliseconds: published.milliseconds } });
}

/** Processor time of one decision as a request makes it: before its owners are asked, and again before it is answered. */
async function decisionMicroseconds(hub, { caller, body, times }) {
  const { decideQuestion, stillStands } = dist('gateway/deciding');
  const { query, variables } = JSON.parse(body);
  const document = require('graphql').parse(query);
  const asked = {
    document,
    operation: document.definitions[0],
    queryHash: query,
    caller: { kind: 'unit', official: 'o', expiresAt: 0, ...caller },
  };
  const decideOnce = async () => {
    const decided = await decideQuestion(hub, asked, variables, new Set());
    if (!stillStands(hub.rights, asked.caller, decided)) throw new Error('rights changed');
  };
  for (let warm = 0; warm < times / 10; warm += 1) await decideOnce();
  const before = process.cpuUsage();
  for (let time = 0; time < times; time += 1) await decideOnce();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / times;
}

/** Everything is allowed and nothing looked up. */
const grant = {
  agreement: null,
  outcome: 'clear',
  scope: null,
  needsConsent: false,
  thresholds: undefined,
};
const everything = { bundle: 'none', decide: () => ({ allowed: true, grants: [grant] }) };

/** Signs them, puts them in force and publishes them; resolves when this process goes by them. */
async function publishMany(config, databases, hub, count) {
  const { firstVersion, writeSignedAgreements } = dist('commands/seed-agreements');
  const { readOrMakeSigningKeys } = dist('identity/signing-keys');
  const { aloneWithAgreements, publish } = dist('sharing/publication');
  const { policiesDigest } = dist('policy/bundle');
  const { participants } = dist('kit/unit-directory');
  const keys = await readOrMakeSigningKeys(
    config.dataDir,
    participants.map(({ code }) => code),
  );
  const at = new Date();
  const contents = inventedAgreements(hub.policies, count).map(firstVersion);
  await aloneWithAgreements(databases.hub.writing, (query) =>
    writeSignedAgreements(query, contents, keys, at),
  );
  const begun = performance.now();
  await aloneWithAgreements(databases.hub.writing, (query) =>
    publish(query, {
      policies: policiesDigest(hub.policies, hub.changes),
      today: at.toISOString().slice(0, 10),
      at,
    }),
  );
  // Twenty thousand signatures at once take longer than one check may; each goes on where the last one ended.
  const { hash } = hub.rights.bundle();
  while (hub.rights.bundle().hash === hash) await hub.following.check().catch(() => undefined);
  return { bundle: hub.rights.bundle(), milliseconds: performance.now() - begun };
}

/** Every consumer with every provider over and over, for some of its fields. */
function inventedAgreements(policies, count) {
  const { consumerByCode, consumerUnits } = dist('kit/unit-directory');
  const { checkAgreement } = dist('policy/agreement-check');
  const providers = consumerUnits.map(({ code }) => code);
  const made = [];
  for (let number = 0; made.length < count; number += 1) {
    const consumer = consumerUnits[number % consumerUnits.length];
    const provider = providers[Math.floor(number / consumerUnits.length) % providers.length];
    const shape = {
      id: `bench-${String(number).padStart(5, '0')}`,
      consumer: consumer.code,
      provider,
      purposes: consumer.purposes.filter((_, index) => (number + index) % 2 === 0),
      thresholds: {},
      outcome: 'clear',
      scope: number % 3 === 0 ? null : { divisions: ['1401', '1402'] },
      limits: null,
      validFrom: '2022-01-01',
      validUntil: '2035-12-31',
    };
    const allowed = [...policies.values()].filter(({ unit, attr, coordinate }) => {
      if (unit !== provider || attr === 'OPEN') return false;
      try {
        checkAgreement({ ...shape, fields: [coordinate] }, policies, consumerByCode);
        return true;
      } catch {
        return false;
      }
    });
    const fields = allowed
      .map(({ coordinate }) => coordinate)
      .filter((_, index) => (number + index) % 3 !== 0);
    if (fields.length > 0 && shape.purposes.length > 0) made.push({ ...shape, fields });
  }
  return made;
}

function fail(error) {
  process.send({ error: error.stack });
}
