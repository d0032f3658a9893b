import { ConfigurationError } from '../kit/configuration-error';
import type { Dialect } from '../kit/dialect';
import { openConnections, type OpenConnections } from './connections';
import { dialectOf } from './database-url';
import { codeOf } from './error-code';

/** Where a database is reached, in its own role. */
type UrlFor = (id: string) => string;

interface Place {
  readonly id: string;
  readonly url: URL;
  readonly dialect: Dialect;
  readonly server: string;
  readonly database: string;
  readonly role: string;
}

/**
 * Proves that no role opens what is another's: the hub's role tries every unit's database, and every server is asked
 * whether a role on it may enter a neighbour's, or what else its own role sees there. Only a refusal passes; throws
 * ConfigurationError otherwise.
 */
export async function assertIsolation(urlFor: UrlFor, units: readonly string[]): Promise<void> {
  const hub = placeOf('hub', urlFor);
  const owners = units.map((id) => placeOf(id, urlFor));
  for (const owner of owners) refuseShared(owner, [hub, ...owners]);
  // All are waited for: of several open doors the same one is named at every start, and no attempt is left under way.
  const outcomes = await Promise.allSettled([
    ...owners.map((owner) => assertRefused(hub, owner)),
    ...serversOf([hub, ...owners]).map(assertNoNeighbours),
    ...owners.map(assertSeesNoOther),
  ]);
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
}

function placeOf(id: string, urlFor: UrlFor): Place {
  const url = new URL(urlFor(id));
  const dialect = dialectOf({ id, url: urlFor(id) });
  const server = [dialect.engine, url.host, url.searchParams.get('host'), url.searchParams.get('port')].join(
    ' ',
  );
  const [database, role] = [url.pathname.slice(1), url.username].map(decodeURIComponent);
  return { id, url, dialect, server, database: database ?? '', role: role ?? '' };
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

async function assertRefused(hub: Place, owner: Place): Promise<void> {
  const url = new URL(owner.url);
  url.username = hub.url.username;
  url.password = hub.url.password;
  const attempt = enter(url);
  const { errors } = owner.dialect;
  try {
    await attempt.query('SELECT 1');
  } catch (error) {
    const code = codeOf(error);
    // A refused name or password proves something only where it is not the very server that made them.
    if (errors.entry.includes(code) || (hub.server !== owner.server && errors.login.includes(code))) return;
    throw unproven(owner.id, code);
  } finally {
    await attempt.close();
  }
  throw letIn(hub, owner);
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
    if (owner !== undefined) throw letIn(intruder, owner);
  }
}

/** Which of the roles may enter which of the databases of one server, as that server itself decides it. */
async function openDoors(neighbours: readonly Place[]): Promise<ReadonlySet<string>> {
  const asked = neighbours.at(-1);
  const question = asked?.dialect.isolation.openDoors;
  if (asked === undefined || question === undefined) return new Set();
  const rows = await answered<{ role: string; database: string }>(asked, question, [
    neighbours.map(({ role }) => role),
    neighbours.map(({ database }) => database),
  ]);
  return new Set(rows.map(({ role, database }) => doorOf(role, database)));
}

const doorOf = (role: string, database: string): string => JSON.stringify([role, database]);

/** Where a role can be asked of its own rights only, it must have none elsewhere on its server. */
async function assertSeesNoOther(owner: Place): Promise<void> {
  const question = owner.dialect.isolation.seen;
  if (question === undefined) return;
  const [other] = await answered<{ name: string }>(owner, question);
  if (other === undefined) return;
  throw new ConfigurationError(
    `${owner.id} 的用户还能进入数据库 ${other.name}：请在该服务器执行 ${owner.dialect.isolation.close(other.name, owner.role)}，并检查用户的全局授权`,
  );
}

async function answered<Row extends object>(
  place: Place,
  question: string,
  values: readonly unknown[] = [],
): Promise<Row[]> {
  const connections = enter(place.url);
  try {
    return (await connections.query<Row & Record<string, unknown>>(question, values)).rows;
  } catch (error) {
    throw unproven(place.id, codeOf(error));
  } finally {
    await connections.close();
  }
}

const enter = (url: URL): OpenConnections =>
  openConnections({ id: 'isolation', url: url.toString(), poolSize: 1 });

function unproven(owner: string, code: string): ConfigurationError {
  const reason = code === '' ? '无法连接' : `代码 ${code}`;
  return new ConfigurationError(
    `未能证实 ${owner} 的数据库对他人关闭（${reason}）：请检查该数据库的地址与状态后重试`,
  );
}

function letIn(intruder: Place, owner: Place): ConfigurationError {
  return new ConfigurationError(
    `${intruder.id} 的角色能够进入 ${owner.id} 的数据库：请在该服务器执行 ${owner.dialect.isolation.close(owner.database, intruder.role)}，并检查角色的授权`,
  );
}
