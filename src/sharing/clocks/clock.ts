import { rulesFor, type ClockRule, type ClockStep } from './clock-rules';
import {
  dayAfter,
  isWorkingDay,
  workingDayAfter,
  workingDaysBetween,
  type WorkingCalendar,
} from './working-calendar';

/** A period that runs for one step: the day it began is not counted, the day it is due still is in time. */
export interface Clock {
  readonly step: ClockStep;
  /** Id of the rule that set it. */
  readonly rule: string;
  readonly counted: ClockRule['counted'];
  readonly startedOn: string;
  readonly dueOn: string;
  /** The day on which it was stopped to wait for somebody; null while it runs. */
  readonly pausedOn: string | null;
  readonly endedOn: string | null;
}

export interface ClockLaw {
  readonly rules: readonly ClockRule[];
  readonly calendar: WorkingCalendar;
}

/** Where and when a step begins. */
export interface ClockPlace {
  /** The divisions that the matter is about; none where it is the whole province's. */
  readonly divisions: readonly string[];
  readonly on: string;
  /** The day whose rules bind, where the step began before anybody acted on it. */
  readonly asOf?: string;
}

/** Starts a clock by the rule that is due first: where several bind, the stricter wins. */
export function startClock({ rules, calendar }: ClockLaw, step: ClockStep, place: ClockPlace): Clock {
  const [first, ...others] = rulesFor(rules, step, { asOf: place.on, ...place }).map((rule) => ({
    rule,
    dueOn: daysAfter(calendar, rule.counted, place.on, rule.days),
  }));
  if (first === undefined) throw new Error(`no rule says how long ${step} may take`);
  const { rule, dueOn } = others.reduce((best, next) => (next.dueOn < best.dueOn ? next : best), first);
  const { id, counted } = rule;
  return { step, rule: id, counted, startedOn: place.on, dueOn, pausedOn: null, endedOn: null };
}

/** Stops a clock; nothing is lost of what was left of it. */
export function pauseClock(clock: Clock, on: string): Clock {
  return { ...clock, pausedOn: on };
}

/** Lets a stopped clock run on with the days that it had left. */
export function resumeClock(clock: Clock, on: string, calendar: WorkingCalendar): Clock {
  if (clock.pausedOn === null) return clock;
  const left = daysBetween(calendar, clock.counted, clock.pausedOn, clock.dueOn);
  return { ...clock, pausedOn: null, dueOn: daysAfter(calendar, clock.counted, on, left) };
}

export function lengthenClock(clock: Clock, days: number, calendar: WorkingCalendar): Clock {
  return { ...clock, dueOn: daysAfter(calendar, clock.counted, clock.dueOn, days) };
}

/** How many days are left, 0 on the day it is due; negative where it is overdue; null where it stands still. */
export function daysLeft(clock: Clock, today: string, calendar: WorkingCalendar): number | null {
  if (clock.pausedOn !== null || clock.endedOn !== null) return null;
  return clock.dueOn < today
    ? -daysBetween(calendar, clock.counted, clock.dueOn, today)
    : daysBetween(calendar, clock.counted, today, clock.dueOn);
}

export function isOverdue(clock: Clock, today: string): boolean {
  return clock.pausedOn === null && clock.endedOn === null && clock.dueOn < today;
}

/** A period of calendar days that ends on a day off ends on the next day that is worked (民法典 第203条). */
function daysAfter(calendar: WorkingCalendar, counted: Clock['counted'], from: string, days: number): string {
  if (counted === 'WORKING') return workingDayAfter(calendar, from, days);
  let day = dayAfter(from, days);
  while (!isWorkingDay(calendar, day)) day = dayAfter(day);
  return day;
}

function daysBetween(
  calendar: WorkingCalendar,
  counted: Clock['counted'],
  from: string,
  until: string,
): number {
  if (counted === 'WORKING') return workingDaysBetween(calendar, from, until);
  return (Date.parse(until) - Date.parse(from)) / 86_400_000;
}
