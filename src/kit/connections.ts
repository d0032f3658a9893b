import type { QueryConfig, QueryResultRow } from 'pg';
import type { Dialect } from './dialect';

export interface Answered<Row> {
  readonly rows: Row[];
  /** Rows that were told, or changed. */
  readonly rowCount: number | null;
}

/** Asks one database, whichever engine it lies on; rejects with the driver's error. */
export interface Queryable {
  readonly dialect: Dialect;
  query<Row extends QueryResultRow>(
    statement: string | QueryConfig,
    values?: readonly unknown[],
  ): Promise<Answered<Row>>;
}

/** One connection, for what belongs together. */
export interface Connection extends Queryable {
  /** By which the server knows it. */
  readonly id: number;
  /** Writes rows into a table, each a line of the dialect's. */
  takeIn(table: string, columns: readonly string[], lines: readonly string[]): Promise<void>;
  release(): void;
}

export interface Connections extends Queryable {
  connect(): Promise<Connection>;
}
