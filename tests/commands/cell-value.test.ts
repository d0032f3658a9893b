import { Int } from 'type-graphql';
import { bands } from '../../src/kit/band';
import {
  Band,
  DateScalar,
  DateTime,
  Decimal,
  DivisionCode,
  IndustryCode,
  Money,
  Percent,
  Ratio,
  USCC,
} from '../../src/kit/scalars';
import type { ValueType } from '../../src/kit/slice';
import { cellReader, readDivision } from '../../src/commands/importing/cell-value';
import { makeUscc } from '../../src/kit/codes/uscc';
import { OrderlyUse } from '../../src/units/nea/nea';

const code = makeUscc('140199', 7);
const read = (type: ValueType, text: string, unit?: '元' | '万元' | '亿元'): unknown =>
  cellReader(type, false, undefined)(text, unit);

it.each<[string, ValueType, string, unknown]>([
  ['a code', USCC, code.toLowerCase(), code],
  ['a day with slashes', DateScalar, '2026/4/1', '2026-04-01'],
  ['a day in Chinese', DateScalar, '2026年4月1日', '2026-04-01'],
  ['a day without marks', DateScalar, '20260401', '2026-04-01'],
  ['a time in Beijing', DateTime, '2026-04-01 08:30', '2026-04-01T00:30:00.000Z'],
  ['a time with its zone', DateTime, '2026-04-01T08:30:00Z', '2026-04-01T08:30:00.000Z'],
  ['yuan', Money, '1,234.56', 123_456],
  ['yuan with a sign', Money, '￥1234.5 元', 123_450],
  ['wan', Money, '500万元', 500_000_000],
  ['a loss', Money, '-0.01', -1],
  ['the largest sum there is', Money, '90071992547409.91', Number.MAX_SAFE_INTEGER],
  ['a whole number with commas', Int, '1,200', 1200],
  ['a decimal', Decimal, '0.333333333333333', '0.333333'],
  ['a percentage', Percent, '15.5%', '15.5'],
  ['a ratio written as a percentage', Ratio, '15.5%', '0.155'],
  ['yes', Boolean, '是', true],
  ['no', Boolean, '0', false],
  ['an enum by value', OrderlyUse, 'PROTECTED', 'PROTECTED'],
  ['an enum by label', OrderlyUse, '优先保障', 'PROTECTED'],
  ['a division by name', DivisionCode, '太原市小店区', '140105'],
  ['an industry by name', IndustryCode, '通用设备制造业', 'C34'],
  ['text that looks like a formula', String, '=1+1', '=1+1'],
])('reads %s', (_kind, type, text, value) => {
  expect(read(type, text)).toEqual(value);
});

it('reads money in the unit of its column, unless the cell names its own', () => {
  expect(read(Money, '1.5', '亿元')).toBe(15_000_000_000);
  expect(read(Money, '1.5万元', '亿元')).toBe(1_500_000);
});

it('reads lists item by item, and a band of money as money', () => {
  expect(cellReader(String, true, undefined)('甲；乙; 丙', undefined)).toEqual(['甲', '乙', '丙']);
  expect(cellReader(Band, false, bands([1], '元', 100))('2', undefined)).toBe(200);
});

it.each<[string, ValueType, string, RegExp]>([
  ['a wrong check character', USCC, `${code.slice(0, 17)}${code.endsWith('1') ? '2' : '1'}`, /校验码/],
  ['a look-alike letter', USCC, `${code.slice(0, 8)}O${code.slice(9)}`, /可能应为“0”/],
  ['a day that is none', DateScalar, '2026-02-30', /日期应为/],
  ['part of a fen', Money, '1.234', /精确到分/],
  ['a sum in words', Money, '五百万', /金额应为数/],
  ['a sum beyond what is exact', Money, '90071992547409.92', /过大/],
  ['misplaced commas', Int, '12,34', /整数/],
  ['a number beyond its column', Int, '3000000000', /之间/],
  ['a decimal beyond its column', Decimal, '1000000000000', /过大/],
  ['an unknown enum value', OrderlyUse, '保供', /优先保障、正常用电/],
  ['a name of Object', OrderlyUse, 'constructor', /之一/],
  ['an unknown division', DivisionCode, '110101', /没有这个山西行政区划代码/],
  ['a county name that several bear', DivisionCode, '城区', /没有这个山西行政区划代码/],
  ['a mangled long number', String, '1.40199E+17', /科学计数法/],
])('refuses %s', (_kind, type, text, reason) => {
  expect(() => read(type, text)).toThrow(reason);
});

it('takes a county or a city for the division of an enterprise, never the whole province', () => {
  expect(readDivision('140105')).toBe('140105');
  expect(readDivision('140100')).toBe('1401');
  expect(readDivision('太原市')).toBe('1401');
  expect(() => readDivision('14')).toThrow(/市或县/);
});
