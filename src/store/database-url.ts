import { ConfigurationError } from '../kit/configuration-error';
import { mariadb, postgres, type Dialect } from '../kit/dialect';
import { codeOf } from './error-code';

/** Where one database lies. */
export interface Place {
  /** Unit id, or `hub`. */
  readonly id: string;
  readonly url: string;
}

export interface SessionWish extends Place {
  readonly readOnly?: boolean;
  /** 0 is without end; a connection that only reads has two seconds if it does not say. */
  readonly statementTimeoutMs?: number;
}

const SERVING_TIMEOUT_MS = 2_000;

/** The engine that a URL names; throws ConfigurationError where it names none that is known. */
export function dialectOf({ id, url }: Place): Dialect {
  const protocol = URL.canParse(url) ? new URL(url).protocol : '';
  if (/^postgres(ql)?:$/.test(protocol)) return postgres;
  if (/^(mysql|mariadb):$/.test(protocol)) return mariadb;
  throw new ConfigurationError(
    `${variableOf(id)} 不是 postgres:// 开头的地址：请写成 postgres://用户:口令@主机:端口/数据库`,
  );
}

/** How long a statement may take; 0 is without end. */
export function timeoutOf({ readOnly = false, statementTimeoutMs }: SessionWish): number {
  return statementTimeoutMs ?? (readOnly ? SERVING_TIMEOUT_MS : 0);
}

/** What a connection of this kind is told when it opens. */
export function sessionOf(wish: SessionWish): readonly string[] {
  return dialectOf(wish).session({ readOnly: wish.readOnly ?? false, timeoutMs: timeoutOf(wish) });
}

/** What the URL itself sets as options stays; ours come after it, and win. */
export function postgresUrl(wish: SessionWish): URL {
  const settings = sessionOf(wish);
  const url = new URL(wish.url);
  const own = url.searchParams.get('options');
  url.searchParams.set('options', [...(own === null ? [] : [own]), ...settings].join(' '));
  url.searchParams.set('application_name', `srdi-hub:${wish.id}`);
  return url;
}

/** One line on why a database cannot be reached; names the place and the variable, never the password. */
export function unreachable(place: Place, error: unknown): ConfigurationError {
  const url = new URL(place.url);
  const where = `${url.searchParams.get('host') ?? url.host}${url.pathname}`;
  return new ConfigurationError(
    `${place.id} 的数据库（${where}）连接失败：${reasonOf(error, dialectOf(place))}；请检查 ${variableOf(place.id)}`,
  );
}

export function variableOf(id: string): string {
  return id === 'hub' ? 'HUB_DATABASE_URL' : `UNIT_${id.toUpperCase()}_DATABASE_URL`;
}

const systemReasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: '没有服务在监听',
  ENOENT: '没有服务在监听',
  ENOTFOUND: '找不到主机',
  ETIMEDOUT: '主机没有回应',
};

function reasonOf(error: unknown, { errors }: Dialect): string {
  const code = codeOf(error);
  const known = systemReasons[code] ?? errors.reasons[code];
  if (known !== undefined) return known;
  if (/timeout/i.test(String(error))) return '主机没有回应';
  return code === '' ? (String(error).split('\n')[0] ?? '') : `代码 ${code}`;
}
