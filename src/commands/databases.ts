import type { Pool } from 'pg';
import { accessEntities } from '../audit/access-record';
import type { HubConfig } from '../config';
import { ConfigurationError } from '../kit/configuration-error';
import type { UnitDeclaration } from '../kit/define-unit';
import type { Connections } from '../kit/connections';
import type { Notices } from '../kit/notices';
import type { Reading } from '../kit/owner';
import { ChangeKey } from '../kit/change-key';
import { entitiesOf, tablesOf } from '../kit/tables';
import { ApplicationRow } from '../sharing/applications/application-table';
import { CatalogueVersionRow } from '../sharing/catalogue/catalogue-table';
import { CalendarYearRow, ClockRow, ClockRuleRow } from '../sharing/clocks/clock-tables';
import { DisputeRow } from '../sharing/disputes/dispute-table';
import { AccessHoldRow } from '../sharing/access-log/access-holds';
import { consentEntities } from '../sharing/consents/consent-tables';
import { CorrectionRow } from '../sharing/corrections/correction-tables';
import {
  AgreementRow,
  AgreementSignature,
  AgreementUsage,
  BundleRow,
  HubFact,
  SharingEvent,
  SigningKey,
} from '../sharing/tables';
import { changeRole, openChanging } from '../store/changing';
import { openCluster, type Cluster } from '../store/cluster';
import { openConnections } from '../store/connections';
import { unreachable, type Place } from '../store/database-url';
import { assertIsolation } from '../store/isolation';
import { hasPending, migrate, migrationsFor } from '../store/migrations';
import { openNotices } from '../store/notices';
import { openReading } from '../store/reading';
import { openSource, type EntityClass } from '../store/sources';

/** One database with its doors: one that owns it, one that only reads and is never slow, one for the unit's changes. */
export interface OpenDatabase {
  readonly id: string;
  readonly url: string;
  readonly writing: Connections;
  readonly reading: Reading;
  /** Writes the unit's own tables only; absent where it changes nothing, or its server has no role for it. */
  readonly changing?: Pool | undefined;
  /** What the database says of itself; connects when somebody first listens. */
  readonly notices: Notices;
  close(): Promise<void>;
}

export interface OpenDatabases {
  readonly hub: OpenDatabase;
  readonly units: ReadonlyMap<string, OpenDatabase>;
  close(): Promise<void>;
}

const hubEntities: readonly EntityClass[] = [
  AgreementRow,
  AgreementSignature,
  AgreementUsage,
  BundleRow,
  SigningKey,
  ...consentEntities,
  CorrectionRow,
  AccessHoldRow,
  SharingEvent,
  ChangeKey,
  HubFact,
  ClockRow,
  ClockRuleRow,
  CalendarYearRow,
  ApplicationRow,
  DisputeRow,
  CatalogueVersionRow,
];

/** What the acts of sharing write. */
const hubTables = [
  'agreement',
  'agreement_signature',
  'agreement_usage',
  'bundle',
  'consent',
  'consent_request',
  'consent_use',
  'correction',
  'access_hold',
  'sharing_event',
  'signing_key',
  'change_key',
  'clock',
  'clock_rule',
  'calendar_year',
  'application',
  'dispute',
  'catalogue_version',
];

/** Entities of one database by its id: the hub's own, or a unit's tables and its record. */
export function databaseEntities(
  units: readonly UnitDeclaration[],
): ReadonlyMap<string, readonly EntityClass[]> {
  return new Map<string, readonly EntityClass[]>([
    ['hub', hubEntities],
    ...units.map((unit): [string, readonly EntityClass[]] => [
      unit.id,
      [
        ...entitiesOf(unit),
        ...(hasChanges(unit) ? [ChangeKey] : []),
        ...accessEntities,
      ] as readonly EntityClass[],
    ]),
  ]);
}

function hasChanges({ changes = [] }: UnitDeclaration): boolean {
  return changes.length > 0;
}

/**
 * Opens and migrates every database: the embedded cluster for all that have no URL of their own. The cluster starts while
 * `beside` goes on, and is entered afterwards: what holds the event loop would make a connection run out of its time.
 */
export async function openDatabases(
  config: HubConfig,
  units: readonly UnitDeclaration[],
  onProgress: (message: string) => void,
  beside?: Promise<unknown>,
): Promise<OpenDatabases> {
  const entities = databaseEntities(units);
  const embedded = [...entities.keys()].filter((id) => !config.databaseUrls.has(id));
  const cluster =
    embedded.length === 0
      ? undefined
      : await openCluster({ dataDir: config.dataDir, databases: embedded, onProgress });
  try {
    await beside;
    return await openAll(config, units, { entities, cluster, onProgress });
  } catch (error) {
    await cluster?.stop();
    throw error;
  }
}

async function openAll(
  config: HubConfig,
  units: readonly UnitDeclaration[],
  { entities, cluster, onProgress }: Opening,
): Promise<OpenDatabases> {
  const urlFor = (id: string): string => config.databaseUrls.get(id) ?? cluster?.urlFor(id) ?? '';
  const [isolated, ...outcomes] = await Promise.allSettled([
    assertIsolation(
      urlFor,
      units.map((unit) => unit.id),
    ),
    ...[...entities].map(async ([id, own]) => {
      const unit = units.find((candidate) => candidate.id === id);
      const tables =
        id === 'hub' ? hubTables : unit !== undefined && hasChanges(unit) ? changedTables(unit) : [];
      const database = await openDatabase(id, urlFor(id), own, tables);
      if (tables.length > 0 && database.changing === undefined) onProgress(withoutChanges(id, urlFor(id)));
      return database;
    }),
  ]);
  const opened = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
  const closeOpened = async (): Promise<void> => {
    await Promise.all(opened.map((database) => database.close()));
  };
  // A database that cannot be reached is told before a neighbour's door that could not be tried for that reason.
  const trouble = [...outcomes, isolated].find((outcome) => outcome.status === 'rejected');
  if (trouble !== undefined) {
    await closeOpened();
    throw trouble.reason;
  }
  const [hub] = opened;
  if (hub === undefined) throw new Error('no hub database');
  return {
    hub,
    units: new Map(opened.slice(1).map((database) => [database.id, database])),
    close: async () => {
      await closeOpened();
      await cluster?.stop();
    },
  };
}

interface Opening {
  readonly entities: ReadonlyMap<string, readonly EntityClass[]>;
  readonly cluster: Cluster | undefined;
  readonly onProgress: (message: string) => void;
}

const changedTables = (unit: UnitDeclaration): string[] => [
  ...tablesOf(unit).map(({ name }) => name),
  'change_key',
];

function withoutChanges(id: string, url: string): string {
  const role = decodeURIComponent(new URL(url).username);
  return `${id} 暂不能办理：请在其数据库服务器执行 CREATE ROLE "${changeRole(role)}" NOLOGIN; GRANT "${changeRole(role)}" TO "${role}" 后重启`;
}

export async function openDatabase(
  id: string,
  url: string,
  entities: readonly EntityClass[],
  changedTables: readonly string[] = [],
): Promise<OpenDatabase> {
  const writing = openConnections({ id, url, poolSize: 2 });
  await migrateDatabase(writing, { id, url, entities }).catch(async (error: unknown) => {
    await writing.close();
    throw error;
  });
  const reading = openReading(id, url);
  const changing =
    changedTables.length === 0 ? undefined : await openChanging(writing, { id, url, tables: changedTables });
  const notices = openNotices({ id, url });
  return {
    id,
    url,
    writing,
    reading,
    changing,
    notices,
    close: async () => {
      await Promise.all([writing.close(), reading.close(), changing?.end(), notices.close()]);
    },
  };
}

/** What migrates is loaded only where something is left to migrate: nothing is, at most starts. */
async function migrateDatabase(
  database: Connections,
  place: Place & { readonly entities: readonly EntityClass[] },
): Promise<void> {
  const migrations = migrationsFor(place);
  const isPending = await hasPending(
    database,
    place.id,
    migrations.map((migration) => new migration()),
  ).catch((error: unknown) => {
    throw error instanceof ConfigurationError ? error : unreachable(place, error);
  });
  if (!isPending) return;
  const source = await openSource({ ...place, migrations });
  try {
    await migrate(source, place.id);
  } finally {
    await source.destroy();
  }
}
