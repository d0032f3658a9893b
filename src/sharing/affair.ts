import { Directive, Query } from 'type-graphql';
import { policyDescription, shareDirective } from '../kit/declare-types';
import { unconditional, type FieldPolicy, type Level } from '../kit/share';
import type { Constructor } from '../kit/slice';
import { hubPolicy } from './hub-policy';

export interface AffairOptions {
  readonly zh: string;
  readonly basis: string;
  readonly readers: string;
  readonly affairOf: NonNullable<FieldPolicy['affairOf']>;
  /** 2 where nothing is said. */
  readonly level?: Level;
}

const affairs = new Map<Constructor, FieldPolicy[]>();

/** Declares a root field about the affairs of sharing: read under their own purpose, each its own rows. */
export function Affair(type: () => unknown, { zh, basis, readers, affairOf, level = 2 }: AffairOptions) {
  return (prototype: object, method: string, descriptor: PropertyDescriptor): void => {
    const self = affairOf.includes('ENTERPRISE');
    const policy = {
      ...hubPolicy(`Query.${method}`, zh, level, unconditional(basis, { readers, self })),
      affairOf,
    };
    const target = prototype.constructor as unknown as Constructor;
    affairs.set(target, [...(affairs.get(target) ?? []), policy]);
    Query(type as () => never, { nullable: true, description: policyDescription(policy) })(
      prototype,
      method,
      descriptor,
    );
    Directive(shareDirective(policy))(prototype, method);
  };
}

export function affairsOf(target: Constructor): readonly FieldPolicy[] {
  return affairs.get(target) ?? [];
}
