import { Client } from 'pg';
import { ConfigurationError } from '../config';
import { codeOf } from './error-code';

/** Where a database is reached, in its own role. */
type UrlFor = (id: string) => string;

interface Place {
  readonly id: string;
  readonly url: URL;
  readonly server: string;
  readonly database: string;
}

/**
 * Proves that no role opens what is another's: the hub's role tries every unit's database, and every unit's server is
 * asked whether the unit's role may enter a neighbour's. Only a refusal passes; throws ConfigurationError otherwise.
 */
export async function assertIsolation(urlFor: UrlFor, units: readonly string[]): Promise<void> {
  const hub = placeOf('hub', urlFor);
  const owners = units.map((id) => placeOf(id, urlFor));
  for (const owner of owners) refuseShared(owner, [hub, ...owners]);
  await Promise.all([
    ...owners.map((owner) => assertRefused(hub, owner)),
    ...owners.map((owner) => assertNoNeighbours(owner, [hub, ...owners])),
  ]);
}

function placeOf(id: string, urlFor: UrlFor): Place {
  const url = new URL(urlFor(id));
  const server = [url.host, url.searchParams.get('host'), url.searchParams.get('port')].join(' ');
  return { id, url, server, database: decodeURIComponent(url.pathname.slice(1)) };
}

function refuseShared(owner: Place, places: readonly Place[]): void {
  const other = places.find(
    ({ id, server, database }) => id !== owner.id && server === owner.server && database === owner.database,
  );
  if (other !== undefined) {
    throw new ConfigurationError(
      `${owner.id} 与 ${other.id} 指向同一个数据库：请为每个单位设置自己的数据库与角色`,
    );
  }
}

const NO_PERMISSION = '42501';
/** The server knows no such role or password, or takes no such connection. */
const NO_LOGIN: readonly string[] = ['28P01', '28000'];

async function assertRefused(hub: Place, owner: Place): Promise<void> {
  const url = new URL(owner.url);
  url.username = hub.url.username;
  url.password = hub.url.password;
  const client = newClient(url.toString());
  try {
    await client.connect();
  } catch (error) {
    const code = codeOf(error);
    // A refused name or password proves something only where it is not the very server that made them.
    if (code === NO_PERMISSION || (hub.server !== owner.server && NO_LOGIN.includes(code))) return;
    throw unproven(owner.id, code);
  }
  await client.end();
  throw open('hub', owner.id, owner.database);
}

/** Asked of the server, not tried: of 22 units that would be 462 connections at every start. */
async function assertNoNeighbours(owner: Place, places: readonly Place[]): Promise<void> {
  const neighbours = places.filter(({ id, server }) => id !== owner.id && server === owner.server);
  if (neighbours.length === 0) return;
  const found = await enterable(
    owner,
    neighbours.map(({ database }) => database),
  );
  const neighbour = neighbours.find(({ database }) => found.includes(database));
  if (neighbour !== undefined) throw open(owner.id, neighbour.id, neighbour.database);
}

/** Those of some databases that the owner's own role may enter, as the server itself decides it. */
async function enterable(owner: Place, databases: readonly string[]): Promise<string[]> {
  const client = newClient(owner.url.toString());
  try {
    await client.connect();
    const { rows } = await client.query<{ name: string }>(
      `SELECT datname AS name FROM pg_database WHERE datname = ANY($1) AND has_database_privilege(oid, 'CONNECT')`,
      [databases],
    );
    return rows.map(({ name }) => name);
  } catch (error) {
    throw unproven(owner.id, codeOf(error));
  } finally {
    await client.end();
  }
}

function newClient(connectionString: string): Client {
  const client = new Client({
    connectionString,
    connectionTimeoutMillis: 5_000,
    application_name: 'srdi-hub:isolation',
  });
  // A server that goes away between two steps is told by the step; without a listener it would end the process.
  client.on('error', () => undefined);
  return client;
}

function unproven(owner: string, code: string): ConfigurationError {
  const reason = code === '' ? '无法连接' : `代码 ${code}`;
  return new ConfigurationError(
    `未能证实 ${owner} 的数据库对他人关闭（${reason}）：请检查该数据库的地址与状态后重试`,
  );
}

function open(intruder: string, owner: string, database: string): ConfigurationError {
  return new ConfigurationError(
    `${intruder} 的角色能够进入 ${owner} 的数据库：请在该服务器执行 REVOKE CONNECT ON DATABASE "${database}" FROM PUBLIC，并检查角色的授权`,
  );
}
