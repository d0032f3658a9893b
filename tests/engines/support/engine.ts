import { randomBytes } from 'node:crypto';
import { mariadb, postgres, type Dialect } from '../../../src/kit/dialect';
import { openConnections, type OpenConnections } from '../../../src/store/connections';

export type TestedUnit = 'nea' | 'tax';

/** A server of its own that one unit's rows may lie on, and the unit that is tested there. */
export interface Engine {
  readonly dialect: Dialect;
  readonly unit: TestedUnit;
  /** Names the URL of the server's administrator. */
  readonly variable: string;
}

export const engines: readonly Engine[] = [
  { dialect: mariadb, unit: 'nea', variable: 'TEST_MARIADB_URL' },
  { dialect: postgres, unit: 'tax', variable: 'TEST_POSTGRES_URL' },
];

export function administratorUrl({ variable }: Engine): string | undefined {
  const url = process.env[variable];
  return url === '' ? undefined : url;
}

/** Says on one line which tests are left out and what to set to have them. */
export function describeOn(engine: Engine): jest.Describe {
  if (administratorUrl(engine) !== undefined) return describe;
  process.stderr.write(
    `跳过 ${engine.dialect.engine} 的测试：请把 ${engine.variable} 设为该服务器管理员的地址 / ` +
      `tests on ${engine.dialect.engine} skipped: set ${engine.variable}\n`,
  );
  return describe.skip;
}

export interface TestDatabase {
  /** Database and user are called the same. */
  readonly name: string;
  readonly url: string;
  /** Asks as the server's administrator, in no database. */
  administer(statement: string): Promise<void>;
  drop(): Promise<void>;
}

/** Makes a database and a user that may do anything in it and nothing elsewhere. */
export async function newDatabase(engine: Engine): Promise<TestDatabase> {
  const administrator = new URL(administratorUrl(engine) ?? '');
  const name = `srdi_test_${randomBytes(6).toString('hex')}`;
  const password = randomBytes(12).toString('hex');
  if (administrator.pathname.length < 2)
    administrator.pathname = engine.dialect === mariadb ? '/mysql' : '/postgres';
  const connections = openConnections({ id: 'test', url: administrator.toString(), poolSize: 1 });
  const all = async (statements: readonly string[]): Promise<void> => {
    for (const statement of statements) await connections.query(statement);
  };
  const [make, unmake] = engine.dialect === mariadb ? onMariadb(name, password) : onPostgres(name, password);
  await all(make);
  const url = new URL(administrator);
  Object.assign(url, { username: name, password, pathname: `/${name}` });
  return {
    name,
    url: url.toString(),
    administer: (statement) => all([statement]),
    async drop() {
      await all(unmake);
      await connections.close();
    },
  };
}

type Statements = readonly string[];

const onMariadb = (name: string, password: string): [Statements, Statements] => [
  [
    `CREATE DATABASE ${name}`,
    `CREATE USER ${name} IDENTIFIED BY '${password}'`,
    `GRANT ALL PRIVILEGES ON ${name}.* TO ${name}`,
  ],
  [`DROP DATABASE ${name}`, `DROP USER ${name}`],
];

const onPostgres = (name: string, password: string): [Statements, Statements] => [
  [
    `CREATE ROLE ${name} LOGIN PASSWORD '${password}'`,
    `CREATE DATABASE ${name} OWNER ${name} TEMPLATE template0`,
    `REVOKE ALL ON DATABASE ${name} FROM PUBLIC`,
  ],
  [`DROP DATABASE ${name} WITH (FORCE)`, `DROP ROLE ${name}`],
];

export async function within<T>(url: string, act: (connections: OpenConnections) => Promise<T>): Promise<T> {
  const connections = openConnections({ id: 'test', url, poolSize: 1 });
  try {
    return await act(connections);
  } finally {
    await connections.close();
  }
}
