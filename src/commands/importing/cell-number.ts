import { Decimal } from '../../kit/scalars';
import { CellProblem } from './cell-problem';

/** How many decimal places lie between a unit of money and the fen. */
const placesOfUnit = { 元: 2, 万元: 6, 亿元: 10 } as const;
export type MoneyUnit = keyof typeof placesOfUnit;

export function isMoneyUnit(text: string): text is MoneyUnit {
  return Object.hasOwn(placesOfUnit, text);
}

/** Money in its own unit, that of its column, or yuan → whole fen. */
export function fenOf(text: string, unit: MoneyUnit | undefined): number {
  const [, amount = '', written = ''] = /^[¥￥]?\s*(.*?)\s*((?:万|亿)?元)?$/.exec(text) ?? [];
  const places = placesOfUnit[isMoneyUnit(written) ? written : (unit ?? '元')];
  const [, sign = '', whole = '', fraction = ''] =
    /^(-?)(\d+)(?:\.(\d+))?$/.exec(withoutCommas(amount)) ?? [];
  if (whole === '') throw new CellProblem('金额应为数，以元计，或写明万元、亿元');
  if (/[1-9]/.test(fraction.slice(places))) throw new CellProblem('金额最多精确到分');
  const fen = Number(`${sign}${whole}${fraction.slice(0, places).padEnd(places, '0')}`);
  if (!Number.isSafeInteger(fen)) throw new CellProblem('金额过大');
  return fen === 0 ? 0 : fen;
}

export function wholeNumber(text: string, most: number): number {
  const digits = withoutCommas(text);
  if (!/^-?\d+(\.0+)?$/.test(digits)) throw new CellProblem('应为整数');
  const value = Number(digits);
  if (Math.abs(value) > most) throw new CellProblem(`应在 ±${most} 之间`);
  return value;
}

/** A decimal number of at most twelve digits before the point, rounded to the six behind it that a column keeps. */
export function decimalText(text: string): string {
  const plain = withoutCommas(text);
  const value: unknown = Decimal.parseValue(
    /^-?\d{1,12}\.\d{7,}$/.test(plain) ? Number(plain).toFixed(6) : plain,
  );
  if (Math.abs(Number(value)) >= 1e12) throw new CellProblem('数值过大：整数部分最多 12 位');
  return String(value);
}

/** 1,234,567 and full-width digits are numbers too. */
function withoutCommas(text: string): string {
  const plain = text.normalize('NFKC');
  return /^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(plain) ? plain.replaceAll(',', '') : plain;
}
