const DAY_MS = 86_400_000;

/** The instant at which a day of China begins, or a later one so many days after. */
export function startOfDay(day: string, daysLater = 0): string {
  return new Date(Date.parse(`${day}T00:00:00+08:00`) + daysLater * DAY_MS).toISOString();
}
