/** P3: what the record costs, and what its tree, checkpoints and witnesses cost of that, side by side. */
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startHub, tokenFor } from './hub-process.mjs';
import { ratio, spread, summarise, table } from './report.mjs';
import { caller, workloads } from './workload.mjs';

const variants = [
  { name: '留痕，含散列树与检查点' },
  { name: '留痕，不含散列树与检查点', without: 'tree' },
  { name: '不留痕', without: 'record' },
];

/** So many that the hub is never idle: fewer wait for the disk together, and their number, not its work, sets the pace. */
const CONNECTIONS = 64;

/** `load` asks one variant for a while; `started` is told how to end what was started. */
export async function measureRecord({ load, say, started, rounds, seconds, warmUpSeconds }) {
  const hubs = [];
  for (const variant of variants) hubs.push(await startVariant(variant, say, started));
  const usccs = await someCodes(hubs[0]);
  const results = {};
  for (const [workload, { title }] of Object.entries(workloads)) {
    for (const hub of hubs) await load(hub, workload, usccs, warmUpSeconds, CONNECTIONS);
    const samples = hubs.map(() => []);
    for (let round = 1; round <= rounds; round += 1) {
      say(`P3 ${workload} 第 ${round} / ${rounds} 轮`);
      for (const [index, hub] of hubs.entries())
        samples[index].push(await measured(hub, workload, usccs, { load, seconds }));
    }
    const rows = hubs.map(({ name }, index) => ({
      name,
      ...summarise(samples[index]),
      ...(index > 0 && { ratio: ratio(samples[0], samples[index]) }),
      cpu: spread(samples[index].map((sample) => sample.cpuMs)),
      samples: samples[index],
    }));
    results[workload] = rows;
    process.stdout.write(table(`P3 ${title}`, rows));
    process.stdout.write(`\n枢纽进程每次请求的处理器时间：${rows.map(cpuText).join('，')} 毫秒\n`);
  }
  return results;
}

async function startVariant({ name, without }, say, started) {
  say(`启动枢纽：${name}`);
  const dataDir = mkdtempSync(join(tmpdir(), 'srdi-hub-bench-'));
  // PostgreSQL may run as another user, who must get to its files below.
  chmodSync(dataDir, 0o755);
  started.push(() => rmSync(dataDir, { recursive: true, force: true }));
  const preload = fileURLToPath(new URL('without.cjs', import.meta.url));
  const hub = await startHub(
    dataDir,
    without === undefined ? {} : { BENCH_WITHOUT: without, NODE_OPTIONS: `--require=${preload}` },
  );
  started.push(hub.stop);
  const headers = async () => ({ authorization: `Bearer ${await tokenFor(hub.url, caller)}` });
  return { name, url: `${hub.url}/graphql`, headers, pid: hub.pid };
}

async function someCodes({ url, headers }) {
  const query = '{ enterprises(first: 200) { edges { node { uscc } } } }';
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(await headers()) },
    body: JSON.stringify({ query }),
  });
  return (await response.json()).data.enterprises.edges.map(({ node }) => node.uscc);
}

async function measured(hub, workload, usccs, { load, seconds }) {
  const before = cpuMs(hub.pid);
  const sample = await load(hub, workload, usccs, seconds, CONNECTIONS);
  return { ...sample, cpuMs: (cpuMs(hub.pid) - before) / (sample.perSecond * seconds) };
}

const TICK_MS = 10;

/** User and system time of a process, where the system tells: what else runs on the machine does not count in it. */
function cpuMs(pid) {
  const path = `/proc/${pid}/stat`;
  if (!existsSync(path)) return Number.NaN;
  const fields = readFileSync(path, 'utf8').split(') ')[1].split(' ');
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}

function cpuText({ name, cpu: { median, min, max } }) {
  return `${name} ${median.toFixed(2)}（${min.toFixed(2)}–${max.toFixed(2)}）`;
}
