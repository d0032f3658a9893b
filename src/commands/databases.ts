import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';
import { accessEntities } from '../audit/access-record';
import type { HubConfig } from '../config';
import type { UnitDeclaration } from '../kit/define-unit';
import type { Reading } from '../kit/owner';
import { entitiesOf } from '../kit/tables';
import { AgreementRow, ConsentRow, HubFact } from '../sharing/tables';
import { openCluster, type Cluster } from '../store/cluster';
import { assertIsolation } from '../store/isolation';
import { migrate, MIGRATIONS_ROOT, readMigrations } from '../store/migrations';
import { openReading } from '../store/reading';
import { openSource, poolOf, type EntityClass } from '../store/sources';

/** One database with its two doors: one that writes, one that only reads and is never slow. */
export interface OpenDatabase {
  readonly id: string;
  readonly source: DataSource;
  readonly writing: Pool;
  readonly reading: Reading;
  close(): Promise<void>;
}

export interface OpenDatabases {
  readonly hub: OpenDatabase;
  readonly units: ReadonlyMap<string, OpenDatabase>;
  close(): Promise<void>;
}

const hubEntities: readonly EntityClass[] = [AgreementRow, ConsentRow, HubFact];

/** Entities of one database by its id: the hub's own, or a unit's tables and its record. */
export function databaseEntities(
  units: readonly UnitDeclaration[],
): ReadonlyMap<string, readonly EntityClass[]> {
  return new Map<string, readonly EntityClass[]>([
    ['hub', hubEntities],
    ...units.map((unit): [string, readonly EntityClass[]] => [
      unit.id,
      [...entitiesOf(unit), ...accessEntities] as readonly EntityClass[],
    ]),
  ]);
}

/** Opens and migrates every database: the embedded cluster for all that have no URL of their own. */
export async function openDatabases(
  config: HubConfig,
  units: readonly UnitDeclaration[],
  onProgress: (message: string) => void,
): Promise<OpenDatabases> {
  const entities = databaseEntities(units);
  const embedded = [...entities.keys()].filter((id) => !config.databaseUrls.has(id));
  const cluster =
    embedded.length === 0
      ? undefined
      : await openCluster({ dataDir: config.dataDir, databases: embedded, onProgress });
  try {
    return await openAll(config, units, entities, cluster);
  } catch (error) {
    await cluster?.stop();
    throw error;
  }
}

async function openAll(
  config: HubConfig,
  units: readonly UnitDeclaration[],
  entities: ReadonlyMap<string, readonly EntityClass[]>,
  cluster: Cluster | undefined,
): Promise<OpenDatabases> {
  const urlFor = (id: string): string => config.databaseUrls.get(id) ?? cluster?.urlFor(id) ?? '';
  const opened = await Promise.all([...entities].map(([id, own]) => openDatabase(id, urlFor(id), own)));
  const [hub] = opened;
  if (hub === undefined) throw new Error('no hub database');
  await assertIsolation(
    urlFor,
    units.map((unit) => unit.id),
  );
  return {
    hub,
    units: new Map(opened.slice(1).map((database) => [database.id, database])),
    close: async () => {
      await Promise.all(opened.map((database) => database.close()));
      await cluster?.stop();
    },
  };
}

export async function openDatabase(
  id: string,
  url: string,
  entities: readonly EntityClass[],
): Promise<OpenDatabase> {
  const source = await openSource({
    id,
    url,
    entities,
    migrations: readMigrations(MIGRATIONS_ROOT, id),
    poolSize: 2,
  });
  await migrate(source, id);
  const reading = await openReading(id, url);
  return {
    id,
    source,
    writing: poolOf(source),
    reading,
    close: async () => {
      await Promise.all([source.destroy(), reading.close()]);
    },
  };
}
