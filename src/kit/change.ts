import { Arg, Ctx, Directive, Field, ID, Int, Mutation, ObjectType } from 'type-graphql';
import { EnterpriseReference, type EnterpriseKey } from './enterprise-list';
import { makeChange, type ChangeDone, type OpenChange } from './make-change';
import type { OwnerContext } from './owner';
import type { ChangePolicy, Maker } from './share';
import type { Constructor } from './slice';

export interface ChangeOptions {
  readonly zh: string;
  /** Article on which the owner makes the change, and on which it is refused. */
  readonly basis: string;
  /** Absent: nobody but the unit whose slice it is. */
  readonly makers?: readonly Maker[];
}

export interface ChangeField extends ChangeOptions {
  readonly name: string;
}

@ObjectType({ description: '一次办理的结果' })
@Directive('@shareable')
export class Changed {
  @Field(() => ID, { description: '办理号，由办理方选定' })
  key!: string;

  @Field(() => Boolean, { description: '此前已凭同一办理号办理：未再办理，所示为首次的结果' })
  repeated!: boolean;

  @Field(() => ID, { description: '首次办理的回执号' })
  receipt!: string;

  @Field(() => ID, { nullable: true, description: '所办事项的编号' })
  no!: string | null;

  @Field(() => Int, { description: '办理的事项数' })
  count!: number;

  @Field(EnterpriseReference, { nullable: true, description: '企业；成批办理时为空' })
  enterprise!: EnterpriseKey | null;
}

export type { ChangeDone, OpenChange } from './make-change';

/** What a unit does for one change, in the change's transaction. */
type Work<Input> = (input: Input, change: OpenChange) => Promise<ChangeDone>;

const changes = new Map<Constructor, ChangeField[]>();

/**
 * Declares a root field by which a unit keeps its own slice: `name(key: ID!, input: Input!): Changed`. Nobody but its
 * makers may ask for it. The method is the work of one transaction; key, record and commit are the kit's.
 */
export function Change<Input extends object>(input: new () => Input, options: ChangeOptions) {
  return (prototype: object, method: string, descriptor: TypedPropertyDescriptor<Work<Input>>): void => {
    const work = descriptor.value;
    if (work === undefined) throw new Error(`${method} is no method`);
    const target = prototype.constructor as unknown as Constructor;
    const field: ChangeField = { ...options, name: method };
    changes.set(target, [...(changes.get(target) ?? []), field]);
    const resolve = (key: string, value: Input, owner: OwnerContext): Promise<Changed> =>
      makeChange({ ...field, isOfMany: options.makers !== undefined, key, input: value }, owner, (change) =>
        work(value, change),
      );
    Object.assign(descriptor, { value: resolve });
    Arg('key', () => ID, { description: '办理号：同一办理号只办理一次，重发即得首次的结果' })(
      prototype,
      method,
      0,
    );
    Arg('input', () => input, { description: '办理内容' })(prototype, method, 1);
    Ctx()(prototype, method, 2);
    Mutation(() => Changed, {
      nullable: true,
      description: `${options.zh}（${makersText(options.makers)}；${options.basis}）`,
    })(prototype, method, descriptor);
  };
}

const makerNames: Readonly<Record<Maker, string>> = {
  OWNER: '仅本单位办理',
  UNIT: '各单位办理',
  AUTHORITY: '主管部门办理',
  ENTERPRISE: '企业为自己办理',
};

function makersText(makers: readonly Maker[] = ['OWNER']): string {
  return makers.map((maker) => makerNames[maker]).join('、');
}

/** The policies of a class with `@Change` methods. */
export function changePoliciesOf(
  target: Constructor,
  { unit, byDivision }: Pick<ChangePolicy, 'unit' | 'byDivision'>,
): [string, ChangePolicy][] {
  return changesOf(target).map(({ name, zh, basis, makers = ['OWNER'] }) => {
    const coordinate = `Mutation.${name}`;
    return [coordinate, { coordinate, unit, zh, basis, makers, byDivision }];
  });
}

function changesOf(target: Constructor): readonly ChangeField[] {
  return changes.get(target) ?? [];
}
