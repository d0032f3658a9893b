import type { Constructor } from './constructor';
import type { Dialect } from './dialect';

/** What a source may use while it writes its SQL expression. */
export interface SelectContext {
  /** Alias of the slice's row. */
  readonly row: string;
  /** That of the owner's database. */
  readonly dialect: Dialect;
  /** Adds a parameter and gives its placeholder. */
  param(value: unknown, type: string): string;
  readonly args: Readonly<Record<string, unknown>>;
  /** Facts of a part that the question selects; all where it does not say. */
  readonly facts: readonly string[] | undefined;
}

/** Where a field's value is read: one SQL expression over the slice's row, in the owner's own database. */
export interface Source {
  sql(select: SelectContext): string;
  /** Present where the source itself shapes its value (rows of a part). */
  tell?(stored: unknown): unknown;
  /** The part whose facts it reads. */
  readonly part?: Constructor;
  /** Where each fact of a composed part is read: it can be screened by like a field of its own. */
  readonly columns?: Readonly<Record<string, (row: string) => string>>;
  readonly isYearly?: boolean;
}
