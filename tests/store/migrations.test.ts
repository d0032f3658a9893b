import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  Column,
  Entity,
  Index,
  PrimaryColumn,
  type DataSource,
  type MigrationInterface,
  type QueryRunner,
} from 'typeorm';
import type { Cluster } from '../../src/store/cluster';
import { writeMigration } from '../../src/store/migration-file';
import { migrate, pendingSchemaChanges, readMigrations } from '../../src/store/migrations';
import { openSource, type EntityClass, type MigrationClass } from '../../src/store/sources';
import { newDataDirectory, open, query, refusalOf } from './support/cluster';

@Entity('paper')
class Paper {
  @PrimaryColumn({ type: 'varchar', length: 18 })
  uscc!: string;

  @Index()
  @Column({ type: 'varchar', length: 12, default: 'it`s, ${so} (1)' })
  division!: string;

  @Column({ type: 'numeric', precision: 12, scale: 2, nullable: true })
  amount!: string | null;
}

@Entity('paper')
class WiderPaper extends Paper {
  @Column({ type: 'boolean', default: false, name: 'is_synthetic' })
  isSynthetic!: boolean;
}

const ROOT = join(__dirname, '..', '..');

let cluster: Cluster;
let dataDir: string;
let root: string;
const sources: DataSource[] = [];
const databases = ['one', 'two', 'three', 'four', 'five'];

beforeAll(async () => {
  dataDir = newDataDirectory();
  root = mkdtempSync(join(tmpdir(), 'srdi-migrations-'));
  ({ cluster } = await open(dataDir, databases));
});
afterAll(async () => {
  await Promise.all(sources.map((source) => source.destroy()));
  await cluster.stop();
  for (const folder of [dataDir, root]) rmSync(folder, { recursive: true });
});

async function connect(
  id: string,
  entities: readonly EntityClass[],
  migrations: readonly MigrationClass[] = [],
): Promise<DataSource> {
  const source = await openSource({ id, url: cluster.urlFor(id), entities, migrations });
  sources.push(source);
  return source;
}

it('writes what the schema lacks as a migration, which leaves nothing lacking, forwards and backwards', async () => {
  const empty = await connect('one', [Paper]);
  expect((await pendingSchemaChanges(empty)).join('\n')).toMatch(/CREATE TABLE "paper"/);
  const path = (await writeMigration(empty, root, 'one', 'first-tables')) ?? '';
  expect(path).toBe(join(root, 'one', '0001-first-tables.ts'));

  const migrated = await connect('one', [Paper], readMigrations(root, 'one'));
  expect(await migrate(migrated, 'one')).toBe(1);
  expect(await pendingSchemaChanges(migrated)).toEqual([]);
  expect(await writeMigration(migrated, root, 'one', 'nothing')).toBeUndefined();
  expect(await migrate(migrated, 'one')).toBe(0);

  await migrated.undoLastMigration();
  expect(await query(cluster.urlFor('one'), `SELECT to_regclass('paper') AS paper`)).toEqual([
    { paper: null },
  ]);
});

it('writes migrations as the formatter would', async () => {
  const path = (await writeMigration(await connect('two', [WiderPaper]), root, 'two', 'first-tables')) ?? '';
  const prettier = join(ROOT, 'node_modules', 'prettier', 'bin', 'prettier.cjs');
  const config = join(ROOT, '.prettierrc.json');
  const formatted = execFileSync(process.execPath, [prettier, '--config', config, path], {
    encoding: 'utf8',
  });
  expect(formatted).toBe(readFileSync(path, 'utf8'));
});

it('tells the drift between the migrated schema and what the entities say, and takes the next number for it', async () => {
  await writeMigration(await connect('three', [Paper]), root, 'three', 'first-tables');
  await migrate(await connect('three', [Paper], readMigrations(root, 'three')), 'three');
  const drifted = await connect('three', [WiderPaper], readMigrations(root, 'three'));
  expect(await pendingSchemaChanges(drifted)).toEqual([
    'ALTER TABLE "paper" ADD "is_synthetic" boolean NOT NULL DEFAULT false',
  ]);
  expect(await writeMigration(drifted, root, 'three', 'synthetic')).toBe(
    join(root, 'three', '0002-synthetic.ts'),
  );
});

it('leaves a database as it was where a migration fails, and keeps those before it', async () => {
  class First1700000000001 implements MigrationInterface {
    up = (runner: QueryRunner): Promise<unknown> => runner.query('CREATE TABLE first (id int)');
    down = (): Promise<unknown> => Promise.resolve();
  }
  class Second1700000000002 implements MigrationInterface {
    up = async (runner: QueryRunner): Promise<void> => {
      await runner.query('CREATE TABLE second (id int)');
      await runner.query('CREATE TABLE second (id int)');
    };
    down = (): Promise<unknown> => Promise.resolve();
  }
  const source = await connect('four', [], [First1700000000001, Second1700000000002]);
  await expect(migrate(source, 'four')).rejects.toMatchObject({ code: '42P07' });
  const tables = await query(
    cluster.urlFor('four'),
    `SELECT to_regclass('first')::text AS first, to_regclass('second')::text AS second`,
  );
  expect(tables).toEqual([{ first: 'first', second: null }]);
  const older = await connect('four', []);
  expect(await refusalOf(migrate(older, 'four'))).toBe(
    'four 的数据库已由更新版本的 hub 迁移（First1700000000001）：请升级 hub，或换一个 HUB_DATA_DIR',
  );
});

it('is run by one of several hubs that start on one database at one moment', async () => {
  await writeMigration(await connect('five', [Paper]), root, 'five', 'first-tables');
  const hubs = await Promise.all([1, 2, 3].map(() => connect('five', [Paper], readMigrations(root, 'five'))));
  const runs = await Promise.all(hubs.map((source) => migrate(source, 'five')));
  expect(runs.sort()).toEqual([0, 0, 1]);
});

it('has none for a database without a folder, and does not take a file that exports none', () => {
  expect(readMigrations(root, 'nowhere')).toEqual([]);
  mkdirSync(join(root, 'broken'));
  writeFileSync(join(root, 'broken', '0001-broken.ts'), 'export const up = 1;\n');
  expect(() => readMigrations(root, 'broken')).toThrow('broken/0001-broken.ts exports no migration');
});
