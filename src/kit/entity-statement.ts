import { createHash } from 'node:crypto';
import type { Dialect } from './dialect';
import type { Lookup } from './owner';
import type { SliceRequest } from './selection';

/** What one enterprise's row tells, by the names that the statement gave its columns. */
export type Row = Readonly<Record<string, unknown>>;

/** The select list and its parameters; `$1` is always the list of codes. */
export class Statement {
  readonly columns: string[] = [];
  readonly values: unknown[] = [];

  constructor(readonly dialect: Dialect) {}

  readonly param = (value: unknown, type: string): string => {
    this.values.push(value);
    return this.dialect.cast(`$${this.values.length + 1}`, type);
  };

  column(sql: string): string {
    const name = `c${this.columns.length}`;
    this.columns.push(`${sql} AS ${name}`);
    return name;
  }
}

export const aliasOf = (request: SliceRequest): string => `e_${request.slice.table}`;
export const knownColumn = (request: SliceRequest): string => `known_${request.slice.table}`;

type RowReader = (lookup: Lookup, usccs: readonly string[]) => Promise<ReadonlyMap<string, Row>>;

/**
 * One enterprise has a statement of its own: PostgreSQL keeps the plan of `= $1`, while that of a list of unknown length
 * it makes anew each time, which is a quarter of its work.
 */
export function rowReader(requests: readonly SliceRequest[], statement: Statement): RowReader {
  if (requests.length === 0) return () => Promise.resolve(new Map());
  const ofOne = prepared(statementText(requests, statement, oneCode(statement.dialect)));
  const ofMany = prepared(statementText(requests, statement, manyCodes(statement.dialect)));
  return async (lookup, usccs) => {
    const isOne = usccs.length === 1;
    const rows = await lookup<Record<string, unknown> & { uscc: string }>({
      ...(isOne ? ofOne : ofMany),
      values: [isOne ? usccs[0] : usccs, ...statement.values],
    });
    return new Map(rows.map((row) => [row.uscc, row]));
  };
}

/** The asked code or codes, `$1`, as SQL. */
interface Asked {
  isAsked(expression: string): string;
  /** As a table `k(uscc)`. */
  readonly table: string;
  narrowed(table: string): string;
}

const oneCode = (dialect: Dialect): Asked => ({
  isAsked: (expression) => `${expression} = ${dialect.cast('$1', 'text')}`,
  table: `(SELECT ${dialect.cast('$1', 'text')} AS uscc) AS k`,
  narrowed: (table) => table,
});

const manyCodes = (dialect: Dialect): Asked => ({
  isAsked: (expression) => dialect.isAmong(expression, '$1'),
  table: dialect.tableOf('$1'),
  // A list of codes narrows each table by its index; a join alone lets PostgreSQL read a small table whole.
  narrowed: (table) => `(SELECT * FROM ${table} WHERE ${dialect.isAmong('uscc', '$1')})`,
});

/** One slice is read from its own table; several of one unit are joined over the asked codes, still in one statement. */
function statementText(requests: readonly SliceRequest[], statement: Statement, asked: Asked): string {
  const slices = new Map(requests.map((request) => [request.slice.table, request]));
  const [first] = requests;
  if (slices.size === 1 && first !== undefined) {
    const e = aliasOf(first);
    const columns = [`${e}.uscc`, `${e}.division`, `true AS ${knownColumn(first)}`, ...statement.columns];
    return `SELECT ${columns.join(', ')} FROM ${first.slice.table} ${e} WHERE ${asked.isAsked(`${e}.uscc`)}`;
  }
  const all = [...slices.values()];
  const joins = all.map(
    (request) =>
      `LEFT JOIN ${asked.narrowed(request.slice.table)} ${aliasOf(request)} ON ${aliasOf(request)}.uscc = k.uscc`,
  );
  const known = all.map((request) => `${aliasOf(request)}.uscc IS NOT NULL AS ${knownColumn(request)}`);
  const division = `coalesce(${all.map((request) => `${aliasOf(request)}.division`).join(', ')}) AS division`;
  return `SELECT k.uscc, ${[division, ...known, ...statement.columns].join(', ')} FROM ${asked.table} ${joins.join(' ')}`;
}

const MAX_STATEMENTS = 500;
const statementNames = new Map<string, string>();

/**
 * PostgreSQL keeps a prepared statement under a name of at most 63 bytes, in each connection, for good: the text's hash
 * names it, and beyond a bound statements stay unnamed so that no caller can fill the owner's memory with shapes.
 */
function prepared(text: string): { text: string; name?: string } {
  let name = statementNames.get(text);
  if (name === undefined) {
    if (statementNames.size >= MAX_STATEMENTS) return { text };
    name = `q_${createHash('sha256').update(text).digest('hex').slice(0, 24)}`;
    statementNames.set(text, name);
  }
  return { text, name };
}
