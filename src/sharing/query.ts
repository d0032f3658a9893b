import type { QueryResultRow } from 'pg';
import type { Queryable } from '../kit/connections';

/** Rows of one statement, in whichever transaction or through whichever door. */
export type Query = <Row extends QueryResultRow>(text: string, values?: readonly unknown[]) => Promise<Row[]>;

/** The statements of one pool, each in a transaction of its own, or of one connection. */
export function queryOn(door: Queryable): Query {
  return async <Row extends QueryResultRow>(text: string, values: readonly unknown[] = []) =>
    (await door.query<Row>(text, [...values])).rows;
}
