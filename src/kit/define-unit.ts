import type { SyntheticEnterprise } from './synthetic';
import type { Constructor } from './slice';
import type { UnitCode } from './unit-directory';

/** Rows for one table of a unit: entity class → plain objects by property name. */
export type SeedRows = readonly (readonly [
  table: Constructor,
  rows: readonly Readonly<Record<string, unknown>>[],
])[];

export interface UnitDeclaration {
  /** Folder, subgraph, database, role and migrations all bear this name. */
  readonly id: string;
  readonly code: UnitCode;
  readonly name: string;
  /** Field of `Enterprise` → the class of its slice. */
  readonly slices: Readonly<Record<string, Constructor>>;
  /** Root fields: classes with `@Operation` methods. */
  readonly operations: readonly Constructor[];
  /** Other tables: parts with rows of their own. */
  readonly tables: readonly Constructor[];
  /** Enums of the graph that no slice field names. */
  readonly types?: readonly Constructor[];
  /** What this unit would know of a synthetic enterprise. */
  readonly seed: (enterprise: SyntheticEnterprise) => SeedRows;
}

/** Declares one responsible unit: its slice, its root fields, its tables; nothing about it stands anywhere else. */
export function defineUnit(declaration: UnitDeclaration): UnitDeclaration {
  if (declaration.id !== declaration.code.toLowerCase())
    throw new Error(`unit id ${declaration.id} must be its code in lower case`);
  return Object.freeze(declaration);
}
