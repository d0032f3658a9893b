import { GraphQLError } from 'graphql';

const LAST_DAYS = ['03-31', '06-30', '09-30', '12-31'] as const;

/**
 * The last day of a quarter `2025Q4` and that of the quarter before; throws BAD_USER_INPUT for any other text and for a
 * quarter that has not ended by `today`.
 */
export function endsOf(quarter: string, today: string): { readonly asOf: string; readonly before: string } {
  const [, year, number] = /^(20\d{2})Q([1-4])$/.exec(quarter) ?? [];
  const asOf = `${year}-${LAST_DAYS[Number(number) - 1]}`;
  if (year === undefined) throw badQuarter('quarter 应为年份加季度，例如 2025Q4');
  if (asOf >= today) throw badQuarter('该季度尚未结束：请填已结束的季度');
  const before = LAST_DAYS[Number(number) - 2] ?? null;
  return { asOf, before: before === null ? `${Number(year) - 1}-12-31` : `${year}-${before}` };
}

function badQuarter(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
}
