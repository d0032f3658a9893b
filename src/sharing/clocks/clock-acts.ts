import { Field, ID, InputType, Int, Resolver } from 'type-graphql';
import { Change, type ChangeDone, type OpenChange } from '../../kit/change';
import { checkText } from '../../kit/change-checks';
import { DateScalar, DivisionCode } from '../../kit/scalars';
import type { Provenance } from '../../kit/rules/rule-set';
import { registerSharedEnum } from '../../kit/declare-types';
import { noteAct } from '../acts';
import { clockRuleFault, ClockStep } from './clock-rules';
import { isWeekend } from './working-calendar';

registerSharedEnum(ClockStep);

@InputType({ description: '时限规则' })
export class ClockRuleInput {
  @Field(() => ID, { description: '规则编号；与已有规则相同即取代它' })
  id!: string;

  @Field(() => ClockStep, { description: '步骤' })
  step!: ClockStep;

  @Field(() => Int, { description: '天数' })
  days!: number;

  @Field(() => Boolean, { description: '按工作日计；否则按自然日' })
  inWorkingDays!: boolean;

  @Field(() => DivisionCode, { nullable: true, description: '只在此市适用；空为全国' })
  division?: string | null;

  @Field(() => String, { nullable: true, description: '出处：文件与条款' })
  source?: string | null;

  @Field(() => String, { nullable: true, description: '[S] 原文，[S2] 转引，[M] 未核实，[I] 自定' })
  provenance?: string | null;

  @Field(() => String, { nullable: true, description: '何人何时核对原文；空为未核实' })
  verifiedBy?: string | null;

  @Field(() => DateScalar, { description: '施行日' })
  validFrom!: string;
}

@InputType({ description: '一年的工作日历' })
export class CalendarYearInput {
  @Field(() => Int, { description: '年份' })
  year!: number;

  @Field(() => [DateScalar], { description: '放假的日子' })
  holidays!: string[];

  @Field(() => [DateScalar], { description: '调休上班的周末' })
  workdays!: string[];

  @Field(() => String, { description: '出处：国务院办公厅的放假通知' })
  source!: string;
}

const provenances: readonly string[] = ['[S]', '[S2]', '[M]', '[I]'] satisfies Provenance[];

@Resolver()
export class ClockActs {
  /** A period is the law's: it counts for what begins after it was set, and bears its source. */
  @Change(ClockRuleInput, {
    zh: '设定时限规则',
    basis: '政务数据共享条例 第23条',
    makers: ['AUTHORITY'],
  })
  async setClockRule(input: ClockRuleInput, change: OpenChange): Promise<ChangeDone> {
    const { id, step, days, inWorkingDays, division = null, verifiedBy = null, validFrom } = input;
    const { provenance = null, source = null } = input;
    checkText(change, '核对人', verifiedBy);
    const counted = inWorkingDays ? 'WORKING' : 'CALENDAR';
    const rule = { id, step, days, counted, division, verifiedBy, validFrom, source: source ?? '' } as const;
    const fault = clockRuleFault({ ...rule, provenance: '[M]' });
    if (fault !== undefined) throw change.refusal(fault);
    if (provenance === null || !provenances.includes(provenance))
      throw change.refusal(`时限规则 ${id} 没有出处标记：请填 [S] 原文、[S2] 转引、[M] 未核实或 [I] 自定`);
    await change.query(
      `INSERT INTO clock_rule (id, step, days, counted, division, source, provenance, verified_by, valid_from)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
       ON CONFLICT (id) DO UPDATE SET step = $2, days = $3, counted = $4, division = $5, source = $6,
         provenance = $7, verified_by = $8, valid_from = $9`,
      [id, step, days, counted, division, rule.source, provenance, verifiedBy, validFrom],
    );
    await noteAct(change, { kind: 'clock', subject: id, act: 'setClockRule', note: rule.source });
    return { no: id };
  }

  @Change(CalendarYearInput, {
    zh: '载入工作日历',
    basis: '全国年节及纪念日放假办法（国务院令第795号）',
    makers: ['AUTHORITY'],
  })
  async loadCalendarYear(input: CalendarYearInput, change: OpenChange): Promise<ChangeDone> {
    const { year, holidays, workdays, source } = input;
    checkText(change, '出处', source);
    const foreign = [...holidays, ...workdays].find((day) => !day.startsWith(`${year}-`));
    if (foreign !== undefined) throw change.refusal(`${foreign} 不在 ${year} 年`);
    if (holidays.length === 0) throw change.refusal(`${year} 年没有一个放假的日子：请照放假通知填写`);
    const weekday = workdays.find((day) => !isWeekend(day));
    if (weekday !== undefined) throw change.refusal(`${weekday} 本来就是工作日：调休上班的应是周末`);
    const both = workdays.find((day) => holidays.includes(day));
    if (both !== undefined) throw change.refusal(`${both} 既放假又上班`);
    await change.query(
      `INSERT INTO calendar_year (year, holidays, workdays, source) VALUES ($1, $2, $3, $4)
       ON CONFLICT (year) DO UPDATE SET holidays = $2, workdays = $3, source = $4`,
      [year, JSON.stringify(holidays), JSON.stringify(workdays), source],
    );
    await noteAct(change, {
      kind: 'clock',
      subject: String(year),
      act: 'loadCalendarYear',
      note: source,
    });
    return { no: String(year) };
  }
}
