import type { Queryable } from './connections';
import type { SyntheticEnterprise } from './synthetic';
import type { Constructor } from './slice';
import type { UnitCode } from './unit-directory';

/** Rows for one table of a unit: entity class → plain objects by property name. */
export type SeedRows = readonly (readonly [
  table: Constructor,
  rows: readonly Readonly<Record<string, unknown>>[],
])[];

/** One day's work of a unit, as the running hub lets it be done. */
export interface DailyWork {
  /** China's calendar day, `YYYY-MM-DD`. */
  readonly day: string;
  /** The instant, ISO. */
  readonly time: string;
  /** Writes into the unit's own database. */
  readonly pool: Queryable;
  /** Asks the published graph as this unit, for the task's purpose: decided and recorded like any other question. */
  ask(
    query: string,
    variables?: Readonly<Record<string, unknown>>,
  ): Promise<Readonly<Record<string, unknown>>>;
}

export interface DailyTask {
  /** The purpose under which the unit asks. */
  readonly purpose: string;
  /** Several hubs may do it on one day, so it must be idempotent; false: something was missing, try again later. */
  run(work: DailyWork): Promise<boolean>;
}

export interface UnitDeclaration {
  /** Folder, subgraph, database, role and migrations all bear this name. */
  readonly id: string;
  readonly code: UnitCode;
  readonly name: string;
  /** Field of `Enterprise` → the class of its slice. */
  readonly slices: Readonly<Record<string, Constructor>>;
  /** Root fields: classes with `@Operation` methods. */
  readonly operations: readonly Constructor[];
  /** Root fields by which the unit keeps its own slice: classes with `@Change` methods. */
  readonly changes?: readonly Constructor[];
  /** Each of its systems acts for one division: changes are made for that division only. */
  readonly byDivision?: boolean;
  /** Other tables: parts with rows of their own. */
  readonly tables: readonly Constructor[];
  /** Tables about no enterprise, declared to TypeORM by themselves: what the unit keeps of its own work. */
  readonly records?: readonly Constructor[];
  /** Ids of the owners (and `hub`) that this unit asks to answer a question of its own; absent: none. */
  readonly asks?: readonly string[];
  /** What the unit does once on each day, in its own database. */
  readonly daily?: DailyTask;
  /** Enums of the graph that no slice field names. */
  readonly types?: readonly Constructor[];
  /** What this unit would know of a synthetic enterprise. */
  readonly seed: (enterprise: SyntheticEnterprise) => SeedRows;
  /** Statement that makes what triggers make of written rows: a load writes without them. */
  readonly afterLoad?: string;
}

/** Declares one responsible unit: its slice, its root fields, its tables; nothing about it stands anywhere else. */
export function defineUnit(declaration: UnitDeclaration): UnitDeclaration {
  if (declaration.id !== declaration.code.toLowerCase())
    throw new Error(`unit id ${declaration.id} must be its code in lower case`);
  return Object.freeze(declaration);
}
