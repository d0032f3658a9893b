import { Field, Query } from 'type-graphql';
import type { Level, Share, Sum } from './share';
import { enumDeclaration, type Constructor, type TypeThunk } from './slice';

export interface OperationOptions {
  readonly zh: string;
  readonly level: Level;
  readonly share: Share;
  /** Nullable in the schema; what is not open must be, since it may be refused. */
  readonly nullable?: boolean;
  /** Asked only by the hub's own operations; hidden from the published schema. */
  readonly inaccessible?: boolean;
  /**
   * The field is a feed, and this the subscription that follows it: it takes `since`, and what it gives has `nextCursor`
   * and `hasMore`. The owner's database says on channel `feed`, with the field's name, that there may be something new.
   */
  readonly feed?: string;
  /** It counts or adds up: what of, and how a single enterprise is kept out of sight. */
  readonly sum?: Sum;
  /** Coordinates that it tells of; to ask for it is to read them, so each is decided. */
  readonly reads?: readonly string[];
}

export interface OperationField extends OperationOptions {
  readonly target: Constructor;
  readonly name: string;
}

const operations = new Map<Constructor, OperationField[]>();
const argumentReads = new Map<string, string>();

/** Declares a root field of a unit, with its policy. */
export function Operation(type: () => unknown, options: OperationOptions): MethodDecorator {
  return (prototype, method, descriptor) => {
    const target = prototype.constructor as unknown as Constructor;
    const fields = operations.get(target) ?? [];
    fields.push({ ...options, target, name: String(method) });
    operations.set(target, fields);
    Query(type as () => Constructor, { nullable: options.nullable ?? false, description: options.zh })(
      prototype,
      method,
      descriptor,
    );
  };
}

/** Declares a field of a filter: to filter by a field is to read it, so its policy decides. */
export function FilterField(
  type: TypeThunk,
  options: { input: string; reads: string; zh: string; list?: boolean },
): PropertyDecorator {
  return (prototype, property) => {
    argumentReads.set(`${options.input}.${String(property)}`, options.reads);
    Field(type as () => Constructor, { nullable: true, description: options.zh })(prototype, property);
  };
}

/** Declares which coordinate a member of an input reads. */
export function declareArgumentRead(member: string, coordinate: string): void {
  argumentReads.set(member, coordinate);
}

/** Declares what each value of an ordering enum reads. */
export function orderReads<T extends Readonly<Record<string, string>>>(
  values: T,
  reads: Readonly<Record<keyof T & string, string>>,
): void {
  const name = enumDeclaration(values)?.name;
  if (name === undefined) throw new Error('declare the enum before its reads');
  for (const [value, coordinate] of Object.entries(reads)) argumentReads.set(`${name}.${value}`, coordinate);
}

/** `EnterpriseFilter.industry` or `EnterpriseOrder.ESTABLISHED_ON` → the coordinate that it reads. */
export function argumentRead(member: string): string | undefined {
  return argumentReads.get(member);
}

export function operationsOf(target: Constructor): readonly OperationField[] {
  return operations.get(target) ?? [];
}
