import { Directive, Field, Int, ObjectType } from 'type-graphql';
import { cities } from '../../kit/codes/divisions';
import { DivisionCode } from '../../kit/scalars';
import { COUNT_STEP, inSteps, type SumOfParts } from '../../kit/in-steps';
import { TITLES_AT_LEAST, TRAINEES_A_YEAR } from '../../measures/plan-figures';
import { SrdiTier } from './recognition';

@ObjectType({ description: '一个梯次的企业数' })
export class TierCount {
  @Field(() => SrdiTier, { description: '梯次' })
  tier!: SrdiTier;

  @Field(() => DivisionCode, { nullable: true, description: '市；全省合计时为空' })
  city!: string | null;

  @Field(() => String, { nullable: true, description: '市名' })
  cityName!: string | null;

  @Field(() => Int, { description: '企业数' })
  enterprises!: number;

  @Field(() => Int, { nullable: true, description: '“十四五”末目标；只有全省的' })
  target!: number | null;

  @Field(() => String, { description: '目标出处与标记' })
  provenance!: string;

  @Field(() => String, { description: '口径' })
  reading!: string;
}

@ObjectType({ description: '一个市有称号的企业数' })
@Directive('@inaccessible')
export class TitledCity {
  @Field(() => DivisionCode, { description: '市' })
  city!: string;

  @Field(() => Int, { description: '企业数' })
  enterprises!: number;
}

@ObjectType({ description: '一年的领军人才培训人数' })
export class TrainingCount {
  @Field(() => Int, { description: '年度' })
  year!: number;

  @Field(() => Int, {
    nullable: true,
    description: `学员数，按 ${COUNT_STEP} 名取整，舍去尾数；过小的不显示`,
  })
  trainees!: number | null;

  @Field(() => Boolean, { description: '因过小而不显示' })
  suppressed!: boolean;

  @Field(() => Int, { description: '每年目标' })
  target!: number;

  @Field(() => String, { description: '目标出处与标记' })
  provenance!: string;
}

export interface TierCell {
  readonly tier: SrdiTier;
  readonly city: string;
  readonly enterprises: number;
}

/** One count for each tier, for the province or for each city in turn; a tier without enterprises counts 0. */
export function tierCounts(cells: readonly TierCell[], byCity: boolean): TierCount[] {
  const places = byCity ? cities : [undefined];
  return places.flatMap((city) =>
    Object.values(SrdiTier).map((tier) => ({
      tier,
      city: city?.code ?? null,
      cityName: city?.name ?? null,
      enterprises: enterprisesIn(
        cells.filter((cell) => cell.tier === tier && (city === undefined || cell.city === city.code)),
      ),
      target: city === undefined ? TITLES_AT_LEAST[tier] : null,
      provenance: '方案 二、发展目标 [S]',
      reading: '每户按当前最高梯次计一次；“小巨人”是否计入“专精特新”目标，方案未写明 [I]',
    })),
  );
}

/** All eleven cities, whatever the title. */
export function titledCities(cells: readonly TierCell[]): TitledCity[] {
  return cities.map(({ code }) => ({
    city: code,
    enterprises: enterprisesIn(cells.filter(({ city }) => city === code)),
  }));
}

function enterprisesIn(cells: readonly TierCell[]): number {
  return cells.reduce((sum, cell) => sum + cell.enterprises, 0);
}

/** How many of a year's 100 places are taken. */
export function trainingCount(year: number, trainees: SumOfParts): TrainingCount {
  const told = inSteps(trainees, COUNT_STEP);
  return {
    year,
    trainees: told,
    suppressed: told === null,
    target: TRAINEES_A_YEAR,
    provenance: '方案 第21条 [S]',
  };
}
