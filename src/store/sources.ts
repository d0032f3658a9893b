import 'reflect-metadata';
import type { Pool } from 'pg';
import { DataSource, type EntityTarget, type MigrationInterface, type ObjectLiteral } from 'typeorm';
import { ConfigurationError } from '../config';

export interface SourceOptions {
  /** Unit id, or `hub`. */
  readonly id: string;
  readonly url: string;
  readonly entities: readonly EntityTarget<ObjectLiteral>[] | readonly object[];
  readonly migrations?: readonly (new () => MigrationInterface)[];
  /** Serving connections can read only, and no statement of theirs runs longer than two seconds. */
  readonly readOnly?: boolean;
  readonly poolSize?: number;
}

/** Opens one database; a failure names the unit and never the password. */
export async function openSource(options: SourceOptions): Promise<DataSource> {
  const { id, url, readOnly = false, poolSize = 4 } = options;
  const source = new DataSource({
    type: 'postgres',
    url,
    entities: [...options.entities] as never,
    migrations: [...(options.migrations ?? [])] as never,
    migrationsTransactionMode: 'each',
    poolSize,
    applicationName: `srdi-hub:${id}`,
    connectTimeoutMS: 5_000,
    // No statement of the hub may install anything in an owner's database.
    installExtensions: false,
    extra: readOnly ? { options: '-c default_transaction_read_only=on -c statement_timeout=2000' } : {},
  });
  try {
    return await source.initialize();
  } catch (error) {
    throw new ConfigurationError(`${id} 的数据库连接失败（${reasonOf(error)}）：请检查 UNIT_${id.toUpperCase()}_DATABASE_URL`);
  }
}

/** The pg pool behind a source: loaders use named prepared statements, which TypeORM's own query does not. */
export function poolOf(source: DataSource): Pool {
  const pool: unknown = Reflect.get(source.driver, 'master');
  if (typeof pool !== 'object' || pool === null) throw new Error('the source has no pool');
  return pool as Pool;
}

function reasonOf(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  const reasons: Record<string, string> = {
    ECONNREFUSED: '没有服务在监听',
    ENOENT: '没有服务在监听',
    '28P01': '口令不对',
    '28000': '不允许登录',
    '3D000': '没有这个数据库',
    '42501': '没有权限',
    ENOTFOUND: '找不到主机',
  };
  return reasons[code] ?? (code === '' ? '未知原因' : `代码 ${code}`);
}
