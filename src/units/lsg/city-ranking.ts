import { GraphQLError } from 'graphql';
import { Field, Int, ObjectType } from 'type-graphql';
import { divisionByCode } from '../../kit/codes/divisions';
import type { OwnerContext } from '../../kit/owner';
import { Refusal } from '../../kit/refusal';
import { DateScalar, DivisionCode } from '../../kit/scalars';
import { askingOf, at, listAt, numberAt, type Asking } from './asking';

@ObjectType({ description: '一个市的名次' })
export class RankedCity {
  @Field(() => DivisionCode, { description: '市' })
  city!: string;

  @Field(() => String, { description: '市名' })
  cityName!: string;

  @Field(() => Int, { description: '名次，数相同的名次相同' })
  rank!: number;

  @Field(() => Int, { description: '期末有称号的企业数' })
  titled!: number;

  @Field(() => Int, { description: '比期初增减' })
  change!: number;
}

@ObjectType({ description: '各市培育工作排名' })
export class CityRanking {
  @Field(() => String, { description: '期间' })
  period!: string;

  @Field(() => DateScalar, { description: '期初：期间开始的前一日' })
  from!: string;

  @Field(() => DateScalar, { description: '期末；期间未结束时为今日' })
  to!: string;

  @Field(() => String, { description: '排名依据的出处与标记' })
  provenance!: string;

  @Field(() => String, { description: '口径' })
  reading!: string;

  @Field(() => [RankedCity], { description: '按名次' })
  cities!: readonly RankedCity[];
}

/** 保障措施（三）: cities by what the plan's targets count; nothing is weighed that the plan does not weigh. */
export async function cityRanking(owner: OwnerContext, period: string): Promise<CityRanking> {
  const { from, to } = termOf(period, owner.today);
  const ask = askingOf(owner);
  const [before, now] = await Promise.all([titledOn(ask, from), titledOn(ask, to)]);
  const counts = [...now.values()];
  const ranked = [...now].map(([city, titled]): RankedCity => ({
    city,
    cityName: divisionByCode(city)?.name ?? city,
    rank: 1 + counts.filter((other) => other > titled).length,
    titled,
    change: titled - (before.get(city) ?? 0),
  }));
  return {
    period,
    from,
    to,
    provenance: '方案 保障措施（三） [S]',
    reading: '方案未写明考核的指标与权重：按期末有称号的企业数排名，不加权 [I]',
    cities: ranked.sort((a, b) => a.rank - b.rank || a.city.localeCompare(b.city)),
  };
}

async function titledOn(ask: Asking, asOf: string): Promise<ReadonlyMap<string, number>> {
  const asked = await ask('smeb', 'query ($asOf: Date!) { titledByCity(asOf: $asOf) { city enterprises } }', {
    asOf,
  });
  if ('code' in asked) throw new Refusal({ code: asked.code, unit: 'SMEB', about: '各市有称号的企业数' });
  return new Map(
    listAt(asked.data, 'titledByCity').map((cell) => [
      String(at(cell, 'city')),
      numberAt(cell, 'enterprises') ?? 0,
    ]),
  );
}

const DAY_MS = 86_400_000;

/** From the day before a year or quarter begins to its end, or to today; throws BAD_USER_INPUT for what has not begun. */
function termOf(period: string, today: string): { from: string; to: string } {
  const [, year, quarter] = /^(20\d{2})(?:Q([1-4]))?$/.exec(period) ?? [];
  if (year === undefined) throw badPeriod('period 应为年份，或年份加季度，例如 2025、2025Q4');
  const [firstMonth, months] = quarter === undefined ? [0, 12] : [(Number(quarter) - 1) * 3, 3];
  const begin = Date.UTC(Number(year), firstMonth, 1);
  const dayOf = (instant: number): string => new Date(instant).toISOString().slice(0, 10);
  if (dayOf(begin) > today) throw badPeriod('该期间尚未开始：请填已开始的年份或季度');
  const end = dayOf(Date.UTC(Number(year), firstMonth + months, 0));
  return { from: dayOf(begin - DAY_MS), to: end < today ? end : today };
}

function badPeriod(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
}
