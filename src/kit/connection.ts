import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { GraphQLError } from 'graphql';
import { Directive, Field, ObjectType } from 'type-graphql';

export const MAX_PAGE = 200;

@ObjectType({ description: '分页信息' })
@Directive('@shareable')
export class PageInfo {
  @Field(() => Boolean, { description: '后面还有' })
  hasNextPage!: boolean;

  @Field(() => String, { nullable: true, description: '本页最后一项的游标' })
  endCursor!: string | null;
}

/** One page as it is asked for: how many, and after which position of which order. */
export interface PageRequest {
  readonly first: number;
  /** Key values of the last item of the page before; absent on the first page. */
  readonly after: readonly string[] | undefined;
}

export interface Page<Node> {
  readonly edges: readonly { readonly cursor: string; readonly node: Node }[];
  readonly pageInfo: PageInfo;
}

/** Signs cursors with a key of its own, so that only a position this process gave out is taken back. */
export interface Cursors {
  encode(list: string, position: readonly string[]): string;
  decode(list: string, cursor: string): readonly string[];
}

/** `list` names what is paged (field, order, filter): a cursor of one list is refused by another. */
function signedCursors(key: Buffer): Cursors {
  const sign = (list: string, payload: string): Buffer =>
    createHmac('sha256', key).update(`${list}\n${payload}`).digest().subarray(0, 12);
  return {
    encode(list, position) {
      const payload = JSON.stringify(position);
      return Buffer.concat([sign(list, payload), Buffer.from(payload)]).toString('base64url');
    },
    decode(list, cursor) {
      const bytes = Buffer.from(cursor, 'base64url');
      const payload = bytes.subarray(12).toString();
      if (bytes.length <= 12 || !timingSafeEqual(bytes.subarray(0, 12), sign(list, payload)))
        throw badPage('游标不属于这个列表：请用上一页 pageInfo.endCursor，且查询条件与排序不变');
      return JSON.parse(payload) as string[];
    },
  };
}

/** One key a process: cursors are short-lived positions, not bookmarks. */
const cursors = signedCursors(randomBytes(32));

/** The length of a page, checked. */
export function pageLength(first: number): number {
  if (!Number.isInteger(first) || first < 1 || first > MAX_PAGE) throw badPage(`first 应为 1 到 ${MAX_PAGE}`);
  return first;
}

/** Checks `first` and `after` of a list; throws BAD_USER_INPUT. */
export function pageRequest(list: string, first: number, after: string | null | undefined): PageRequest {
  pageLength(first);
  return { first, after: after === null || after === undefined ? undefined : cursors.decode(list, after) };
}

/** Makes a page of `first` items out of up to `first + 1` rows. */
export function pageOf<Row, Node>(
  list: string,
  request: PageRequest,
  rows: readonly Row[],
  { position, node }: { position: (row: Row) => readonly string[]; node: (row: Row) => Node },
): Page<Node> {
  const edges = rows
    .slice(0, request.first)
    .map((row) => ({ cursor: cursors.encode(list, position(row)), node: node(row) }));
  return {
    edges,
    pageInfo: { hasNextPage: rows.length > request.first, endCursor: edges.at(-1)?.cursor ?? null },
  };
}

function badPage(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
}
