import { Field, ID, Int, ObjectType } from 'type-graphql';
import { DateScalar } from '../../kit/scalars';
import { partyName } from '../../kit/unit-directory';
import { daysLeft, isOverdue, type Clock, type ClockLaw } from './clock';
import { ClockStep } from './clock-rules';
import type { StoredClock } from './clock-store';

@ObjectType({ description: '一个步骤的时限：何时到期、依据哪条规则、规则核实到什么程度' })
export class Deadline {
  @Field(() => ClockStep, { description: '步骤' })
  step!: ClockStep;

  @Field(() => String, { description: '应办理的单位；企业本身为 SELF' })
  responsible!: string;

  @Field(() => String, { description: '应办理的单位名称' })
  responsibleName!: string;

  @Field(() => DateScalar, { description: '起算日（当日不计）' })
  startedOn!: string;

  @Field(() => DateScalar, { description: '到期日（当日仍在期内）' })
  dueOn!: string;

  @Field(() => DateScalar, { nullable: true, description: '中止日；空为未中止' })
  pausedOn!: string | null;

  @Field(() => DateScalar, { nullable: true, description: '办结日；空为未办结' })
  endedOn!: string | null;

  @Field(() => Int, { nullable: true, description: '剩余天数，逾期为负；中止、办结或日历未载入时为空' })
  daysLeft!: number | null;

  @Field(() => Boolean, { description: '已逾期' })
  isOverdue!: boolean;

  @Field(() => ID, { description: '时限规则' })
  rule!: string;

  @Field(() => String, { description: '规则的出处：文件与条款' })
  source!: string;

  @Field(() => String, { description: '出处的标记：[S] 原文，[S2] 转引，[M] 未核实，[I] 自定' })
  provenance!: string;

  @Field(() => String, { nullable: true, description: '何人核对过原文；空为未核实' })
  verifiedBy!: string | null;
}

/** A clock as it is told on a day. */
export function deadlineOf(clock: StoredClock, today: string, law: ClockLaw): Deadline {
  const rule = law.rules.find(({ id }) => id === clock.rule);
  return {
    ...clock,
    responsibleName: partyName(clock.responsible),
    daysLeft: knownDaysLeft(clock, today, law),
    isOverdue: isOverdue(clock, today),
    source: rule?.source ?? '规则已不在册',
    provenance: rule?.provenance ?? '[M]',
    verifiedBy: rule?.verifiedBy ?? null,
  };
}

/** What lies in a year without a calendar cannot be counted; that it is overdue can be told all the same. */
function knownDaysLeft(clock: Clock, today: string, { calendar }: ClockLaw): number | null {
  const isKnown = [clock.dueOn, today].every((day) => calendar.years.has(Number(day.slice(0, 4))));
  return isKnown ? daysLeft(clock, today, calendar) : null;
}
