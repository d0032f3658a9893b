import { rmSync } from 'node:fs';
import type { Cluster } from '../../src/store/cluster';
import { openConnections } from '../../src/store/connections';
import { openSource } from '../../src/store/sources';
import { newDataDirectory, open, query, refusalOf } from './support/cluster';

let cluster: Cluster;
let dataDir: string;
beforeAll(async () => {
  dataDir = newDataDirectory();
  ({ cluster } = await open(dataDir, ['tax']));
  await query(cluster.urlFor('tax'), 'CREATE TABLE paper AS SELECT 1 AS one');
});
afterAll(async () => {
  await cluster.stop();
  rmSync(dataDir, { recursive: true });
});

const entities = [] as const;

it('opens a database as its own role, under its own name, and no more connections than it may', async () => {
  const pool = openConnections({ id: 'tax', url: cluster.urlFor('tax'), poolSize: 3 });
  await Promise.all(Array.from({ length: 9 }, () => pool.query('SELECT pg_sleep(0.02)')));
  const sessions = await query(
    cluster.adminUrl,
    `SELECT usename, application_name, count(*)::int FROM pg_stat_activity WHERE datname = 'tax' GROUP BY 1, 2`,
  );
  expect(sessions).toEqual([{ usename: 'tax', application_name: 'srdi-hub:tax', count: 3 }]);
  await pool.close();
});

it('gives serving connections that cannot write and that break off a statement after its time', async () => {
  const serving = { id: 'tax', url: cluster.urlFor('tax'), readOnly: true };
  const pool = openConnections(serving);
  expect((await pool.query('SHOW statement_timeout')).rows).toEqual([{ statement_timeout: '2s' }]);
  await expect(pool.query('INSERT INTO paper VALUES (2)')).rejects.toMatchObject({ code: '25006' });
  await pool.close();
  const brief = openConnections({ ...serving, statementTimeoutMs: 30 });
  await expect(brief.query('SELECT pg_sleep(5)')).rejects.toMatchObject({ code: '57014' });
  await brief.close();
});

it('cannot be made writable, or slow to plan, by options in the URL', async () => {
  const url = new URL(cluster.urlFor('tax'));
  url.searchParams.set('options', '-c default_transaction_read_only=off -c jit=on -c work_mem=1MB');
  const pool = openConnections({ id: 'tax', url: url.toString(), readOnly: true });
  await expect(pool.query('INSERT INTO paper VALUES (2)')).rejects.toMatchObject({ code: '25006' });
  expect((await pool.query('SHOW jit')).rows).toEqual([{ jit: 'off' }]);
  expect((await pool.query('SHOW work_mem')).rows).toEqual([{ work_mem: '1MB' }]);
  await pool.close();
});

it('keeps its prepared statements', async () => {
  const pool = openConnections({ id: 'tax', url: cluster.urlFor('tax'), readOnly: true, poolSize: 1 });
  const statement = {
    name: 'papers',
    text: 'SELECT one FROM paper WHERE one = ANY($1::int[])',
    values: [[1]],
  };
  await pool.query(statement);
  await pool.query(statement);
  const prepared = await pool.query(
    'SELECT name, generic_plans + custom_plans AS runs FROM pg_prepared_statements',
  );
  expect(prepared.rows).toEqual([{ name: 'papers', runs: '2' }]);
  await pool.close();
});

describe('names the unit, the place and the remedy where it cannot connect, and never the password', () => {
  const secret = 'canary-password';
  it.each([
    [
      'no server listens',
      () => `postgres://tax:${secret}@127.0.0.1:1/tax`,
      '127.0.0.1:1/tax）连接失败：没有服务在监听',
    ],
    [
      'the password is wrong',
      () => cluster.urlFor('tax').replace(/:\w{48}@/, `:${secret}@`),
      '用户名或口令不对',
    ],
    ['the database is not there', () => cluster.urlFor('lost', 'tax'), '没有这个数据库'],
    ['the role has no right', () => cluster.urlFor('postgres', 'tax'), '角色没有权限'],
    ['the URL is none', () => `postgres//tax:${secret}@host`, '不是 postgres:// 开头的地址'],
    [
      'the URL is of another kind of server',
      () => `http://tax:${secret}@host/tax`,
      '不是 postgres:// 开头的地址',
    ],
  ])('%s', async (_case, url, expected) => {
    const refusal = await refusalOf(openSource({ id: 'tax', url: url(), entities }));
    expect(refusal).toContain(expected);
    expect(refusal).toContain('UNIT_TAX_DATABASE_URL');
    expect(refusal).not.toContain(secret);
  });
});
