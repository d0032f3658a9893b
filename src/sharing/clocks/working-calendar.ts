import packaged from 'chinese-days/dist/chinese-days.json';

/** Which days are worked (国务院办公厅部分节假日安排): known for the loaded years and guessed for no other. */
export interface WorkingCalendar {
  readonly years: ReadonlySet<number>;
  /** Days off that a weekday may be. */
  readonly holidays: ReadonlySet<string>;
  /** 调休: days worked though they are Saturdays or Sundays. */
  readonly workdays: ReadonlySet<string>;
}

/** One year as the State Council's office has published it. */
export interface CalendarYear {
  readonly year: number;
  readonly holidays: readonly string[];
  readonly workdays: readonly string[];
}

/** A day of a year that nobody has loaded: its holidays are not known, so nothing is computed across it. */
export class CalendarEnds extends Error {
  override readonly name = 'CalendarEnds';

  constructor(readonly year: number) {
    super(
      `${year} 年的工作日历尚未载入，不能推算到期日：请主管部门按国务院办公厅的放假通知办理 loadCalendarYear 后再办`,
    );
  }
}

/**
 * The package's data and not its functions: those take a year without data for one without holidays, and shift a day
 * in time zones west of Greenwich.
 */
const packagedHolidays = Object.keys(packaged.holidays);
const packagedWorkdays = Object.keys(packaged.workdays);

/** The years of the package, and those that the authority has loaded beside or instead of them. */
export function workingCalendar(loaded: readonly CalendarYear[] = []): WorkingCalendar {
  const own = new Set(loaded.map(({ year }) => year));
  const isPackaged = (day: string): boolean => !own.has(yearOf(day));
  const holidays = packagedHolidays.filter(isPackaged);
  return {
    years: new Set([...own, ...holidays.map(yearOf)]),
    holidays: new Set([...holidays, ...loaded.flatMap((year) => year.holidays)]),
    workdays: new Set([...packagedWorkdays.filter(isPackaged), ...loaded.flatMap((year) => year.workdays)]),
  };
}

/** Throws CalendarEnds for a year that is not loaded. */
export function isWorkingDay(calendar: WorkingCalendar, day: string): boolean {
  const year = yearOf(day);
  if (!calendar.years.has(year)) throw new CalendarEnds(year);
  if (calendar.workdays.has(day)) return true;
  return !calendar.holidays.has(day) && !isWeekend(day);
}

/** The last of so many working days; the day from which they run is not counted. */
export function workingDayAfter(calendar: WorkingCalendar, from: string, count: number): string {
  let day = from;
  for (let left = count; left > 0;) {
    day = dayAfter(day);
    if (isWorkingDay(calendar, day)) left -= 1;
  }
  return day;
}

/** How many working days lie after the first day, up to and with the last. */
export function workingDaysBetween(calendar: WorkingCalendar, from: string, until: string): number {
  let count = 0;
  for (let day = dayAfter(from); day <= until; day = dayAfter(day))
    if (isWorkingDay(calendar, day)) count += 1;
  return count;
}

export function dayAfter(day: string, days = 1): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

export function isWeekend(day: string): boolean {
  return [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
}

function yearOf(day: string): number {
  return Number(day.slice(0, 4));
}
