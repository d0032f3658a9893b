import 'reflect-metadata';
import { DataSource, type DataSourceOptions, type MigrationInterface } from 'typeorm';
import { ConfigurationError } from '../kit/configuration-error';
import { postgres } from '../kit/dialect';
import { dialectOf, postgresUrl, unreachable, type Place } from './database-url';
import { assertVersion, mariadbPlace } from './mariadb';

export type EntityClass = abstract new (...values: never[]) => object;
export type MigrationClass = new () => MigrationInterface;

export interface SourceOptions extends Place {
  /** What the tables are declared by; MariaDB's are written by hand, and compared in the tests. */
  readonly entities: readonly EntityClass[];
  readonly migrations?: readonly MigrationClass[];
}

/**
 * Opens one database to migrate it or to compare it with its declarations; throws ConfigurationError that names the unit
 * and never the password.
 */
export async function openSource(options: SourceOptions): Promise<DataSource> {
  const source = new DataSource(optionsOf(options));
  try {
    await source.initialize();
    if (source.options.type === 'mariadb') await assertVersion(source, options);
    return source;
  } catch (error) {
    await source.destroy().catch(() => undefined);
    throw error instanceof ConfigurationError ? error : unreachable(options, error);
  }
}

function optionsOf(options: SourceOptions): DataSourceOptions {
  const common: Pick<DataSourceOptions, 'migrationsTransactionMode' | 'logger'> & {
    migrations: MigrationClass[];
  } = {
    migrations: [...(options.migrations ?? [])],
    migrationsTransactionMode: 'each',
    // The default logger writes to the standard output, which belongs to the commands.
    logger: 'debug',
  };
  if (dialectOf(options) !== postgres) {
    const extra = mariadbPlace(options);
    return { ...common, type: 'mariadb', database: extra.database, extra };
  }
  return {
    ...common,
    type: 'postgres',
    entities: [...options.entities],
    connectTimeoutMS: 5_000,
    // No statement of the hub installs anything in an owner's database.
    installExtensions: false,
    extra: { connectionString: postgresUrl(options).toString() },
  };
}
