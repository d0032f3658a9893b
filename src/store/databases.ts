import { Client } from 'pg';
import { changeRole } from './changing';

export interface DatabaseRole {
  readonly id: string;
  readonly password: string;
  /** The server may still hold another password for this role. */
  readonly isNewPassword?: boolean;
}

/** Makes a login role and a database of the same name for each id, closed to every other role; idempotent. */
export async function ensureDatabases(adminUrl: string, roles: readonly DatabaseRole[]): Promise<void> {
  const admin = new Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    const known = await knownNames(admin);
    const statements = roles.flatMap((role) => [
      roleStatement(admin, role, known.roles.has(role.id)),
      ...(known.roles.has(changeRole(role.id)) ? [] : [changeRoleStatement(admin, role.id)]),
    ]);
    // Sent together, they are one transaction: a hub killed here leaves all of them or none.
    await admin.query(statements.join(';\n'));
    // One after another: each new database is a copy of the template, which only one may copy at a time.
    for (const { id } of roles) {
      if (!known.databases.has(id)) await createDatabase(admin, id);
    }
    for (const name of known.open)
      await admin.query(`REVOKE ALL ON DATABASE ${admin.escapeIdentifier(name)} FROM PUBLIC`);
  } finally {
    await admin.end();
  }
}

interface KnownNames {
  readonly roles: ReadonlySet<string>;
  readonly databases: ReadonlySet<string>;
  /** Databases that anybody with a login may still enter: the server's own, and any that a killed hub left half made. */
  readonly open: readonly string[];
}

async function knownNames(admin: Client): Promise<KnownNames> {
  const roles = await admin.query<{ name: string }>('SELECT rolname AS name FROM pg_roles');
  const databases = await admin.query<{ name: string; isOpen: boolean }>(
    `SELECT datname AS name, has_database_privilege('public', oid, 'CONNECT') AS "isOpen" FROM pg_database`,
  );
  return {
    roles: new Set(roles.rows.map(({ name }) => name)),
    databases: new Set(databases.rows.map(({ name }) => name)),
    open: databases.rows.filter(({ isOpen }) => isOpen).map(({ name }) => name),
  };
}

/** A role can log in and do nothing beyond its own database. */
function roleStatement(
  admin: Client,
  { id, password, isNewPassword = false }: DatabaseRole,
  isKnown: boolean,
): string {
  const rights = 'LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS';
  const secret = isKnown && !isNewPassword ? '' : ` PASSWORD ${admin.escapeLiteral(password)}`;
  return `${isKnown ? 'ALTER' : 'CREATE'} ROLE ${admin.escapeIdentifier(id)} ${rights}${secret}`;
}

function changeRoleStatement(admin: Client, id: string): string {
  const role = admin.escapeIdentifier(changeRole(id));
  const rights = 'NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS';
  return `CREATE ROLE ${role} ${rights}; GRANT ${role} TO ${admin.escapeIdentifier(id)}`;
}

async function createDatabase(admin: Client, id: string): Promise<void> {
  const name = admin.escapeIdentifier(id);
  await admin.query(`CREATE DATABASE ${name} OWNER ${name}`);
  await admin.query(`REVOKE ALL ON DATABASE ${name} FROM PUBLIC`);
}
