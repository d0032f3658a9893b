import { Float, Int } from 'type-graphql';
import type { Bands } from '../../kit/band';
import { cities, counties } from '../../kit/codes/divisions';
import { industries } from '../../kit/codes/industries';
import {
  Band,
  DateScalar,
  DateTime,
  Decimal,
  DivisionCode,
  Fen,
  IndustryCode,
  Money,
  Percent,
  Ratio,
  USCC,
} from '../../kit/scalars';
import { enumDeclaration, type ValueType } from '../../kit/slice';
import { CellProblem } from './cell-problem';
import { decimalText, fenOf, wholeNumber, type MoneyUnit } from './cell-number';

/** Text of a cell, never empty → what its column stores; throws CellProblem, or the scalar's own GraphQLError. */
export type CellReader = (text: string, unit: MoneyUnit | undefined) => unknown;

/** How cells of one declared type are read: the kit's scalars, after what people write has been made what they take. */
export function cellReader(type: ValueType, isList: boolean, band: Bands | undefined): CellReader {
  const read = oneReader(type, band);
  if (!isList) return read;
  return (text, unit) =>
    text
      .split(/[;；\n]/)
      .map((item) => item.trim())
      .filter((item) => item !== '')
      .map((item) => read(item, unit));
}

/** The county or the city of an enterprise, by code or by name: every owner restricts rows by it. */
export function readDivision(text: string): string {
  const code = divisionCode(text);
  if (code === '14') throw new CellProblem('行政区划应到市或县');
  return DivisionCode.parseValue(code);
}

/** Whether a column holds free text, in which a spreadsheet might see a formula. */
export function isFreeText(type: ValueType): boolean {
  return !readers.has(type) && enumDeclaration(type) === undefined;
}

function oneReader(type: ValueType, band: Bands | undefined): CellReader {
  const labels = enumDeclaration(type)?.labels;
  if (labels !== undefined) return (text) => enumValue(text, labels);
  if (type === Band && band?.storedPer === 100) return fenOf;
  return readers.get(type) ?? freeText;
}

const MAX_INT = 2_147_483_647;
const MAX_TEXT = 10_000;

const readers = new Map<unknown, CellReader>([
  [USCC, (text) => USCC.parseValue(text)],
  [DivisionCode, (text) => DivisionCode.parseValue(divisionCode(text))],
  [IndustryCode, (text) => IndustryCode.parseValue(industryByName.get(text) ?? text.toUpperCase())],
  [DateScalar, (text) => DateScalar.parseValue(dayText(text))],
  [DateTime, (text) => DateTime.parseValue(instantText(text))],
  [Int, (text) => wholeNumber(text, MAX_INT)],
  [Fen, (text) => Fen.parseValue(wholeNumber(text, Number.MAX_SAFE_INTEGER))],
  [Band, (text) => wholeNumber(text, Number.MAX_SAFE_INTEGER)],
  [Float, (text) => Number(decimalText(text))],
  [Money, fenOf],
  [Decimal, (text) => Decimal.parseValue(decimalText(text))],
  [Percent, (text) => Percent.parseValue(decimalText(text.replace(/\s*[%％]$/, '')))],
  [Ratio, (text) => Ratio.parseValue(ratioText(text))],
  [Boolean, yesOrNo],
]);

const cityCodes = cities.map(({ code, fullName }): [string, string] => [fullName, code]);
const countyCodes = counties.map(({ code, fullName }): [string, string] => [fullName, code]);
/** A county's own name, where only one county bears it. */
const loneCountyCodes = counties
  .filter(({ name }) => counties.filter((other) => other.name === name).length === 1)
  .map(({ code, name }): [string, string] => [name, code]);
const divisionByName = new Map([...loneCountyCodes, ...cityCodes, ...countyCodes]);
const industryByName = new Map(industries.map(({ code, name }) => [name, code]));

/** A name, or a code of which national tables write out the zeros: 140100 is the city 1401. */
function divisionCode(text: string): string {
  const named = divisionByName.get(text.replace(/^山西省/, ''));
  return named ?? text.replace(/^(\d{4})00$/, '$1');
}

function enumValue(text: string, labels: Readonly<Record<string, string>>): string {
  if (Object.hasOwn(labels, text)) return text;
  const found = Object.entries(labels).find(([, label]) => label === text);
  if (found !== undefined) return found[0];
  const choices = Object.values(labels);
  throw new CellProblem(`应为 ${choices.slice(0, 10).join('、')}${choices.length > 10 ? ' 等' : ''} 之一`);
}

const yes = new Set(['是', '有', '真', 'TRUE', 'YES', 'Y', '1']);
const no = new Set(['否', '无', '没有', '假', 'FALSE', 'NO', 'N', '0']);

function yesOrNo(text: string): boolean {
  const word = text.toUpperCase();
  if (!yes.has(word) && !no.has(word)) throw new CellProblem('应为“是”或“否”');
  return yes.has(word);
}

/** 2026/4/1, 2026.4.1, 2026年4月1日 and 20260401 are the same day. */
function dayText(text: string): string {
  const [, year, month, day] =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text) ?? [];
  if (year === undefined || month === undefined || day === undefined) return text;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** Where no zone is written, it is that of Beijing. */
function instantText(text: string): string {
  const [, day, time] = /^(\S+)[ T](\d{2}:\d{2}(?::\d{2})?)$/.exec(text) ?? [];
  if (time !== undefined && day !== undefined) return `${dayText(day)}T${time}+08:00`;
  if (/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/.test(text)) return text;
  return `${DateScalar.parseValue(dayText(text))}T00:00+08:00`;
}

function ratioText(text: string): string {
  const percent = /^(.*?)\s*[%％]$/.exec(text)?.[1];
  return percent === undefined
    ? decimalText(text)
    : String(Number((Number(decimalText(percent)) / 100).toFixed(6)));
}

function freeText(text: string): string {
  if (text.length > MAX_TEXT) throw new CellProblem(`超过 ${MAX_TEXT} 字`);
  if (/^-?\d(\.\d+)?E[+-]?\d+$/i.test(text))
    throw new CellProblem('长数字已被表格软件改成科学计数法：请把该列设为文本后重新填写');
  return text;
}
