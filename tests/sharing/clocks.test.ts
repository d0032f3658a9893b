import {
  daysLeft,
  isOverdue,
  lengthenClock,
  pauseClock,
  resumeClock,
  startClock,
} from '../../src/sharing/clocks/clock';
import { clockRuleFault, ClockStep, type ClockRule } from '../../src/sharing/clocks/clock-rules';
import { rulesOfLaw } from '../../src/sharing/clocks/rules-of-law';
import {
  CalendarEnds,
  isWorkingDay,
  workingCalendar,
  workingDayAfter,
  workingDaysBetween,
} from '../../src/sharing/clocks/working-calendar';

const calendar = workingCalendar();
const law = { rules: rulesOfLaw, calendar };
const inProvince = (on: string) => ({ divisions: [], on });
const inJincheng = (on: string) => ({ divisions: ['140502'], on });

describe('a working day', () => {
  it.each([
    ['2026-09-30', true, 'an ordinary Wednesday'],
    ['2026-10-01', false, '国庆'],
    ['2026-10-08', true, 'the first day after it'],
    ['2026-10-10', true, 'a Saturday worked in its place (调休)'],
    ['2026-10-11', false, 'a Sunday'],
    ['2026-02-14', true, 'a Saturday worked for 春节'],
    ['2026-02-23', false, 'a Monday off for 春节'],
    ['2026-02-28', true, 'another Saturday worked for it'],
    ['2025-10-11', true, 'a Saturday of the year before'],
  ])('%s: %s, %s', (day, works) => {
    expect(isWorkingDay(calendar, day)).toBe(works);
  });

  it('is never guessed for a year that is not loaded', () => {
    expect(() => isWorkingDay(calendar, '2027-01-01')).toThrow(CalendarEnds);
    expect(() => isWorkingDay(calendar, '2003-10-08')).toThrow(/2003 年的工作日历尚未载入/);
  });

  it('is what the authority has loaded of a later year, and of a year that it corrects', () => {
    const later = workingCalendar([
      { year: 2027, holidays: ['2027-01-01'], workdays: ['2027-01-09'] },
      { year: 2026, holidays: ['2026-10-08'], workdays: [] },
    ]);
    expect(
      ['2027-01-01', '2027-01-04', '2027-01-09', '2027-01-10'].map((day) => isWorkingDay(later, day)),
    ).toEqual([false, true, true, false]);
    expect(isWorkingDay(later, '2026-10-08')).toBe(false);
    expect(isWorkingDay(later, '2026-10-10')).toBe(false);
  });
});

describe('counting working days', () => {
  it.each([
    ['2026-09-29', 1, '2026-09-30'],
    ['2026-09-29', 5, '2026-10-12'],
    ['2026-09-30', 10, '2026-10-20'],
    ['2026-02-12', 1, '2026-02-13'],
    ['2026-02-12', 2, '2026-02-14'],
    ['2026-02-12', 3, '2026-02-24'],
    ['2026-02-12', 10, '2026-03-04'],
    ['2026-10-03', 1, '2026-10-08'],
  ])('from %s, %i later is %s, and back', (from, count, until) => {
    expect(workingDayAfter(calendar, from, count)).toBe(until);
    expect(workingDaysBetween(calendar, from, until)).toBe(count);
  });

  it('ends with the last loaded year', () => {
    expect(workingDayAfter(calendar, '2026-12-17', 10)).toBe('2026-12-31');
    expect(() => workingDayAfter(calendar, '2026-12-18', 10)).toThrow(CalendarEnds);
  });
});

describe('a clock', () => {
  it.each([
    [ClockStep.CHECK_UNCONDITIONAL, inProvince('2026-03-02'), '2026-03-03', 'national-unconditional'],
    [ClockStep.CHECK_UNCONDITIONAL, inJincheng('2026-03-02'), '2026-03-03', 'national-unconditional'],
    [ClockStep.REPLY, inProvince('2026-03-02'), '2026-03-16', 'national-reply'],
    [ClockStep.REPLY, inJincheng('2026-03-02'), '2026-03-09', 'jincheng-reply'],
    [ClockStep.REPLY, inProvince('2026-02-12'), '2026-03-04', 'national-reply'],
    [ClockStep.REPLY, inJincheng('2026-09-29'), '2026-10-12', 'jincheng-reply'],
    [ClockStep.PROVIDE, inProvince('2026-09-29'), '2026-11-02', 'national-provide'],
  ])('%s is due by the stricter of the rules that bind', (step, place, dueOn, rule) => {
    expect(startClock(law, step, place)).toMatchObject({ dueOn, rule });
  });

  it('follows a city’s rule only where the whole matter lies in that city', () => {
    const both = { divisions: ['140502', '140105'], on: '2026-03-02' };
    expect(startClock(law, ClockStep.REPLY, both).rule).toBe('national-reply');
  });

  it('ends on the next working day where calendar days end on a day off', () => {
    expect(startClock(law, ClockStep.CREDIT_OBJECTION, inProvince('2026-09-14')).dueOn).toBe('2026-10-08');
    expect(startClock(law, ClockStep.CREDIT_OBJECTION, inProvince('2026-03-02')).dueOn).toBe('2026-03-23');
  });

  it('keeps the days that it had left while it stands', () => {
    const clock = startClock(law, ClockStep.REPLY, inProvince('2026-09-21'));
    const paused = pauseClock(clock, '2026-09-24');
    expect([clock.dueOn, daysLeft(clock, '2026-09-24', calendar)]).toEqual(['2026-10-12', 7]);
    expect(daysLeft(paused, '2026-12-31', calendar)).toBeNull();
    expect(isOverdue(paused, '2026-12-31')).toBe(false);
    expect(resumeClock(paused, '2026-10-14', calendar)).toMatchObject({
      dueOn: '2026-10-23',
      pausedOn: null,
    });
    expect(resumeClock(paused, '2026-09-24', calendar)).toEqual(clock);
  });

  it('is in time on the day it is due and overdue from the next', () => {
    const clock = startClock(law, ClockStep.REPLY, inProvince('2026-03-02'));
    expect([isOverdue(clock, '2026-03-16'), daysLeft(clock, '2026-03-16', calendar)]).toEqual([false, 0]);
    expect([isOverdue(clock, '2026-03-17'), daysLeft(clock, '2026-03-18', calendar)]).toEqual([true, -2]);
    const longer = lengthenClock(clock, 3, calendar);
    expect([longer.dueOn, isOverdue(longer, '2026-03-17')]).toEqual(['2026-03-19', false]);
    expect(isOverdue({ ...clock, endedOn: '2026-03-10' }, '2026-03-17')).toBe(false);
  });

  it('is refused where it would end in a year that is not loaded', () => {
    expect(() => startClock(law, ClockStep.PROVIDE, inProvince('2026-12-10'))).toThrow(
      '2027 年的工作日历尚未载入',
    );
  });
});

describe('the rules of the law', () => {
  it('each have a source, a mark of it, and days; no figure from memory counts as verified', () => {
    for (const rule of rulesOfLaw) expect([rule.id, clockRuleFault(rule)]).toEqual([rule.id, undefined]);
    expect(new Set(rulesOfLaw.map(({ id }) => id)).size).toBe(rulesOfLaw.length);
    expect(
      rulesOfLaw.filter(({ provenance, verifiedBy }) => provenance === '[M]' && verifiedBy !== null),
    ).toEqual([]);
    expect(new Set(rulesOfLaw.map(({ step }) => step))).toEqual(new Set(Object.values(ClockStep)));
  });

  it.each<[Partial<ClockRule>, string]>([
    [{ source: ' ' }, '没有出处'],
    [{ days: 0 }, '天数应为'],
    [{ days: 2.5 }, '天数应为'],
  ])('one of %j is none', (change, fault) => {
    const [rule] = rulesOfLaw;
    expect(clockRuleFault({ ...rule, ...change } as ClockRule)).toContain(fault);
  });
});
