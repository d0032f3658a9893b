import type { GraphQLScalarType } from 'graphql';
import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import type { Bands } from './band';
import type { Evidence } from './rules/evidence';
import type { Mask } from './mask';
import type { Level, Share, UpdateCycle } from './share';
import type { Constructor } from './constructor';
import type { Source } from './source-contract';

export type { Constructor } from './constructor';

/** What a field's value is: a scalar, an enum declared with `declareEnum`, a part class, or a list of one of them. */
export type ValueType =
  GraphQLScalarType | Constructor | Readonly<Record<string, string>> | StringConstructor | BooleanConstructor;
export type TypeThunk = () => ValueType | readonly [ValueType];

export interface SharedOptions {
  readonly zh: string;
  readonly level: Level;
  readonly share: Share;
  /** `!` in the published schema; only open fields may promise it. */
  readonly required?: boolean;
  /** Where the value is read; absent: a column of the slice's own table with this field's name. */
  readonly from?: Source;
  /** Stored number → band. */
  readonly band?: Bands;
  /** Stored text → what may be shown of it; always applied. */
  readonly mask?: Mask;
  /** Arguments that the source reads: `{ year: Int }`. */
  readonly args?: Readonly<Record<string, ArgumentOptions>>;
  /** What other owners are asked before the value can be told; the source says then which of it, as a `Weighing`. */
  readonly evidence?: readonly Evidence[];
  readonly update?: UpdateCycle;
}

export interface ArgumentOptions {
  readonly type: GraphQLScalarType | StringConstructor;
  readonly zh: string;
  readonly required?: boolean;
}

export interface PredicateOptions {
  readonly zh: string;
  readonly level: Level;
  readonly share: Share;
  /** The argument that carries the threshold: `yuan`, `ratio`. */
  readonly argument: string;
  readonly of: Source;
  readonly compare: '>=' | '<=';
  /** Thresholds that are answered (c6); any other is refused. */
  readonly thresholds: readonly number[];
  /** The threshold is asked in this many stored parts: 100 for yuan against fen. */
  readonly storedPer?: number;
  /** The answer depends on a year, which may be asked for. */
  readonly yearly?: boolean;
  /** So many years up to the asked one may be asked together; any other number is refused like a threshold. */
  readonly periods?: readonly number[];
}

export interface MatchOptions {
  readonly zh: string;
  readonly level: Level;
  readonly share: Share;
  readonly argument: string;
  readonly of: Source;
}

export interface SharedField extends SharedOptions {
  readonly name: string;
  readonly type: TypeThunk;
  readonly predicate?: PredicateOptions;
  readonly match?: MatchOptions;
}

export interface Fact {
  readonly name: string;
  readonly type: TypeThunk;
  readonly zh: string;
  readonly required: boolean;
  readonly mask?: Mask;
  readonly band?: Bands;
  /** Computed from the row instead of stored. */
  readonly from?: string;
}

export interface SliceDeclaration {
  readonly target: Constructor;
  readonly zh: string;
  readonly fields: SharedField[];
  /** Stored, never told: columns without a field (keys to other tables, inputs to predicates). */
  readonly stored: Fact[];
}

export interface PartDeclaration {
  readonly target: Constructor;
  readonly zh: string;
  readonly facts: Fact[];
  readonly stored: Fact[];
}

const slices = new Map<Constructor, SliceDeclaration>();
const parts = new Map<Constructor, PartDeclaration>();
const pendingFields = new Map<object, SharedField[]>();
const pendingFacts = new Map<object, Fact[]>();
const pendingStored = new Map<object, Fact[]>();
const enumNames = new Map<object, EnumDeclaration>();

/** One enterprise's row in a unit's own table: what every owner keeps to know whom a row is about. */
export abstract class EnterpriseRow {
  @PrimaryColumn({ type: 'varchar', length: 18 })
  uscc!: string;

  /** GB/T 2260 county of the enterprise: the owner restricts rows by it. */
  @Column({ type: 'varchar', length: 6 })
  division!: string;

  @Column({ name: 'is_synthetic', type: 'boolean', default: false })
  isSynthetic!: boolean;
}

/** One of many rows that a unit keeps about an enterprise. */
export abstract class EnterprisePart {
  @PrimaryGeneratedColumn({ type: 'bigint' })
  id!: string;

  @Column({ type: 'varchar', length: 18 })
  uscc!: string;
}

/** Declares what one unit holds of one enterprise; the class is its row and its type in the graph. */
export function Slice(options: { zh: string }): ClassDecorator {
  return (target) => {
    const constructor = target as unknown as Constructor;
    Entity(snakeCase(target.name))(target);
    slices.set(constructor, {
      target: constructor,
      zh: options.zh,
      fields: pendingFields.get(constructor.prototype) ?? [],
      stored: pendingStored.get(constructor.prototype) ?? [],
    });
  };
}

/** Declares a value of several facts; with `EnterprisePart` it has a table of its own. */
export function Part(options: { zh: string }): ClassDecorator {
  return (target) => {
    const constructor = target as unknown as Constructor;
    if (constructor.prototype instanceof EnterprisePart) Entity(snakeCase(target.name))(target);
    parts.set(constructor, {
      target: constructor,
      zh: options.zh,
      facts: pendingFacts.get(constructor.prototype) ?? [],
      stored: pendingStored.get(constructor.prototype) ?? [],
    });
  };
}

/** Declares one shared field: the only way into the graph. */
export function Shared(type: TypeThunk, options: SharedOptions): PropertyDecorator {
  return (prototype, property) =>
    push(pendingFields, prototype, { ...options, name: String(property), type });
}

/** Declares a question that the owner answers with yes, no or unknown, on listed thresholds only. */
export function Predicate(options: PredicateOptions): PropertyDecorator {
  return (prototype, property) =>
    push(pendingFields, prototype, {
      zh: options.zh,
      level: options.level,
      share: options.share,
      from: options.of,
      name: String(property),
      type: () => PredicateResult,
      predicate: options,
    });
}

/** Declares a question whether a given text is the one that the owner holds. */
export function Match(options: MatchOptions): PropertyDecorator {
  return (prototype, property) =>
    push(pendingFields, prototype, {
      zh: options.zh,
      level: options.level,
      share: options.share,
      from: options.of,
      name: String(property),
      type: () => PredicateResult,
      match: options,
    });
}

/** Declares one fact of a part. */
export function Fact(
  type: TypeThunk,
  zh: string,
  options: { required?: boolean; mask?: Mask; band?: Bands; from?: string } = {},
): PropertyDecorator {
  return (prototype, property) =>
    push(pendingFacts, prototype, {
      ...options,
      required: options.required ?? false,
      name: String(property),
      type,
      zh,
    });
}

/** Declares a column that is stored and never told. */
export function Stored(type: TypeThunk, zh: string, options: { required?: boolean } = {}): PropertyDecorator {
  return (prototype, property) =>
    push(pendingStored, prototype, { required: options.required ?? false, name: String(property), type, zh });
}

export interface EnumDeclaration {
  readonly name: string;
  readonly zh: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** Gives an enum its name in the graph and each value its Chinese label. */
export function declareEnum<T extends Readonly<Record<string, string>>>(
  values: T,
  declaration: { name: string; zh: string; labels: Readonly<Record<keyof T & string, string>> },
): void {
  enumNames.set(values, declaration);
}

export enum PredicateResult {
  YES = 'YES',
  NO = 'NO',
  UNKNOWN = 'UNKNOWN',
}
declareEnum(PredicateResult, {
  name: 'PredicateResult',
  zh: '是否判断',
  labels: { YES: '是', NO: '否', UNKNOWN: '未知：提供方没有可判断的数据' },
});

export function sliceDeclaration(target: Constructor): SliceDeclaration {
  const declaration = slices.get(target);
  if (declaration === undefined) throw new Error(`${target.name} is not declared with @Slice`);
  return declaration;
}

export function partDeclaration(target: unknown): PartDeclaration | undefined {
  return parts.get(target as Constructor);
}

export function enumDeclaration(values: unknown): EnumDeclaration | undefined {
  return enumNames.get(values as object);
}

/** `orderlyUse` → `orderly_use`: names of tables and columns. */
export function snakeCase(name: string): string {
  return name.replace(
    /[A-Z]+(?![a-z])|[A-Z]/g,
    (upper, at: number) => (at === 0 ? '' : '_') + upper.toLowerCase(),
  );
}

function push<T>(into: Map<object, T[]>, prototype: object, item: T): void {
  const items = into.get(prototype) ?? [];
  items.push(item);
  into.set(prototype, items);
}
