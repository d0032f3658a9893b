import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ConfigurationError } from '../kit/configuration-error';
import { openCluster } from '../store/cluster';
import { migrate, MIGRATIONS_ROOT, pendingSchemaChanges, readMigrations } from '../store/migrations';
import { writeMigration } from '../store/migration-file';
import { openSource } from '../store/sources';
import { units } from '../units';
import { databaseEntities } from './databases';

/** Where migrations are written: the sources, not what was compiled from them. */
const SOURCE_ROOT = resolve(__dirname, '..', '..', '..', 'migrations');

/** Migrates empty databases and compares them with the declarations; with a name, writes what is missing. */
export async function checkMigrations(write: string | undefined): Promise<void> {
  if (write !== undefined && !/^[a-z][a-z0-9-]*$/.test(write))
    throw new ConfigurationError('迁移名应为小写字母、数字与连字符，如 initial');
  const dataDir = await mkdtemp(join(tmpdir(), 'srdi-migrations-'));
  const entities = databaseEntities(units);
  const cluster = await openCluster({
    dataDir,
    databases: [...entities.keys()],
    onProgress: () => undefined,
    isThrowaway: true,
  });
  try {
    for (const [id, own] of entities) {
      const source = await openSource({
        id,
        url: cluster.urlFor(id),
        entities: own,
        migrations: readMigrations(MIGRATIONS_ROOT, id),
      });
      try {
        await migrate(source, id);
        const pending = await pendingSchemaChanges(source);
        if (pending.length === 0) continue;
        if (write !== undefined)
          process.stdout.write(`${(await writeMigration(source, SOURCE_ROOT, id, write)) ?? ''}\n`);
        else {
          process.stderr.write(
            `${id} 的声明与迁移不一致：${pending[0] ?? ''}；请运行 npm run hub -- migrations --write <名称>\n`,
          );
          process.exitCode = 1;
        }
      } finally {
        await source.destroy();
      }
    }
  } finally {
    await cluster.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}
