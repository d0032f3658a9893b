/** How long the owner has, and how long the filer has to answer its conclusion. */
export interface CorrectionPeriod {
  readonly days: number;
  readonly counted: 'WORKING' | 'CALENDAR';
  /** Text, article and how far the figure was checked. */
  readonly source: string;
}

const ordinary: CorrectionPeriod = {
  days: 10,
  counted: 'WORKING',
  source: '政务数据共享条例 第26条（10 个工作日）[M] 未核实',
};
const ofCredit: CorrectionPeriod = {
  days: 20,
  counted: 'CALENDAR',
  source: '征信业管理条例 第25条（20 日）[S]',
};

/** Credit information has a period of its own. */
export function correctionPeriod(owner: string): CorrectionPeriod {
  return owner === 'PBC' ? ofCredit : ordinary;
}

const DAY_MS = 86_400_000;

/**
 * The last day in time; the day on which the period begins is not counted. Saturdays and Sundays are no working days;
 * public holidays are not known here, so a date is at most too early, never too late.
 */
export function dueOn(from: string, { days, counted }: CorrectionPeriod): string {
  let day = Date.parse(from);
  for (let left = days; left > 0;) {
    day += DAY_MS;
    if (counted === 'CALENDAR' || isWeekday(day)) left -= 1;
  }
  return new Date(day).toISOString().slice(0, 10);
}

const isWeekday = (day: number): boolean => ![0, 6].includes(new Date(day).getUTCDay());
