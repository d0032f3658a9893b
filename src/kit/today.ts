/** Today in China, as SQL: until when a record is told is judged by its calendar, whatever the server's. */
export const TODAY = `(now() AT TIME ZONE 'Asia/Shanghai')::date`;

/** China has one time, and no summer time. */
export const CHINA_OFFSET_MS = 8 * 3_600_000;

/** The calendar day of China at an instant (milliseconds since 1970), `YYYY-MM-DD`. */
export function chinaDay(instant: number): string {
  return new Date(instant + CHINA_OFFSET_MS).toISOString().slice(0, 10);
}
