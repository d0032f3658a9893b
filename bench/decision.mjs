/** P3: what the decision costs, and whether ten thousand agreements cost more; one process, its decision switched in turn. */
import { fork } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NODE_FLAGS, startChild } from './child.mjs';
import { tokenFor } from './hub-process.mjs';
import { spread } from './report.mjs';
import { checkSameAnswers } from './same-answers.mjs';
import { caller, workloads } from './workload.mjs';

const AGREEMENTS = Number(process.env.BENCH_AGREEMENTS ?? 10_000);
const SECONDS = Number(process.env.BENCH_SECONDS ?? 4);
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 5);
const CONNECTIONS = 16;
const MODES = ['none', 'few', 'many'];
const names = {
  none: '不作判断',
  few: '判断，示例协议',
  many: `判断，另有 ${AGREEMENTS} 份协议`,
};

export async function measureDecision(say) {
  const dataDir = mkdtempSync(join(tmpdir(), 'srdi-hub-decision-'));
  // PostgreSQL may run as another user, who must get to its files below.
  chmodSync(dataDir, 0o755);
  say(`P3 启动枢纽，签署并公布 ${AGREEMENTS} 份协议`);
  const hub = startSwitchedHub(dataDir);
  try {
    const { url, milliseconds } = await hub.ready;
    const usccs = await someUsccs(url);
    const bearer = async () => ({ authorization: `Bearer ${await tokenFor(url, caller)}` });
    const variant = { name: 'hub', url: `${url}/graphql`, headers: bearer };
    const workload = 'P1';
    const answers = [];
    for (const mode of MODES) {
      await hub.ask(mode);
      const body = workloads[workload].body([usccs[0]]);
      await checkSameAnswers([variant], [body]);
      answers.push(await bytesOf(variant, body));
    }
    if (new Set(answers).size !== 1) throw new Error('P3: the answers differ');
    const alone = {};
    for (const mode of MODES) {
      const body = workloads[workload].body(usccs);
      alone[mode] = await hub.decide(mode, { caller, body, times: 100_000 });
    }
    const samples = Object.fromEntries(MODES.map((mode) => [mode, []]));
    const window = async (mode, seconds) => {
      const before = await hub.ask(mode);
      const load = startChild('load.mjs', {
        url: variant.url,
        headers: await bearer(),
        workload,
        usccs,
        seconds,
        connections: CONNECTIONS,
      });
      const measured = await load.answer.finally(load.stop);
      const after = await hub.ask('');
      const microseconds = after.user + after.system - before.user - before.system;
      return { ...measured, microseconds: microseconds / (measured.perSecond * seconds) };
    };
    await window('many', 8);
    for (let round = 1; round <= ROUNDS; round += 1) {
      say(`P3 第 ${round} / ${ROUNDS} 轮`);
      // In another order each round: whoever comes first meets what the last one left.
      for (const mode of rotated(MODES, round)) samples[mode].push(await window(mode, SECONDS));
    }
    return {
      agreements: AGREEMENTS,
      publication: milliseconds,
      alone,
      rows: rowsOf(samples, alone),
      samples,
    };
  } finally {
    await hub.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

const rotated = (items, by) => items.map((_, index) => items[(index + by) % items.length]);

function rowsOf(samples, alone) {
  const against = (ours, theirs, of) => spread(ours.map((sample, round) => of(sample) / of(theirs[round])));
  return MODES.map((mode) => ({
    name: names[mode],
    perSecond: spread(samples[mode].map((sample) => sample.perSecond)),
    microseconds: spread(samples[mode].map((sample) => sample.microseconds)),
    throughput: against(samples[mode], samples.none, (sample) => sample.perSecond),
    processor: against(samples[mode], samples.none, (sample) => sample.microseconds),
    // What it takes more than no decision, of all that a request takes.
    decision: alone[mode],
    share: spread(samples.none.map((sample) => (alone[mode] - alone.none) / sample.microseconds)),
  }));
}

export function decisionTable({ rows, publication, agreements }) {
  const text = ({ median, min, max }, digits) =>
    `${median.toFixed(digits)} (${min.toFixed(digits)}–${max.toFixed(digits)})`;
  const header = [
    '对象',
    '次/秒',
    '比不作判断',
    '每次请求处理器微秒',
    '比不作判断',
    '判断一步微秒',
    '占一次请求 %',
  ];
  const lines = rows.map(({ name, perSecond, throughput, microseconds, processor, decision, share }) => [
    name,
    text(perSecond, 0),
    `${text(throughput, 3)} ×`,
    text(microseconds, 0),
    `${text(processor, 3)} ×`,
    decision.toFixed(2),
    text({ median: share.median * 100, min: share.min * 100, max: share.max * 100 }, 2),
  ]);
  const ruled = [header, header.map(() => '---'), ...lines];
  return `\n## P3 判断的代价（公布 ${agreements} 份协议至本进程据以判断：${publication.toFixed(0)} 毫秒）\n\n${ruled
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n')}\n`;
}

function startSwitchedHub(dataDir) {
  const child = fork(fileURLToPath(new URL('switched-hub.mjs', import.meta.url)), [], {
    env: { ...process.env, NODE_ENV: 'production', HUB_DATA_DIR: dataDir, PORT: '0' },
    execArgv: NODE_FLAGS,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const over = ended.then((code) => {
    throw new Error(`the switched hub ended with ${code}`);
  });
  over.catch(() => undefined);
  const told = async () => {
    const answer = new Promise((resolve) => child.once('message', resolve));
    const { error, ...rest } = await Promise.race([answer, over]);
    if (error !== undefined) throw new Error(error);
    return rest;
  };
  const ready = told().then(({ result }) => result);
  child.send({ agreements: AGREEMENTS });
  return {
    ready,
    /** Switches, where a mode is named, and tells the processor time so far. */
    async ask(mode) {
      const answer = told();
      child.send({ mode });
      return (await answer).cpu;
    },
    async decide(mode, decide) {
      const answer = told();
      child.send({ mode, decide });
      return (await answer).microseconds;
    },
    async stop() {
      if (child.connected) child.send({ mode: 'stop' });
      await ended;
    },
  };
}

async function someUsccs(url) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ enterprises(first: 200) { edges { node { uscc } } } }' }),
  });
  const { data } = await response.json();
  return data.enterprises.edges.map(({ node }) => node.uscc);
}

async function bytesOf({ url, headers }, body) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(await headers()) },
    body,
  });
  return JSON.stringify((await response.json()).data);
}
