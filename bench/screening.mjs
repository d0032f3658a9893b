/** P5: Q01 over a million enterprises and three owners, beside copying the three tables into one database and joining them. */
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { startHub, tokenFor } from './hub-process.mjs';
import { spread } from './report.mjs';

const ENTERPRISES = Number(process.env.BENCH_SCREENED ?? 1_000_000);
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 3);

const require = createRequire(import.meta.url);

/** Loads the world, measures both in turn, compares their answers, and leaves nothing behind. */
export async function measureScreening(say) {
  const dataDir = mkdtempSync(join(tmpdir(), 'srdi-hub-screening-'));
  chmodSync(dataDir, 0o755);
  say(`P5 载入 ${ENTERPRISES} 家企业`);
  const hub = await startHub(dataDir, { HUB_ENTERPRISES: String(ENTERPRISES) });
  try {
    const cluster = require('../dist/src/store/cluster.js').runningCluster(dataDir);
    const before = residentMegabytes(hub.pid);
    const rounds = { screened: [], whole: [], narrow: [] };
    await screenOnce(hub.url);
    for (let round = 1; round <= ROUNDS; round += 1) {
      say(`P5 第 ${round} / ${ROUNDS} 轮`);
      rounds.screened.push(await screenOnce(hub.url));
      rounds.whole.push(await copyAndJoin(cluster, wholeTables));
      rounds.narrow.push(await copyAndJoin(cluster, neededColumns));
    }
    for (const { answer } of [...rounds.whole, ...rounds.narrow])
      if (answer !== rounds.screened[0].answer) throw new Error('P5: the answers differ');
    const megabytes = { before, most: peakMegabytes(hub.pid) };
    return { enterprises: ENTERPRISES, rows: rowsOf(rounds), megabytes, rounds };
  } finally {
    await hub.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

export function screeningTable({ enterprises, rows, megabytes }) {
  const cells = rows.map(({ name, ms, bytes, kept, times, share }) => [
    name,
    `${ms.median.toFixed(0)} (${ms.min.toFixed(0)}–${ms.max.toFixed(0)})`,
    String(bytes),
    String(kept),
    times === undefined
      ? '—'
      : `${times.median.toFixed(3)} × (${times.min.toFixed(3)}–${times.max.toFixed(3)})`,
    share === undefined ? '—' : `${(share * 100).toFixed(2)} %`,
  ]);
  const header = [
    '对象',
    '毫秒 中位（最小–最大）',
    '移动字节',
    '留存字节',
    '枢纽用时是它的',
    '枢纽移动的是它的',
  ];
  const ruled = [header, header.map(() => '---'), ...cells];
  return (
    `\n## P5 全库筛选（${enterprises} 家，三个提供方）\n\n${ruled.map((row) => `| ${row.join(' | ')} |`).join('\n')}\n` +
    `\n枢纽进程内存：之前 ${megabytes.before} MB，最多 ${megabytes.most} MB\n`
  );
}

function rowsOf({ screened, whole, narrow }) {
  const bytes = screened[0].bytes;
  const beside = (name, rounds) => ({
    name,
    ms: spread(rounds.map(({ ms }) => ms)),
    bytes: rounds[0].bytes,
    kept: rounds[0].kept,
    times: spread(screened.map(({ ms }, round) => ms / rounds[round].ms)),
    share: bytes / rounds[0].bytes,
  });
  return [
    { name: 'srdi-hub', ms: spread(screened.map(({ ms }) => ms)), bytes, kept: 0 },
    beside('复制三张整表再连接', whole),
    beside('只复制所需的列再连接', narrow),
  ];
}

async function screenOnce(url) {
  const { planOperations } = require('../dist/src/sharing/plan-operations/index.js');
  const { document } = planOperations.find(({ document }) => document.startsWith('query PoolGapOfProvince'));
  const token = await tokenFor(url, { unit: 'SMEB', system: 'main', purpose: 'M02' });
  const started = performance.now();
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    // Minutes lie between two rounds: a connection that was kept would be closed by then.
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, connection: 'close' },
    body: JSON.stringify({ query: document }),
  });
  const { data, errors } = await response.json();
  if (errors !== undefined) throw new Error(`P5: ${JSON.stringify(errors)}`);
  const { count, edges, owners } = data.screening;
  return {
    ms: performance.now() - started,
    bytes: owners.reduce((sum, owner) => sum + owner.bytes, 0),
    owners,
    answer: JSON.stringify([count, edges.map(({ node }) => node.uscc)]),
  };
}

const wholeTables = [
  ['amr', 'registration', '*'],
  ['tax', 'annual_return', '*'],
  ['smeb', 'cultivation', '*'],
];
const neededColumns = [
  ['amr', 'registration', 'uscc, status, industry'],
  ['tax', 'annual_return', 'uscc, year, revenue'],
  ['smeb', 'cultivation', 'uscc, in_pool'],
];

const JOIN = `
  SELECT r.uscc FROM registration r
  JOIN (SELECT DISTINCT ON (uscc) uscc, revenue FROM annual_return ORDER BY uscc, year DESC) t ON t.uscc = r.uscc
  LEFT JOIN cultivation c ON c.uscc = r.uscc
  WHERE r.status = 'IN_OPERATION' AND r.industry ~ '^[CIM]' AND t.revenue >= 500000000 AND c.in_pool IS NOT TRUE`;

/** A database of its own in the same server, made and dropped each time: copying is what is measured. */
async function copyAndJoin(cluster, tables) {
  const admin = await connected(cluster.adminUrl);
  await admin.query('CREATE DATABASE copied');
  const copied = await connected(cluster.adminUrl.replace('/postgres?', '/copied?'));
  try {
    const started = performance.now();
    let bytes = 0;
    for (const [unit, table, columns] of tables) {
      const source = await connected(cluster.urlFor(unit));
      await copied.query(`CREATE TABLE ${table} (${await columnsOf(source, table, columns)})`);
      const counted = new Transform({
        transform(chunk, _encoding, done) {
          bytes += chunk.length;
          done(null, chunk);
        },
      });
      await pipeline(
        source.query(copyTo(`COPY (SELECT ${columns} FROM ${table}) TO STDOUT`)),
        counted,
        copied.query(copyFrom(`COPY ${table} FROM STDIN`)),
      );
      await source.end();
    }
    // Without statistics the join would be planned for empty tables.
    await copied.query('ANALYZE');
    const { rows } = await copied.query(
      `WITH found AS MATERIALIZED (${JOIN})
       SELECT (SELECT count(*)::int FROM found) AS count,
              ARRAY(SELECT uscc FROM found ORDER BY uscc COLLATE "C" LIMIT 20) AS codes`,
    );
    const ms = performance.now() - started;
    const kept = await copied.query(
      `SELECT sum(pg_total_relation_size(oid))::text AS bytes FROM pg_class WHERE relname = ANY ($1)`,
      [tables.map(([, table]) => table)],
    );
    return {
      ms,
      bytes,
      kept: Number(kept.rows[0].bytes),
      answer: JSON.stringify([rows[0].count, rows[0].codes]),
    };
  } finally {
    await copied.end();
    await admin.query('DROP DATABASE copied');
    await admin.end();
  }
}

async function columnsOf(source, table, columns) {
  const { rows } = await source.query(
    `SELECT attname, format_type(atttypid, atttypmod) AS type FROM pg_attribute
      WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped
        AND ($2 = '*' OR attname = ANY (string_to_array($2, ', '))) ORDER BY attnum`,
    [table, columns],
  );
  const named =
    columns === '*' ? rows : columns.split(', ').map((name) => rows.find(({ attname }) => attname === name));
  return named.map(({ attname, type }) => `"${attname}" ${type}`).join(', ');
}

async function connected(url) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client;
}

const statusOf = (pid, key) =>
  Number(new RegExp(`${key}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
const residentMegabytes = (pid) => Math.round(statusOf(pid, 'VmRSS') / 1024);
const peakMegabytes = (pid) => Math.round(statusOf(pid, 'VmHWM') / 1024);
