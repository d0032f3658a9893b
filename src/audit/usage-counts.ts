import type { FieldOutcome } from '../kit/refusal';
import type { Queryable } from '../kit/connections';
import { startOfDay } from './day';

/** How often one client system asked one owner for one purpose. */
export interface ClientCalls {
  /** Code of the consumer; `SELF` an enterprise about itself, `PUBLIC` a stranger. */
  readonly consumer: string;
  readonly system: string | null;
  readonly purpose: string;
  readonly calls: number;
  /** Of which everything was refused. */
  readonly refused: number;
  /** Which the owner could not answer. */
  readonly failed: number;
  readonly lastAt: Date;
}

/** What became of one field that one consumer asked for, and how often. */
export interface FieldUses {
  readonly consumer: string;
  readonly field: string;
  readonly outcome: FieldOutcome;
  readonly times: number;
  readonly lastAt: Date;
}

export interface UsageCounts {
  readonly clients: readonly ClientCalls[];
  readonly fields: readonly FieldUses[];
}

export interface UsageWindow {
  /** Days of China, both included. */
  readonly since: string;
  readonly until: string;
  /** Only this consumer's. */
  readonly consumer?: string | undefined;
}

/** Who asked an owner for what, counted in the owner's own record; about whom is not read. */
export async function usageCounts(
  pool: Queryable,
  { since, until, consumer }: UsageWindow,
): Promise<UsageCounts> {
  const values = [startOfDay(since), startOfDay(until, 1), consumer ?? null];
  const { clientCalls, fieldUses } = pool.dialect.record;
  const [clients, fields] = await Promise.all([
    pool.query<Told<ClientCalls>>(clientCalls, values),
    pool.query<Told<FieldUses>>(fieldUses, values),
  ]);
  return {
    clients: clients.rows.map(({ last_at: lastAt, ...row }) => ({ ...row, lastAt })),
    fields: fields.rows.map(({ last_at: lastAt, ...row }) => ({ ...row, lastAt })),
  };
}

/** A row under the names of its columns. */
type Told<Row extends { readonly lastAt: Date }> = Omit<Row, 'lastAt'> & { readonly last_at: Date };
