import type { QueryResultRow } from 'pg';
import type { OpenChange } from '../../kit/make-change';
import { lengthenClock, pauseClock, resumeClock, startClock, type Clock, type ClockLaw } from './clock';
import type { ClockRule, ClockStep } from './clock-rules';
import { rulesOfLaw } from './rules-of-law';
import { CalendarEnds, workingCalendar, type CalendarYear } from './working-calendar';

/** Asks the hub's database, inside a change or not. */
export type Ask = <Row extends QueryResultRow>(text: string, values?: readonly unknown[]) => Promise<Row[]>;

/** Whose clock it is: of which matter, who must act, who waits. */
export interface ClockMatter {
  readonly kind: 'application' | 'dispute' | 'catalogue' | 'correction';
  readonly subject: string;
  readonly responsible: string;
  readonly concerned: string;
  /** Division for which the one that waits acts. */
  readonly division?: string | null;
  /** Divisions that the matter is about: a city's own rules bind where it lies in that city. */
  readonly divisions?: readonly string[];
}

/** What a step does to the running clock of its matter; a step that starts one ends the one before. */
export type ClockOrder =
  { readonly start: ClockStep } | 'END' | 'PAUSE' | 'RESUME' | { readonly lengthen: number };

/** The rules and the calendar in force: those of the texts, and what the authority has set. */
export async function clockLaw(ask: Ask): Promise<ClockLaw> {
  const rules = await ask<ClockRule & QueryResultRow>(
    `SELECT id, step, days, counted, division, source, provenance, verified_by AS "verifiedBy",
            valid_from::text AS "validFrom" FROM clock_rule ORDER BY id`,
  );
  const years = await ask<CalendarYear & QueryResultRow>(
    'SELECT year, holidays, workdays FROM calendar_year',
  );
  const replaced = new Set(rules.map(({ id }) => id));
  return {
    rules: [...rulesOfLaw.filter(({ id }) => !replaced.has(id)), ...rules],
    calendar: workingCalendar(years),
  };
}

/** Carries out an order about the running clock of a matter, from `on`, which is today unless said otherwise. */
export async function orderClock(
  change: OpenChange,
  matter: ClockMatter,
  order: ClockOrder,
  on = change.today,
): Promise<void> {
  const law = await clockLaw(change.query);
  try {
    if (typeof order === 'object' && 'start' in order) {
      await endClock(change, matter);
      const place = { divisions: matter.divisions ?? [], on, asOf: change.today };
      return await addClock(change, matter, startClock(law, order.start, place));
    }
    if (order === 'END') return await endClock(change, matter);
    const running = await runningClock(change.query, matter);
    if (running !== undefined) await setClock(change, running.id, ordered(running, order, on, law));
  } catch (error) {
    if (error instanceof CalendarEnds) throw change.refusal(error.message, { code: 'LIMIT_EXCEEDED' });
    throw error;
  }
}

type Adjustment = Exclude<ClockOrder, 'END' | { readonly start: ClockStep }>;

function ordered(clock: Clock, order: Adjustment, on: string, { calendar }: ClockLaw): Clock {
  if (order === 'PAUSE') return pauseClock(clock, on);
  if (order === 'RESUME') return resumeClock(clock, on, calendar);
  return lengthenClock(clock, order.lengthen, calendar);
}

export type StoredClock = Clock & { readonly id: string; readonly responsible: string };

export const clockColumns = `id, step, rule, counted, responsible, started_on::text AS "startedOn", due_on::text AS "dueOn",
  paused_on::text AS "pausedOn", ended_on::text AS "endedOn"`;

/** The clock of a matter that has not ended; there is one at most. */
export async function runningClock(
  ask: Ask,
  { kind, subject }: Pick<ClockMatter, 'kind' | 'subject'>,
): Promise<StoredClock | undefined> {
  const [row] = await ask<StoredClock & QueryResultRow>(
    `SELECT ${clockColumns} FROM clock WHERE kind = $1 AND subject = $2 AND ended_on IS NULL`,
    [kind, subject],
  );
  return row;
}

async function addClock(change: OpenChange, matter: ClockMatter, clock: Clock): Promise<void> {
  const { kind, subject, responsible, concerned, division = null } = matter;
  const { step, rule, counted, startedOn, dueOn } = clock;
  await change.query(
    `INSERT INTO clock (kind, subject, step, rule, counted, started_on, due_on, responsible, concerned, division)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [kind, subject, step, rule, counted, startedOn, dueOn, responsible, concerned, division],
  );
}

async function setClock(change: OpenChange, id: string, { dueOn, pausedOn }: Clock): Promise<void> {
  await change.query('UPDATE clock SET due_on = $2, paused_on = $3 WHERE id = $1', [id, dueOn, pausedOn]);
}

async function endClock(change: OpenChange, { kind, subject }: ClockMatter): Promise<void> {
  await change.query('UPDATE clock SET ended_on = $3 WHERE kind = $1 AND subject = $2 AND ended_on IS NULL', [
    kind,
    subject,
    change.today,
  ]);
}
