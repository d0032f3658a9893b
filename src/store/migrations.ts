import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { DataSource, MigrationInterface } from 'typeorm';
import { ConfigurationError } from '../config';

type MigrationClass = new () => MigrationInterface;

/** The migrations of one database, from its folder under `migrations/`, in order. */
export async function readMigrations(root: string, id: string): Promise<MigrationClass[]> {
  const folder = join(root, id);
  if (!existsSync(folder)) return [];
  const files = (await readdir(folder)).filter((file) => /^\d{4}-[\w-]+\.(js|ts)$/.test(file)).sort();
  return files.map((file) => {
    const loaded = require(join(folder, file)) as { migration?: MigrationClass };
    if (loaded.migration === undefined) throw new Error(`${id}/${file} exports no migration`);
    return loaded.migration;
  });
}

/** Brings a database to the present schema, each migration in a transaction of its own. */
export async function migrate(source: DataSource, id: string): Promise<void> {
  await refuseNewer(source, id);
  await source.runMigrations({ transaction: 'each' });
}

/** A database that a newer hub has migrated may mean what this code does not know. */
async function refuseNewer(source: DataSource, id: string): Promise<void> {
  const known = new Set(source.migrations.map((migration) => migration.name ?? migration.constructor.name));
  const tables: unknown[] = await source.query(`SELECT 1 FROM information_schema.tables WHERE table_schema = current_schema() AND table_name = 'migrations'`);
  if (tables.length === 0) return;
  const done: { name: string }[] = await source.query('SELECT name FROM migrations');
  const unknown = done.find(({ name }) => !known.has(name));
  if (unknown !== undefined)
    throw new ConfigurationError(`${id} 的数据库由更新版本的 hub 迁移过（${unknown.name}）：请升级 hub，或换一个 HUB_DATA_DIR`);
}

/** Statements that would bring the database to what the entities say; none where they agree. */
export async function pendingSchemaChanges(source: DataSource): Promise<string[]> {
  const changes = await source.driver.createSchemaBuilder().log();
  return changes.upQueries.map((query) => query.query);
}

/** Writes the next migration of a database out of pending statements; returns its path, or undefined where none is needed. */
export async function writeMigration(source: DataSource, root: string, id: string, name: string): Promise<string | undefined> {
  const changes = await source.driver.createSchemaBuilder().log();
  if (changes.upQueries.length === 0) return undefined;
  const folder = join(root, id);
  await mkdir(folder, { recursive: true });
  const number = (await readdir(folder)).length + 1;
  const file = `${String(number).padStart(4, '0')}-${name}.ts`;
  // TypeORM orders migrations by a timestamp at the end of the name.
  const className = `${pascal(id)}${pascal(name)}${1_700_000_000_000 + number}`;
  const body = (queries: readonly { query: string }[]): string => queries.map(({ query }) => `    await runner.query(${JSON.stringify(query)});`).join('\n');
  await writeFile(
    join(folder, file),
    `import type { MigrationInterface, QueryRunner } from 'typeorm';

class ${className} implements MigrationInterface {
  readonly name = '${className}';

  async up(runner: QueryRunner): Promise<void> {
${body(changes.upQueries)}
  }

  async down(runner: QueryRunner): Promise<void> {
${body([...changes.downQueries].reverse())}
  }
}

export { ${className} as migration };
`,
  );
  return join(folder, file);
}

function pascal(name: string): string {
  return name.split('-').map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}
