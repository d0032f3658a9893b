import { declareTable, storedFacts } from './declare-types';
import type { UnitDeclaration } from './define-unit';
import { EnterprisePart, snakeCase, type Constructor } from './slice';
import { tableOf } from './source';

/** One table of a unit as loaders write it: property → column, in order. */
export interface TableShape {
  readonly target: Constructor;
  readonly name: string;
  readonly columns: readonly { readonly property: string; readonly name: string }[];
}

/** Every table of a unit, slices first. */
export function tablesOf(unit: UnitDeclaration): TableShape[] {
  return [...Object.values(unit.slices), ...unit.tables].map((target) => {
    const isPart = target.prototype instanceof EnterprisePart;
    const keys = isPart ? ['uscc'] : ['uscc', 'division', 'isSynthetic'];
    const own = storedFacts(target).map((fact) => fact.name);
    const properties = [...keys, ...own.filter((name) => !keys.includes(name))];
    return {
      target,
      name: tableOf(target),
      columns: properties.map((property) => ({ property, name: snakeCase(property) })),
    };
  });
}

/** Entity classes of a unit, their columns declared to TypeORM. */
export function entitiesOf(unit: UnitDeclaration): Constructor[] {
  const targets = [...Object.values(unit.slices), ...unit.tables];
  targets.forEach(declareTable);
  return [...targets, ...(unit.records ?? [])];
}
