/** `npm run bench`: the hub, with permission, record and real databases, beside bare gateways before the same units. */
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from '../scripts/build.mjs';
import { startChild } from './child.mjs';
import { startHub, tokenFor } from './hub-process.mjs';
import { decisionTable, measureDecision } from './decision.mjs';
import { ratio, summarise, table } from './report.mjs';
import { measureRecord } from './record.mjs';
import { checkSameAnswers } from './same-answers.mjs';
import { measureScreening, screeningTable } from './screening.mjs';
import { caller, workloads } from './workload.mjs';

const SECONDS = Number(process.env.BENCH_SECONDS ?? 4);
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 3);
/** Less, and the compilers have not done with the servers' code: figures come out a third too low. */
const WARM_UP_SECONDS = 8;
const CONNECTIONS = 16;
const COMPARED = { P1: 20, P2: 3 };

const say = (line) => process.stderr.write(`· ${line}\n`);

/** What must be ended again, the last first. */
const started = [];

/** `npm run bench -- P1 P5` measures these alone. */
const asked = process.argv.slice(2);
const isAsked = (workload) => asked.length === 0 || asked.includes(workload);

async function main() {
  await build({ withPlayground: false });
  const report = { at: new Date().toISOString(), machine: machine(), caller, workloads: {} };
  const profiles = Object.entries(workloads).filter(([workload]) => isAsked(workload));
  if (profiles.length > 0) await measureProfiles(profiles, report);
  await endAll();
  if (isAsked('P3')) {
    const decision = await measureDecision(say);
    process.stdout.write(decisionTable(decision));
    const timing = { rounds: ROUNDS, seconds: SECONDS, warmUpSeconds: WARM_UP_SECONDS };
    const record = await measureRecord({ ...timing, load: window, say, started });
    await endAll();
    report.workloads.P3 = { decision, record };
  }
  if (isAsked('P5')) {
    report.workloads.P5 = await measureScreening(say);
    process.stdout.write(screeningTable(report.workloads.P5));
  }
  const folder = new URL('results/', import.meta.url);
  mkdirSync(folder, { recursive: true });
  writeFileSync(new URL('latest.json', folder), `${JSON.stringify(report, null, 2)}\n`);
}

async function measureProfiles(profiles, report) {
  const dataDir = mkdtempSync(join(tmpdir(), 'srdi-hub-bench-'));
  // PostgreSQL may run as another user, who must get to its files below.
  chmodSync(dataDir, 0o755);
  started.push(() => rmSync(dataDir, { recursive: true, force: true }));
  const { variants, usccs } = await startVariants(dataDir);
  for (const [workload, { title, body }] of profiles) {
    say(`${workload} 比对各对象的答案`);
    await checkSameAnswers(
      variants,
      Array.from({ length: COMPARED[workload] }, () => body(usccs)),
    );
    const rows = await measure(variants, workload, usccs);
    report.workloads[workload] = rows;
    process.stdout.write(table(`${workload} ${title}`, rows));
  }
}

async function startVariants(dataDir) {
  say('启动枢纽');
  const hub = await startHub(dataDir);
  started.push(hub.stop);
  say('启动不设权限的子图与两种网关');
  const subgraphs = child('bare-subgraphs.mjs', {
    databases: databaseUrls(dataDir),
    caller,
    today: todayInChina(),
  });
  const { supergraph, usccs } = await subgraphs.answer;
  const apollo = await child('bare-apollo-gateway.mjs', { supergraph }).answer;
  const hive = await child('bare-hive-gateway.mjs', { supergraph }).answer;
  const none = async () => ({});
  // A token lives for minutes only, so each window asks with a new one.
  const bearer = async () => ({ authorization: `Bearer ${await tokenFor(hub.url, caller)}` });
  return {
    usccs,
    variants: [
      { name: 'srdi-hub', url: `${hub.url}/graphql`, headers: bearer },
      { name: '@apollo/gateway', url: apollo.url, headers: none },
      { name: 'Hive gateway', url: hive.url, headers: none },
    ],
  };
}

function child(file, task) {
  const process_ = startChild(file, task);
  started.push(process_.stop);
  return process_;
}

function databaseUrls(dataDir) {
  const require = createRequire(import.meta.url);
  const { runningCluster } = require('../dist/src/store/cluster.js');
  const { units } = require('../dist/src/units/index.js');
  const cluster = runningCluster(dataDir);
  return Object.fromEntries(units.map(({ id }) => [id, cluster.urlFor(id)]));
}

/** One window of load on one variant. */
async function window({ name, url, headers }, workload, usccs, seconds, connections = CONNECTIONS) {
  const task = { url, headers: await headers(), workload, usccs, seconds, connections };
  const load = startChild('load.mjs', task);
  try {
    return await load.answer;
  } catch (error) {
    throw new Error(`${name}: ${error.message}`);
  } finally {
    await load.stop();
  }
}

/** Warms every variant, then measures them in turn: A B C, A B C, … */
async function measure(variants, workload, usccs) {
  for (const variant of variants) await window(variant, workload, usccs, WARM_UP_SECONDS);
  const samples = new Map(variants.map(({ name }) => [name, []]));
  for (let round = 1; round <= ROUNDS; round += 1) {
    say(`${workload} 第 ${round} / ${ROUNDS} 轮`);
    for (const variant of variants)
      samples.get(variant.name).push(await window(variant, workload, usccs, SECONDS));
  }
  const ours = samples.get(variants[0].name);
  return variants.map(({ name }, index) => ({
    name,
    ...summarise(samples.get(name)),
    ...(index > 0 && { ratio: ratio(ours, samples.get(name)) }),
    samples: samples.get(name),
  }));
}

function machine() {
  return {
    node: process.version,
    processor: cpus()[0]?.model,
    cores: availableParallelism(),
    load: loadavg()[0],
    seconds: SECONDS,
    rounds: ROUNDS,
    connections: CONNECTIONS,
  };
}

function todayInChina() {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date());
}

async function endAll() {
  for (const end of started.splice(0).reverse()) await end();
}

for (const signal of ['SIGINT', 'SIGTERM'])
  process.once(signal, () => endAll().finally(() => process.exit(1)));
try {
  await main();
} catch (error) {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
} finally {
  await endAll();
}
