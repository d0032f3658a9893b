import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { Cluster } from '../../src/store/cluster';
import { assertIsolation } from '../../src/store/isolation';
import { newDataDirectory, open, query, refusalOf } from './support/cluster';

const UNITS = ['tax', 'nea'];
const letIn = (intruder: string, owner: string): string => `${intruder} 的角色能够进入 ${owner} 的数据库`;

let cluster: Cluster;
let dataDir: string;
beforeAll(async () => {
  dataDir = newDataDirectory();
  ({ cluster } = await open(dataDir, ['hub', ...UNITS]));
});
afterAll(async () => {
  await cluster.stop();
  rmSync(dataDir, { recursive: true });
});

const admin = (statement: string): Promise<unknown> => query(cluster.adminUrl, statement);

it('passes where every database is closed to every other role', async () => {
  await expect(assertIsolation(cluster.urlFor, UNITS)).resolves.toBeUndefined();
});

it.each([
  ['hub', 'tax'],
  ['tax', 'nea'],
  ['nea', 'hub'],
])('does not start where %s has been let into the database of %s', async (intruder, owner) => {
  await admin(`GRANT CONNECT ON DATABASE ${owner} TO ${intruder}`);
  expect(await refusalOf(assertIsolation(cluster.urlFor, UNITS))).toContain(letIn(intruder, owner));
  await admin(`REVOKE CONNECT ON DATABASE ${owner} FROM ${intruder}`);
});

it('does not start where a unit is let in through a role that it is a member of', async () => {
  await admin('GRANT hub TO tax');
  expect(await refusalOf(assertIsolation(cluster.urlFor, UNITS))).toContain(letIn('tax', 'hub'));
  await admin('REVOKE hub FROM tax');
});

it('does not start where the hub is a superuser', async () => {
  await admin('ALTER ROLE hub SUPERUSER');
  expect(await refusalOf(assertIsolation(cluster.urlFor, UNITS))).toContain(letIn('hub', 'tax'));
  await admin('ALTER ROLE hub NOSUPERUSER');
});

it('does not start where two units share one database', async () => {
  const urlFor = (id: string): string => cluster.urlFor(id === 'nea' ? 'tax' : id);
  expect(await refusalOf(assertIsolation(urlFor, UNITS))).toContain('指向同一个数据库');
});

it('takes a database that is not there, or cannot be reached, for unproven', async () => {
  const missing = (id: string): string => (id === 'nea' ? cluster.urlFor('lost', 'nea') : cluster.urlFor(id));
  expect(await refusalOf(assertIsolation(missing, UNITS))).toContain('未能证实 nea');
  const unreachable = (id: string): string =>
    id === 'nea' ? 'postgres://nea:x@127.0.0.1:1/nea' : cluster.urlFor(id);
  expect(await refusalOf(assertIsolation(unreachable, UNITS))).toMatch(/^未能证实 nea .*ECONNREFUSED/);
});

describe("with a unit's database on a server of its own", () => {
  let outside: Cluster;
  let outsideDir: string;
  beforeAll(async () => {
    outsideDir = newDataDirectory();
    ({ cluster: outside } = await open(outsideDir, ['nea']));
  });
  afterAll(async () => {
    await outside.stop();
    rmSync(outsideDir, { recursive: true });
  });
  const urlFor = (id: string): string => (id === 'nea' ? outside : cluster).urlFor(id);

  it('passes where that server does not know the hub', async () => {
    await expect(assertIsolation(urlFor, UNITS)).resolves.toBeUndefined();
  });

  it("does not start where that server lets the hub's role and password in", async () => {
    const { password } = new URL(cluster.urlFor('hub'));
    await query(outside.adminUrl, `CREATE ROLE hub LOGIN PASSWORD '${password}'`);
    await expect(assertIsolation(urlFor, UNITS)).resolves.toBeUndefined();
    await query(outside.adminUrl, 'GRANT CONNECT ON DATABASE nea TO hub');
    expect(await refusalOf(assertIsolation(urlFor, UNITS))).toContain(letIn('hub', 'nea'));
  });
});

it('makes an open database closed, and a lost password good again, at the next start', async () => {
  await admin('GRANT CONNECT ON DATABASE tax TO PUBLIC');
  await admin(`ALTER ROLE nea CREATEDB PASSWORD 'another'`);
  await cluster.stop();
  const path = `${dataDir}/secrets/database.json`;
  const passwords = JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>;
  delete passwords['nea'];
  writeFileSync(path, JSON.stringify(passwords));
  ({ cluster } = await open(dataDir, ['hub', ...UNITS]));
  await expect(assertIsolation(cluster.urlFor, UNITS)).resolves.toBeUndefined();
  expect(
    await query(cluster.urlFor('nea'), 'SELECT rolcreatedb FROM pg_roles WHERE rolname = current_user'),
  ).toEqual([{ rolcreatedb: false }]);
});
