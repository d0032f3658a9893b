import { CHINA_OFFSET_MS } from './today';

/** 使用限额: how much may be asked under one agreement; what is left out is not limited. */
export interface UsageLimits {
  /** The window over which is counted: the hour or the calendar day of Shanxi. */
  readonly per: 'HOUR' | 'DAY';
  /** Requests. */
  readonly calls?: number;
  /** Enterprises asked about, each time anew; a list counts as the page that it asks for. */
  readonly enterprises?: number;
  /** Time of day in which may be asked, `HH:MM`: from included, until excluded. */
  readonly hours?: { readonly from: string; readonly until: string };
}

const LENGTHS = { HOUR: 3_600_000, DAY: 24 * 3_600_000 } as const;

/** The window that an instant (milliseconds since 1970) lies in. */
export function windowOf(
  per: UsageLimits['per'],
  instant: number,
): { readonly start: Date; readonly end: Date } {
  const length = LENGTHS[per];
  const start = Math.floor((instant + CHINA_OFFSET_MS) / length) * length - CHINA_OFFSET_MS;
  return { start: new Date(start), end: new Date(start + length) };
}

/** Milliseconds until the next moment at which may be asked; 0 within the hours. */
export function untilOpen({ from, until }: NonNullable<UsageLimits['hours']>, instant: number): number {
  const time = (instant + CHINA_OFFSET_MS) % LENGTHS.DAY;
  const opens = millisecondsOf(from);
  if (time >= opens && time < millisecondsOf(until)) return 0;
  return (opens - time + LENGTHS.DAY) % LENGTHS.DAY;
}

function millisecondsOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return (hours * 60 + minutes) * 60_000;
}
