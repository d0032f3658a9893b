import { GraphQLError } from 'graphql';

const LAST_DAYS = ['03-31', '06-30', '09-30', '12-31'] as const;

/** The last day of a quarter `2025Q4`; throws BAD_USER_INPUT for any other text and for a quarter that has not ended by `today`. */
export function lastDayOf(quarter: string, today: string): string {
  const [, year, number] = /^(20\d{2})Q([1-4])$/.exec(quarter) ?? [];
  const lastDay = `${year}-${LAST_DAYS[Number(number) - 1]}`;
  if (year === undefined) throw badQuarter('quarter 应为年份加季度，例如 2025Q4');
  if (lastDay >= today) throw badQuarter('该季度尚未结束：请填已结束的季度');
  return lastDay;
}

function badQuarter(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
}
