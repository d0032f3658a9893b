import { Args, ArgsType, Directive, Field, Int, ObjectType } from 'type-graphql';
import { MAX_PAGE, pageOf, pageRequest, PageInfo, type Page } from './connection';
import type { OwnerContext, Scope } from './owner';
import type { Constructor } from './slice';

/** The `Enterprise` of the unit whose schema is being built: type-graphql asks for it while it builds. */
let enterpriseType: Constructor | undefined;

export function useEnterpriseType(type: Constructor): void {
  enterpriseType = type;
}

/** Gives the `Enterprise` that a part or an operation of the unit refers to. */
export const EnterpriseReference = (): never => enterpriseType as never;

/** What a list resolves an enterprise to: its key; the slices are read when they are asked for. */
export interface EnterpriseKey {
  readonly __typename: 'Enterprise';
  readonly uscc: string;
}

export function enterpriseKey(uscc: string): EnterpriseKey {
  return { __typename: 'Enterprise', uscc };
}

@ObjectType({ description: '企业列表中的一项' })
@Directive('@shareable')
export class EnterpriseEdge {
  @Field(() => String, { description: '游标' })
  cursor!: string;

  @Field(EnterpriseReference, { description: '企业' })
  node!: EnterpriseKey;
}

@ObjectType({ description: '企业列表的一页' })
@Directive('@shareable')
export class EnterpriseConnection {
  @Field(() => [EnterpriseEdge], { description: '本页各项' })
  edges!: readonly EnterpriseEdge[];

  @Field(() => PageInfo, { description: '分页' })
  pageInfo!: PageInfo;
}

@ArgsType()
export class PageArguments {
  @Field(() => Int, { defaultValue: 20, description: `每页条数，1–${MAX_PAGE}` })
  first!: number;

  @Field(() => String, { nullable: true, description: '从此游标之后' })
  after?: string | null;
}

/** The page arguments of a list: `@PageArgs() page: PageArguments`. */
export const PageArgs = (): ReturnType<typeof Args> => Args(() => PageArguments);

/** A condition over the list's row: SQL with `?` for its one value, or what writes it and adds its values. */
export type Condition = string | readonly [sql: string, value: unknown] | ((bind: Bind) => string);

/** Adds a value to a statement and gives its placeholder. */
type Bind = (value: unknown) => string;

export function conditionSql(condition: Condition, bind: Bind): string {
  if (typeof condition === 'string') return condition;
  if (typeof condition === 'function') return condition(bind);
  return condition[0].replace('?', () => bind(condition[1]));
}

export interface ListQuery {
  /** Names what is paged: field, order and filter; cursors hold for it alone. */
  readonly list: string;
  /** Coordinate of the root field, whose scope restricts the rows. */
  readonly operation: string;
  /** FROM clause; the slice's row is `e`. */
  readonly from: string;
  readonly where: readonly Condition[];
  /** Sort expression over `e`, before the code that makes the order total; absent: by code. */
  readonly orderBy?: { readonly sql: string; readonly type: string; readonly descending: boolean };
  readonly page: PageArguments;
}

/** One keyset page of enterprises, restricted to the scope of the caller's agreement. */
export async function enterprisePage(owner: OwnerContext, query: ListQuery): Promise<EnterpriseConnection> {
  return listPage(owner, { ...query, columns: '' }, (row) => enterpriseKey(row.uscc));
}

interface ListRow {
  readonly uscc: string;
  readonly sort: string;
}

/** One keyset page of any row that bears an enterprise's code; `columns` are selected beside it. */
export async function listPage<Row extends ListRow, Node>(
  owner: OwnerContext,
  query: ListQuery & { readonly columns: string },
  node: (row: Row) => Node,
): Promise<Page<Node>> {
  const request = pageRequest(query.list, query.page.first, query.page.after);
  const { dialect } = owner.pool;
  const values: unknown[] = [];
  const bind: Bind = (value) => `$${values.push(value)}`;
  const conditions = [...query.where, ...scopeConditions(owner, query.operation)].map((condition) =>
    conditionSql(condition, bind),
  );
  const sort = query.orderBy;
  if (request.after !== undefined) {
    const [value, uscc] = request.after;
    const comparison = sort?.descending === true ? '<' : '>';
    conditions.push(
      sort === undefined
        ? `e.uscc > ${bind(uscc)}`
        : `(${sort.sql}, e.uscc) ${comparison} (${dialect.cast(bind(value), sort.type)}, ${bind(uscc)})`,
    );
  }
  const direction = sort?.descending === true ? 'DESC' : 'ASC';
  const order = sort === undefined ? 'e.uscc' : `${sort.sql} ${direction}, e.uscc ${direction}`;
  const text =
    `SELECT e.uscc, ${dialect.cast(sort?.sql ?? 'e.uscc', 'text')} AS sort${query.columns === '' ? '' : `, ${query.columns}`} FROM ${query.from}` +
    (conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`) +
    ` ORDER BY ${order} LIMIT ${request.first + 1}`;
  const result = await owner.pool.query<Row & Record<string, unknown>>(text, values);
  return pageOf<Row, Node>(query.list, request, result.rows, {
    position: (row) => [row.sort, row.uscc],
    node,
  });
}

/** The scope of a root field as conditions on its rows: an enterprise out of scope is simply not in the list. */
export function scopeConditions(owner: OwnerContext, operation: string): Condition[] {
  const decision = owner.rights.decide(operation);
  const scopes = decision.allowed ? decision.grants.map((grant) => grant.scope) : [{ divisions: [] }];
  if (scopes.some((scope) => scope === null)) return [];
  const prefixes = scopes.flatMap((scope) => scope?.divisions ?? []);
  const selves = scopes.flatMap((scope: Scope | null) => (scope?.self === undefined ? [] : [scope.self]));
  const { dialect } = owner.pool;
  return [
    (bind) => {
      const param = (value: unknown, type: string): string => dialect.cast(bind(value), type);
      const isInDivision = dialect.startsWithOneOf('e.division', prefixes, param);
      return `(${isInDivision} OR ${dialect.isOneOf('e.uscc', selves, param)})`;
    },
  ];
}
