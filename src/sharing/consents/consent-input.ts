import { Field, InputType, Int } from 'type-graphql';
import { registerSharedEnum } from '../../kit/declare-types';
import { DateScalar } from '../../kit/scalars';
import { ConsentMode, ConsentWindow, type ConsentTerms } from './consent-terms';

registerSharedEnum(ConsentMode);
registerSharedEnum(ConsentWindow);

@InputType({ description: '数据年度：只适用于按年度提供的字段' })
export class YearRangeInput {
  @Field(() => Int, { description: '起年' })
  from!: number;

  @Field(() => Int, { description: '止年（含）' })
  until!: number;
}

@InputType({ description: '使用频次：中枢计数，用完即拒绝' })
export class FrequencyInput {
  @Field(() => Int, { description: '次数：一次请求计一次' })
  times!: number;

  @Field(() => ConsentWindow, { description: '计数期间' })
  per!: ConsentWindow;
}

/** What the enterprise is asked for, or gives. */
@InputType({ description: '授权内容' })
export class ConsentTermsInput {
  @Field(() => String, { description: '用途代码，须为需求方承担的用途' })
  purpose!: string;

  @Field(() => [String], { description: '字段坐标，如 Credit.creditOverview；须为经企业授权共享的字段' })
  fields!: string[];

  @Field(() => YearRangeInput, { nullable: true, description: '数据年度；空为全部年度' })
  years?: YearRangeInput | null;

  @Field(() => ConsentMode, {
    defaultValue: ConsentMode.VIEW,
    description: '使用方式：由需求方遵守，中枢写明而不能代为执行',
  })
  mode!: ConsentMode;

  @Field(() => Int, { nullable: true, description: '留存天数：只用于可留存的授权，由需求方遵守' })
  keepDays?: number | null;

  @Field(() => FrequencyInput, { nullable: true, description: '使用频次；空为不限' })
  frequency?: FrequencyInput | null;

  @Field(() => DateScalar, { nullable: true, description: '起始日；空为今日' })
  startsOn?: string | null;

  @Field(() => DateScalar, { description: '截止日（含）' })
  endsOn!: string;
}

/** The terms of an input, whole, with nothing left to be understood. */
export function termsOf(
  input: ConsentTermsInput,
  { uscc, consumer, today }: { readonly uscc: string; readonly consumer: string; readonly today: string },
): ConsentTerms {
  const { purpose, fields, years, mode, keepDays, frequency, startsOn, endsOn } = input;
  return {
    uscc,
    consumer,
    purpose,
    fields: [...fields].sort(),
    yearFrom: years?.from ?? null,
    yearUntil: years?.until ?? null,
    mode,
    keepDays: keepDays ?? null,
    times: frequency?.times ?? null,
    timesPer: frequency?.per ?? null,
    startsOn: startsOn ?? today,
    endsOn,
  };
}
