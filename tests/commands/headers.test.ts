import { placeColumns } from '../../src/commands/importing/headers';
import { importTable } from '../../src/commands/importing/import-table';
import { amr } from '../../src/units/amr';
import { nea } from '../../src/units/nea';

const energy = importTable(nea, undefined);
const registration = importTable(amr, 'registration');
const keys = ['统一社会信用代码', '行政区划'];

const placed = (table: typeof energy, headers: string[], map?: Record<string, string>): [string, string][] =>
  placeColumns(table, headers, map).placed.map(({ header, column }) => [header, column.property]);

it('finds columns by property, by column name and by Chinese label, and leaves the rest', () => {
  const { placed: found, unused } = placeColumns(energy, [
    ...keys,
    'orderlyUse',
    'protected_user',
    '绿电占比',
    '序号',
    '',
  ]);
  expect(found.map(({ column }) => column.property)).toEqual([
    'uscc',
    'division',
    'orderlyUse',
    'protectedUser',
    'greenPowerShare',
  ]);
  expect(unused).toEqual(['序号']);
});

it('takes the unit of money from the header', () => {
  const { placed: found } = placeColumns(energy, [...keys, '战新电价节约额（万元）']);
  expect(found[2]).toMatchObject({ unit: '万元', column: { property: 'savings' } });
});

it('lets the map say which column is which, before any name', () => {
  expect(
    placed(energy, ['代码', '县', '绿电占比'], { uscc: '代码', division: '县', savings: '绿电占比' }),
  ).toEqual([
    ['代码', 'uscc'],
    ['县', 'division'],
    ['绿电占比', 'savings'],
  ]);
});

it.each([
  [
    'a required column that is missing',
    () => placeColumns(energy, ['统一社会信用代码']),
    /缺少必需的列 行政区划/,
  ],
  ['what the graph promises', () => placeColumns(registration, keys), /企业名称（name）/],
  [
    'two headers for one column',
    () => placeColumns(energy, [...keys, 'savings', '战新电价节约额']),
    /都对应 savings/,
  ],
  [
    'another currency',
    () => placeColumns(energy, [...keys, '金额（美元）'], { savings: '金额（美元）' }),
    /单位无法识别/,
  ],
  ['a map of no field', () => placeColumns(energy, keys, { none: '行政区划' }), /不是表 energy 的字段/],
  ['a map to no header', () => placeColumns(energy, keys, { savings: '节约' }), /不在文件首行/],
  ['an unknown table', () => importTable(nea, 'pg_class'), /可选 energy（能源要素）、curtailment/],
])('refuses %s', (_kind, act, message) => {
  expect(act).toThrow(message);
});
