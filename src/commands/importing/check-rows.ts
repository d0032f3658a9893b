import { createHash } from 'node:crypto';
import { GraphQLError } from 'graphql';
import { ConfigurationError } from '../../kit/configuration-error';
import { CellProblem } from './cell-problem';
import { placeColumns, type PlacedColumn } from './headers';
import type { ImportColumn, ImportTable } from './import-table';
import type { SheetRow } from './sheet-row';

/** What a file would write; nothing of it may be written where a row is refused. */
export interface CheckedRows {
  /** Columns that the file fills. */
  readonly columns: readonly ImportColumn[];
  /** JSON arrays of rows by column name, each small enough for one statement. */
  readonly batches: readonly string[];
  readonly accepted: number;
  readonly refused: Listed;
  readonly warned: Listed;
  /** Headers that fit no column. */
  readonly unused: readonly string[];
}

/** The first lines of many, and how many there are. */
export interface Listed {
  readonly lines: readonly string[];
  readonly count: number;
}

const MAX_LISTED = 100;
const BATCH_ROWS = 1_000;

/** Checks every row whole, so that one look at the report is enough to mend the file. */
export async function checkRows(
  rows: AsyncIterable<SheetRow>,
  table: ImportTable,
  map?: Readonly<Record<string, string>>,
): Promise<CheckedRows> {
  const refused = list();
  const warned = list();
  const batches: string[] = [];
  const firstRows = new Map<string, number>();
  let batch: string[] = [];
  let accepted = 0;
  let headers: { readonly placed: readonly PlacedColumn[]; readonly unused: readonly string[] } | undefined;
  for await (const { number, cells } of rows) {
    if (headers === undefined) {
      headers = placeColumns(table, cells.map(shown), map);
      continue;
    }
    if (cells.every((cell) => cell === '')) continue;
    const { values, problems, warnings } = readRow(cells, headers.placed);
    const text = JSON.stringify(values);
    const uscc = values['uscc'];
    const key = table.isSlice
      ? typeof uscc === 'string'
        ? uscc
        : ''
      : createHash('sha256').update(text).digest('base64');
    const first = firstRows.get(key);
    if (key !== '' && first === undefined) firstRows.set(key, number);
    if (first !== undefined && problems.length === 0)
      problems.push(table.isSlice ? `列 统一社会信用代码：与第 ${first} 行重复` : `与第 ${first} 行完全相同`);
    if (problems.length > 0) refused.add(`第 ${number} 行：${problems.join('；')}`);
    for (const warning of warnings) warned.add(`第 ${number} 行：${warning}`);
    // After a refusal nothing is written any more: the rest is read for the report alone.
    if (refused.count > 0) continue;
    accepted += 1;
    batch.push(text);
    if (batch.length === BATCH_ROWS) {
      batches.push(`[${batch.join(',')}]`);
      batch = [];
    }
  }
  if (headers === undefined) throw new ConfigurationError('文件是空的：首行应为列名');
  if (batch.length > 0) batches.push(`[${batch.join(',')}]`);
  return {
    columns: headers.placed.map(({ column }) => column),
    batches,
    accepted,
    refused,
    warned,
    unused: headers.unused,
  };
}

interface ReadRow {
  readonly values: Readonly<Record<string, unknown>>;
  readonly problems: string[];
  readonly warnings: readonly string[];
}

function readRow(cells: readonly string[], placed: readonly PlacedColumn[]): ReadRow {
  const values: Record<string, unknown> = {};
  const problems: string[] = [];
  const warnings: string[] = [];
  for (const { column, at, header, unit } of placed) {
    const text = cells[at] ?? '';
    try {
      values[column.name] = readCell(text, column, unit);
    } catch (error) {
      if (!(error instanceof CellProblem || error instanceof GraphQLError)) throw error;
      problems.push(`列 ${header}：${error.message}`);
    }
    if (column.isFreeText && /^[=+\-@]/.test(text))
      warnings.push(`列 ${header}：以“${text.charAt(0)}”开头，按文字保存；表格软件可能当作公式执行`);
  }
  return { values, problems, warnings };
}

function readCell(text: string, column: ImportColumn, unit: PlacedColumn['unit']): unknown {
  if (text === '') {
    if (!column.isRequired) return null;
    if (column.isList) return [];
    throw new CellProblem('不能为空');
  }
  if (/^#(N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NULL!|NUM!)$/.test(text)) throw new CellProblem('单元格的公式出错');
  if (HIDDEN.test(text)) throw new CellProblem('含有看不见的控制字符');
  return column.read(text, unit);
}

/** Control characters but for line breaks and tabs, marks that turn the direction of text, and halves of characters. */
const HIDDEN =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]|\p{Surrogate}/u;

/** A header as it may stand on a terminal. */
function shown(header: string): string {
  return header.replace(/\p{C}/gu, '').slice(0, 100);
}

function list(): Listed & { add(line: string): void } {
  const lines: string[] = [];
  let count = 0;
  return {
    lines,
    get count() {
      return count;
    },
    add(line) {
      count += 1;
      if (lines.length < MAX_LISTED) lines.push(line);
    },
  };
}
