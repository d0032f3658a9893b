import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { MigrationExecutor, type DataSource, type MigrationInterface } from 'typeorm';
import { z } from 'zod';
import { ConfigurationError } from '../kit/configuration-error';
import { mariadb, postgres, type Dialect } from '../kit/dialect';
import { dialectOf, variableOf, type Place } from './database-url';
import { codeOf } from './error-code';
import type { MigrationClass } from './sources';

const load = createRequire(__filename);

/** `migrations/` beside `src/`: of the sources where these run, of `dist/` where that does. */
export const MIGRATIONS_ROOT = resolve(__dirname, '..', '..', 'migrations');

/** A migration's file: `0001-name.ts`, or what was compiled from it. */
export const MIGRATION_FILE = /^(\d{4})-[\w-]+\.(js|ts)$/;

/** The migrations of one database, from its folder under `migrations/`, in their order. */
export function readMigrations(root: string, id: string): MigrationClass[] {
  const folder = join(root, id);
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder).filter((file) => MIGRATION_FILE.test(file));
  return files.sort().map((file) => {
    const loaded: unknown = load(join(folder, file));
    const migration: unknown =
      typeof loaded === 'object' && loaded !== null ? Reflect.get(loaded, 'migration') : undefined;
    if (!isMigrationClass(migration)) throw new Error(`${id}/${file} exports no migration`);
    return migration;
  });
}

/** The migrations that a database needs where it lies; throws ConfigurationError where its unit has none for that engine. */
export function migrationsFor(place: Place): MigrationClass[] {
  if (dialectOf(place) === postgres) return readMigrations(MIGRATIONS_ROOT, place.id);
  const migrations = readMigrations(MIGRATIONS_ROOT, join(place.id, 'mariadb'));
  if (migrations.length > 0) return migrations;
  throw new ConfigurationError(
    `${place.id} 的数据库只能在 PostgreSQL 上：请把 ${variableOf(place.id)} 改为 postgres:// 开头的地址`,
  );
}

/**
 * Brings a database to the present schema, each migration in a transaction of its own; gives how many were run. Of
 * several hubs that start on one database at a time, one migrates and the others wait. Throws ConfigurationError where
 * a newer hub has been here.
 */
export async function migrate(source: DataSource, id: string): Promise<number> {
  const dialect = source.options.type === 'postgres' ? postgres : mariadb;
  const runner = source.createQueryRunner();
  const query = async (text: string): Promise<{ rows: unknown }> => ({ rows: await runner.query(text) });
  try {
    await query(dialect.migrating.begin);
    if (!(await hasPending({ dialect, query }, id, source.migrations))) return 0;
    const executor = new MigrationExecutor(source, runner);
    executor.transaction = 'each';
    return (await executor.executePendingMigrations()).length;
  } finally {
    await query(dialect.migrating.end).catch(() => undefined);
    await runner.release();
  }
}

/** Statements that would bring the database to what the entities say; none where they agree. */
export async function pendingSchemaChanges(source: DataSource): Promise<string[]> {
  const changes = await source.driver.createSchemaBuilder().log();
  return changes.upQueries.map(({ query }) => query);
}

/**
 * Whether migrations are left to run on a database; throws ConfigurationError where a newer hub has changed it, which may
 * mean something that this code does not know.
 */
export async function hasPending(
  database: Asked,
  id: string,
  migrations: readonly MigrationInterface[],
): Promise<boolean> {
  const known = new Set(migrations.map((migration) => migration.name ?? migration.constructor.name));
  const done = await migratedNames(database);
  const newer = done.find((name) => !known.has(name));
  if (newer !== undefined) {
    throw new ConfigurationError(
      `${id} 的数据库已由更新版本的 hub 迁移（${newer}）：请升级 hub，或换一个 HUB_DATA_DIR`,
    );
  }
  return done.length < known.size;
}

interface Asked {
  readonly dialect: Dialect;
  query(text: string): Promise<{ readonly rows: unknown }>;
}

async function migratedNames(database: Asked): Promise<string[]> {
  try {
    const { rows } = await database.query('SELECT name FROM migrations ORDER BY id');
    return z
      .array(z.object({ name: z.string() }))
      .parse(rows)
      .map(({ name }) => name);
  } catch (error) {
    if (database.dialect.errors.noTable.includes(codeOf(error))) return [];
    throw error;
  }
}

function isMigrationClass(value: unknown): value is MigrationClass {
  return typeof value === 'function';
}
