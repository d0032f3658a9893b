import 'reflect-metadata';
import { Pool } from 'pg';
import { DataSource, type MigrationInterface } from 'typeorm';
import { ConfigurationError } from '../config';
import { codeOf } from './error-code';

export type EntityClass = abstract new (...values: never[]) => object;
export type MigrationClass = new () => MigrationInterface;

export interface SourceOptions {
  /** Unit id, or `hub`. */
  readonly id: string;
  readonly url: string;
  readonly entities: readonly EntityClass[];
  readonly migrations?: readonly MigrationClass[];
  /** Serving connections only read, and none of their statements runs longer than the timeout. */
  readonly readOnly?: boolean;
  readonly statementTimeoutMs?: number;
  readonly poolSize?: number;
}

const SERVING_TIMEOUT_MS = 2_000;

/** Opens one database; throws ConfigurationError that names the unit and never the password. */
export async function openSource(options: SourceOptions): Promise<DataSource> {
  const { id, entities, migrations = [], readOnly = false, poolSize = 4 } = options;
  const url = connectionUrl(options);
  const source = new DataSource({
    type: 'postgres',
    entities: [...entities],
    migrations: [...migrations],
    migrationsTransactionMode: 'each',
    poolSize,
    // The default logger writes to the standard output, which belongs to the commands.
    logger: 'debug',
    connectTimeoutMS: 5_000,
    // No statement of the hub installs anything in an owner's database.
    installExtensions: false,
    extra: {
      connectionString: url.toString(),
      // A serving connection keeps its prepared statements for as long as the hub runs.
      idleTimeoutMillis: readOnly ? 0 : 10_000,
      keepAlive: true,
    },
  });
  try {
    return await source.initialize();
  } catch (error) {
    throw new ConfigurationError(
      `${id} 的数据库（${placeOf(url)}）连接失败：${reasonOf(error)}；请检查 ${variableOf(id)}`,
    );
  }
}

/** The pool behind a source: loaders run named prepared statements on it, which TypeORM's own query does not. */
export function poolOf(source: DataSource): Pool {
  const pool: unknown = Reflect.get(source.driver, 'master');
  if (!(pool instanceof Pool)) throw new Error('the source is not open, or not one of PostgreSQL');
  return pool;
}

/** What the URL itself sets as options stays; ours come after it, and win. */
export function connectionUrl({
  id,
  url: text,
  readOnly = false,
  statementTimeoutMs,
}: Omit<SourceOptions, 'entities'>): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^postgres(ql)?:$/.test(url.protocol)) {
    throw new ConfigurationError(
      `${variableOf(id)} 不是 postgres:// 开头的地址：请写成 postgres://用户:口令@主机:端口/数据库`,
    );
  }
  const timeout = statementTimeoutMs ?? (readOnly ? SERVING_TIMEOUT_MS : 0);
  const settings = [
    url.searchParams.get('options'),
    readOnly ? '-c default_transaction_read_only=on' : null,
    timeout > 0 ? `-c statement_timeout=${timeout}` : null,
  ].filter((setting) => setting !== null);
  if (settings.length > 0) url.searchParams.set('options', settings.join(' '));
  url.searchParams.set('application_name', `srdi-hub:${id}`);
  return url;
}

function placeOf(url: URL): string {
  return `${url.searchParams.get('host') ?? url.host}${url.pathname}`;
}

function variableOf(id: string): string {
  return id === 'hub' ? 'HUB_DATABASE_URL' : `UNIT_${id.toUpperCase()}_DATABASE_URL`;
}

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: '没有服务在监听',
  ENOENT: '没有服务在监听',
  ENOTFOUND: '找不到主机',
  ETIMEDOUT: '主机没有回应',
  '28P01': '用户名或口令不对',
  '28000': '服务器不允许这样登录',
  '3D000': '没有这个数据库',
  '42501': '角色没有权限',
  '53300': '连接数已满',
  '57P03': '服务器正在启动或关闭',
};

function reasonOf(error: unknown): string {
  const code = codeOf(error);
  if (/timeout/i.test(String(error))) return '主机没有回应';
  return reasons[code] ?? (code === '' ? (String(error).split('\n')[0] ?? '') : `代码 ${code}`);
}
