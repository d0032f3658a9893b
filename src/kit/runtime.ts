import { changePoliciesOf } from './change';
import { codecOf, type Codec } from './codec';
import type { UnitDeclaration } from './define-unit';
import { operationsOf } from './operation';
import type { ChangePolicy, FieldPolicy } from './share';
import {
  sliceDeclaration,
  type Constructor,
  type SharedField,
  type SliceDeclaration,
  type ValueType,
} from './slice';
import { column, tableOf } from './source';
import type { Source } from './source-contract';

/** One shared field as the owner answers it. */
export interface FieldRuntime {
  readonly policy: FieldPolicy;
  readonly field: SharedField;
  readonly source: Source;
  readonly codec: Codec | undefined;
}

/** One slice as the owner answers it. */
export interface SliceRuntime {
  /** Field of `Enterprise`. */
  readonly property: string;
  readonly typeName: string;
  readonly table: string;
  readonly declaration: SliceDeclaration;
  readonly fields: ReadonlyMap<string, FieldRuntime>;
}

/** A declared unit, ready to answer. */
export interface UnitRuntime {
  readonly declaration: UnitDeclaration;
  readonly slices: ReadonlyMap<string, SliceRuntime>;
  /** Coordinate → policy: every root field and every slice field of the unit. */
  readonly policies: ReadonlyMap<string, FieldPolicy>;
  /** Coordinate → policy: every root field that changes something. */
  readonly changes: ReadonlyMap<string, ChangePolicy>;
}

/** Turns a declaration into what answers; throws where a declaration breaks a rule of the graph. */
export function unitRuntime(declaration: UnitDeclaration): UnitRuntime {
  const slices = new Map<string, SliceRuntime>();
  const policies = new Map<string, FieldPolicy>();
  for (const [property, target] of Object.entries(declaration.slices)) {
    const slice = sliceRuntime(declaration, property, target);
    slices.set(property, slice);
    for (const { policy } of slice.fields.values()) policies.set(policy.coordinate, policy);
  }
  for (const target of declaration.operations) {
    for (const operation of operationsOf(target)) {
      const coordinate = `Query.${operation.name}`;
      if (!operation.nullable && operation.share.attr !== 'OPEN')
        throw new Error(`${coordinate} may be refused, so it must be nullable`);
      policies.set(coordinate, {
        ...operation.share,
        coordinate,
        unit: declaration.code,
        zh: operation.zh,
        level: operation.level,
        update: undefined,
        thresholds: undefined,
        maskable: false,
        ...(operation.sum === undefined ? {} : { sum: operation.sum }),
        ...(operation.reads === undefined ? {} : { reads: operation.reads }),
      });
    }
  }
  return { declaration, slices, policies, changes: changePolicies(declaration) };
}

function changePolicies({
  code,
  changes = [],
  byDivision = false,
}: UnitDeclaration): Map<string, ChangePolicy> {
  return new Map(changes.flatMap((target) => changePoliciesOf(target, { unit: code, byDivision })));
}

function sliceRuntime(unit: UnitDeclaration, property: string, target: Constructor): SliceRuntime {
  const declaration = sliceDeclaration(target);
  const fields = new Map<string, FieldRuntime>();
  for (const field of declaration.fields) {
    const type = field.type();
    const isList = Array.isArray(type);
    const valueType = (isList ? type[0] : type) as ValueType;
    if (field.required === true && field.share.attr !== 'OPEN')
      throw new Error(`${target.name}.${field.name} may be refused, so it cannot be required`);
    fields.set(field.name, {
      field,
      source: field.from ?? column(field.name),
      codec: (field.predicate ?? field.match) ? undefined : codecOf(valueType, isList, field),
      policy: {
        ...field.share,
        coordinate: `${target.name}.${field.name}`,
        unit: unit.code,
        zh: field.zh,
        level: field.level,
        update: field.update,
        thresholds: field.predicate?.thresholds,
        maskable: type === String,
        ...(field.from?.isYearly === true || field.predicate?.yearly === true ? { isYearly: true } : {}),
        ...(field.evidence === undefined ? {} : { evidence: field.evidence }),
      },
    });
  }
  return { property, typeName: target.name, table: tableOf(target), declaration, fields };
}
