import { codecOf } from './codec';
import type { Dialect } from './dialect';
import type { SelectContext, Source } from './source-contract';

export type { SelectContext, Source } from './source-contract';
import { partDeclaration, snakeCase, type Constructor, type Fact } from './slice';

interface RowsOptions {
  /** Fact by which rows are ordered, newest or greatest first. */
  readonly orderBy: string;
  /** SQL condition over `p`, the part's row. */
  readonly where?: string;
}

/** A column of the slice's own table. */
export function column(name: string): Source {
  return { sql: ({ row }) => `${row}.${snakeCase(name)}` };
}

/** Any expression over `e`, the slice's row, and the arguments of the question. */
export function expression(sql: (e: string, select: SelectContext) => string): Source {
  return { sql: (select) => sql(select.row, select) };
}

/** All rows of a part, as a list. */
export function rows(part: Constructor, options: RowsOptions): Source {
  return {
    part,
    sql: ({ row, facts, dialect }) =>
      `(SELECT ${dialect.jsonList(jsonObject(part, facts, dialect), newestFirst(options))} ` +
      `FROM ${tableOf(part)} p WHERE p.uscc = ${row}.uscc${and(options.where)})`,
    tell: (stored) => (Array.isArray(stored) ? stored.map((item) => tellPart(part, item)) : []),
  };
}

/** The first row of a part, as one value; null where there is none. */
export function row(part: Constructor, options: RowsOptions): Source {
  return {
    part,
    sql: ({ row: e, facts, dialect }) =>
      `(SELECT ${jsonObject(part, facts, dialect)} FROM ${tableOf(part)} p WHERE p.uscc = ${e}.uscc${and(options.where)} ` +
      `ORDER BY ${newestFirst(options)} LIMIT 1)`,
    tell: (stored) => tellPart(part, stored),
  };
}

/** A part built from columns of the slice's own row: fact → SQL over `e`. */
export function compose(
  part: Constructor,
  columns: Readonly<Record<string, (e: string) => string>>,
  present: (e: string) => string,
): Source {
  return {
    part,
    columns,
    sql: ({ row: e, dialect }) =>
      `CASE WHEN ${present(e)} THEN ${dialect.jsonObject(
        Object.entries(columns).map(([fact, sql]) => [fact, sql(e)]),
      )} END`,
    tell: (stored) => tellPart(part, stored),
  };
}

/** One fact of the row of the asked year, or of the latest year that the owner has. Needs a fact `year`. */
export function annual(
  part: Constructor,
  fact: string | ((p: string, select: SelectContext) => string),
): Source {
  return {
    isYearly: true,
    sql: (select) => {
      const { row: e, args, param } = select;
      const value = typeof fact === 'string' ? `p.${snakeCase(fact)}` : fact('p', select);
      const year = args['year'];
      const condition = year === undefined || year === null ? '' : ` AND p.year = ${param(year, 'int')}`;
      return `(SELECT ${value} FROM ${tableOf(part)} p WHERE p.uscc = ${e}.uscc${condition} ORDER BY p.year DESC LIMIT 1)`;
    },
  };
}

/** How many rows of a part there are. */
export function count(part: Constructor, where?: string): Source {
  return {
    sql: ({ row: e, dialect }) =>
      `(SELECT ${dialect.cast('count(*)', 'int')} FROM ${tableOf(part)} p WHERE p.uscc = ${e}.uscc${and(where)})`,
  };
}

/** The sum of a part's column; 0 where there is no row. With `year`, only rows whose year is the asked one. */
export function sum(
  part: Constructor,
  fact: string,
  options: { where?: string; yearly?: boolean } = {},
): Source {
  return {
    isYearly: options.yearly ?? false,
    sql: ({ row: e, args, param, dialect }) => {
      const year = args['year'];
      const total = dialect.cast(`coalesce(sum(p.${snakeCase(fact)}), 0)`, 'bigint');
      const condition =
        options.yearly === true && typeof year === 'number' ? ` AND p.year = ${param(year, 'int')}` : '';
      return `(SELECT ${total} FROM ${tableOf(part)} p WHERE p.uscc = ${e}.uscc${condition}${and(options.where)})`;
    },
  };
}

export function tableOf(target: Constructor): string {
  return snakeCase(target.name);
}

function and(where: string | undefined): string {
  return where === undefined ? '' : ` AND ${where}`;
}

/** Rows of one day or year in the order in which they were written, so that every engine tells the same first one. */
function newestFirst({ orderBy }: RowsOptions): string {
  return `p.${snakeCase(orderBy)} DESC, p.id DESC`;
}

function jsonObject(part: Constructor, selected: readonly string[] | undefined, dialect: Dialect): string {
  const wanted = factsOf(part).filter((fact) => selected?.includes(fact.name) ?? true);
  return dialect.jsonObject(wanted.map((fact) => [fact.name, fact.from ?? `p.${snakeCase(fact.name)}`]));
}

function tellPart(part: Constructor, stored: unknown): Record<string, unknown> | null {
  if (typeof stored !== 'object' || stored === null) return null;
  const told: Record<string, unknown> = {};
  for (const fact of factsOf(part)) {
    const value: unknown = Reflect.get(stored, fact.name);
    if (value === undefined) continue;
    told[fact.name] = value === null ? null : tellerOf(fact)(value);
  }
  return told;
}

const tellers = new WeakMap<Fact, (stored: unknown) => unknown>();

function tellerOf(fact: Fact): (stored: unknown) => unknown {
  let teller = tellers.get(fact);
  if (teller === undefined) {
    const type = fact.type();
    const isList = Array.isArray(type);
    teller = codecOf(isList ? type[0] : (type as never), isList, fact)?.tell ?? ((stored) => stored);
    tellers.set(fact, teller);
  }
  return teller;
}

function factsOf(part: Constructor): readonly Fact[] {
  const declaration = partDeclaration(part);
  if (declaration === undefined) throw new Error(`${part.name} is not declared with @Part`);
  return declaration.facts;
}
