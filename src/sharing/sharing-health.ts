import { Field, Int, ObjectType } from 'type-graphql';
import { refusals } from '../kit/refusal';
import { DateScalar, DateTime } from '../kit/scalars';
import type { HubContext, OwnerHealth } from './hub-context';

@ObjectType({ description: '一种拒绝的次数' })
export class RefusalTally {
  @Field(() => String, { description: '拒绝代码' })
  code!: string;

  @Field(() => String, { description: '含义' })
  zh!: string;

  @Field(() => Int, { description: '次数：整列被拒绝的字段计一次，逐户被拒绝的按户计' })
  count!: number;
}

@ObjectType({ description: '一个提供单位的运行情况' })
export class OwnerStanding {
  @Field(() => String, { description: '提供单位代码' })
  unit!: string;

  @Field(() => String, { description: '提供单位' })
  unitName!: string;

  @Field(() => String, { description: 'ANSWERED 已答复，或未答复的代码' })
  state!: string;

  @Field(() => DateTime, { description: '时刻' })
  asOf!: string;

  @Field(() => [RefusalTally], {
    nullable: true,
    description: '期间内的拒绝，取自本单位自己的留痕；未答复时为空',
  })
  refusals!: readonly RefusalTally[] | null;
}

@ObjectType({ description: '共享运行情况' })
export class SharingHealth {
  @Field(() => DateScalar, { description: '自（含当日）' })
  since!: string;

  @Field(() => Int, { description: '未答复的提供单位数' })
  unreachable!: number;

  @Field(() => [OwnerStanding], { description: '各提供单位' })
  owners!: readonly OwnerStanding[];
}

const DAYS = 30;
const DAY_MS = 86_400_000;

/** Asked live of every owner's own record; what one enterprise was refused is in no sum by itself. */
export async function sharingHealth(hub: HubContext): Promise<SharingHealth> {
  const since = new Date(Date.parse(hub.today) - (DAYS - 1) * DAY_MS).toISOString().slice(0, 10);
  const owners = await hub.ownerHealth(since);
  return {
    since,
    unreachable: owners.filter(({ state }) => state !== 'ANSWERED').length,
    owners: owners.map(standingOf),
  };
}

function standingOf({ unit, name, state, asOf, refusals: counted }: OwnerHealth): OwnerStanding {
  return {
    unit,
    unitName: name,
    state,
    asOf,
    refusals: counted?.map(({ code, count }) => ({ code, zh: refusals[code].says, count })) ?? null,
  };
}
