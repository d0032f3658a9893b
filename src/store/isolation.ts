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
  readonly role: string;
}

/**
 * Proves that no role opens what is another's: the hub's role tries every unit's database, and every server is asked
 * whether a role on it may enter a neighbour's. Only a refusal passes; throws ConfigurationError otherwise.
 */
export async function assertIsolation(urlFor: UrlFor, units: readonly string[]): Promise<void> {
  const hub = placeOf('hub', urlFor);
  const owners = units.map((id) => placeOf(id, urlFor));
  for (const owner of owners) refuseShared(owner, [hub, ...owners]);
  // All are waited for: of several open doors the same one is named at every start, and no attempt is left under way.
  const outcomes = await Promise.allSettled([
    ...owners.map((owner) => assertRefused(hub, owner)),
    ...serversOf([hub, ...owners]).map(assertNoNeighbours),
  ]);
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
}

function placeOf(id: string, urlFor: UrlFor): Place {
  const url = new URL(urlFor(id));
  const server = [url.host, url.searchParams.get('host'), url.searchParams.get('port')].join(' ');
  const [database, role] = [url.pathname.slice(1), url.username].map(decodeURIComponent);
  return { id, url, server, database: database ?? '', role: role ?? '' };
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
  throw letIn('hub', owner.id, owner.database);
}

/** Those that lie on one server together; a server with one database has no neighbours. */
function serversOf(places: readonly Place[]): Place[][] {
  const servers = new Map<string, Place[]>();
  for (const place of places) servers.set(place.server, [...(servers.get(place.server) ?? []), place]);
  return [...servers.values()].filter((neighbours) => neighbours.length > 1);
}

/** Asked of the server, not tried: of 22 units that would be 462 connections at every start. */
async function assertNoNeighbours(neighbours: readonly Place[]): Promise<void> {
  const open = await openDoors(neighbours);
  for (const intruder of neighbours) {
    const owner = neighbours.find(
      ({ id, database }) => id !== intruder.id && open.has(doorOf(intruder.role, database)),
    );
    if (owner !== undefined) throw letIn(intruder.id, owner.id, owner.database);
  }
}

/** Which of the roles may enter which of the databases of one server, as that server itself decides it. */
async function openDoors(neighbours: readonly Place[]): Promise<ReadonlySet<string>> {
  const asked = neighbours.at(-1);
  if (asked === undefined) return new Set();
  const client = newClient(asked.url.toString());
  try {
    await client.connect();
    const { rows } = await client.query<{ role: string; database: string }>(
      `SELECT role, datname AS database FROM unnest($1::name[]) AS role, pg_database
       WHERE datname = ANY($2) AND has_database_privilege(role, oid, 'CONNECT')`,
      [neighbours.map(({ role }) => role), neighbours.map(({ database }) => database)],
    );
    return new Set(rows.map(({ role, database }) => doorOf(role, database)));
  } catch (error) {
    throw unproven(asked.id, codeOf(error));
  } finally {
    await client.end();
  }
}

const doorOf = (role: string, database: string): string => JSON.stringify([role, database]);

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

function letIn(intruder: string, owner: string, database: string): ConfigurationError {
  return new ConfigurationError(
    `${intruder} 的角色能够进入 ${owner} 的数据库：请在该服务器执行 REVOKE CONNECT ON DATABASE "${database}" FROM PUBLIC，并检查角色的授权`,
  );
}
