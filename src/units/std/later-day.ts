/** The later of two days `YYYY-MM-DD`. */
export function laterDay(day: string, other: string): string {
  return day > other ? day : other;
}
