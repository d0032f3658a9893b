import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { ConfigurationError } from '../../kit/configuration-error';
import { isMoneyUnit, type MoneyUnit } from './cell-number';
import type { ImportColumn, ImportTable } from './import-table';

/** A column of the table, and where the file has it. */
export interface PlacedColumn {
  readonly column: ImportColumn;
  /** Position in the file's rows, from 0. */
  readonly at: number;
  readonly header: string;
  /** Unit of money that the header names. */
  readonly unit: MoneyUnit | undefined;
}

/** Field → header, from a JSON file; throws ConfigurationError. */
export function readHeaderMap(file: string): Readonly<Record<string, string>> {
  try {
    return z
      .record(z.string(), z.string())
      .parse(JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, '')));
  } catch {
    throw new ConfigurationError(`列名对照 ${file} 读不出：应为 JSON 对象，如 {"name": "企业全称"}`);
  }
}

/**
 * Finds the table's columns among the headers: first by the map, then by property, column name or Chinese label.
 * Throws ConfigurationError where a header fits several columns, or a required column has none.
 */
export function placeColumns(
  table: ImportTable,
  headers: readonly string[],
  map: Readonly<Record<string, string>> = {},
): { readonly placed: readonly PlacedColumn[]; readonly unused: readonly string[] } {
  const mapped = mappedColumns(table, headers, map);
  const placed = headers.flatMap((header, at) => {
    const column =
      mapped.get(at) ?? (header === '' ? undefined : columnFor(table, header, new Set(mapped.values())));
    return column === undefined ? [] : [{ column, at, header, unit: unitOf(header, column) }];
  });
  refuseTwice(placed);
  const missing = table.columns.filter(
    (column) => column.isRequired && !placed.some((item) => item.column === column),
  );
  if (missing.length > 0) {
    const names = missing.map(({ property, labels }) => `${labels[0] ?? ''}（${property}）`);
    throw new ConfigurationError(`缺少必需的列 ${names.join('、')}：请补上，或用 --map 指明对应的列名`);
  }
  const used = new Set(placed.map(({ at }) => at));
  return { placed, unused: headers.filter((header, at) => header !== '' && !used.has(at)) };
}

function mappedColumns(
  table: ImportTable,
  headers: readonly string[],
  map: Readonly<Record<string, string>>,
): Map<number, ImportColumn> {
  return new Map(
    Object.entries(map).map(([field, header]): [number, ImportColumn] => {
      const column = table.columns.find(({ property, name }) => property === field || name === field);
      if (column === undefined) {
        const fields = table.columns.map(({ property }) => property).join('、');
        throw new ConfigurationError(`列名对照里的 ${field} 不是表 ${table.name} 的字段：可选 ${fields}`);
      }
      const at = headers.findIndex((item) => plain(item) === plain(header));
      if (at < 0) throw new ConfigurationError(`列名对照里的列“${header}”不在文件首行`);
      return [at, column];
    }),
  );
}

/** Whole names go before labels, and whole labels before what stands before their first bracket. */
function columnFor(
  table: ImportTable,
  header: string,
  taken: ReadonlySet<ImportColumn>,
): ImportColumn | undefined {
  const free = table.columns.filter((column) => !taken.has(column));
  const withoutUnit = unitIn(header) === undefined ? header : header.replace(BRACKETED, '');
  const wanted = new Set([plain(header), plain(withoutUnit)]);
  for (const namesOf of ranks) {
    const found = free.filter((column) => namesOf(column).some((name) => wanted.has(plain(name))));
    if (found.length > 1) {
      const fields = found.map(({ property }) => property).join('、');
      throw new ConfigurationError(`列“${header}”可以是 ${fields}：请用 --map 指明是哪一个`);
    }
    if (found[0] !== undefined) return found[0];
  }
  return undefined;
}

const ranks: readonly ((column: ImportColumn) => readonly string[])[] = [
  ({ property, name }) => [property, name],
  ({ labels }) => labels,
  ({ labels }) => labels.map((label) => label.split(/[（(；：]/)[0] ?? ''),
];

const BRACKETED = /[（(]([^（()）]*)[)）]\s*$/;

function unitIn(header: string): MoneyUnit | undefined {
  const unit =
    BRACKETED.exec(header)?.[1]
      ?.replace(/^单位[:：]/, '')
      .trim() ?? '';
  return isMoneyUnit(unit) ? unit : undefined;
}

/** Amounts in dollars must not become yuan without a word. */
function unitOf(header: string, column: ImportColumn): MoneyUnit | undefined {
  const bracketed = BRACKETED.exec(header)?.[1];
  const unit = unitIn(header);
  if (unit === undefined && column.isMoney && bracketed !== undefined && !column.labels.includes(header))
    throw new ConfigurationError(`列“${header}”的单位无法识别：金额应以元、万元或亿元计`);
  if (unit !== undefined && !column.isMoney)
    throw new ConfigurationError(`列“${header}”写着金额单位，而 ${column.property} 不是金额：请核对列名`);
  return unit;
}

function refuseTwice(placed: readonly PlacedColumn[]): void {
  for (const { column, header } of placed) {
    const first = placed.find((item) => item.column === column);
    if (first?.header !== header || placed.filter((item) => item.column === column).length > 1)
      throw new ConfigurationError(
        `列“${first?.header ?? ''}”与“${header}”都对应 ${column.property}：请只留一列`,
      );
  }
}

function plain(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, '').toLowerCase();
}
