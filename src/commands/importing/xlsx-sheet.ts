import { Readable } from 'node:stream';
import { stream, type Cell, type CellValue, type Row } from 'exceljs';
import { ConfigurationError } from '../../kit/configuration-error';
import { pieces, type SheetRow } from './sheet-row';
import { firstSheetArchive } from './xlsx-archive';

/** Rows of the first visible sheet of an .xlsx workbook, as a stream; throws ConfigurationError on a broken file. */
export async function* xlsxRows(
  bytes: Buffer,
  onProgress: (share: number) => void,
): AsyncGenerator<SheetRow, void, undefined> {
  const archive = Readable.from(pieces(firstSheetArchive(bytes), onProgress));
  const workbook = new stream.xlsx.WorkbookReader(archive, {
    sharedStrings: 'cache',
    styles: 'cache',
    hyperlinks: 'ignore',
    worksheets: 'emit',
    entries: 'ignore',
  });
  try {
    for await (const sheet of workbook) {
      for await (const row of sheet) yield { number: row.number, cells: cellTexts(row) };
    }
  } catch (error) {
    if (error instanceof ConfigurationError) throw error;
    throw new ConfigurationError('.xlsx 内容已损坏：请用表格软件打开后另存为 .xlsx');
  }
}

function cellTexts(row: Row): string[] {
  const cells: string[] = [];
  row.eachCell((cell, column) => {
    const text = cellText(cell);
    if (text === '') return;
    while (cells.length < column - 1) cells.push('');
    cells[column - 1] = text;
  });
  return cells;
}

function cellText(cell: Cell): string {
  const value = cell.value;
  const isPercent = typeof value === 'number' && /%/.test(cell.numFmt);
  return isPercent ? `${numberText(value * 100)}%` : valueText(value);
}

/** A cell as it would be typed; the result stands for a formula. */
function valueText(value: CellValue): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value.trim();
  if (typeof value === 'number') return numberText(value);
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (value instanceof Date) return dateText(value);
  if ('richText' in value)
    return value.richText
      .map(({ text }) => text)
      .join('')
      .trim();
  if ('error' in value) return value.error;
  if ('text' in value) return value.text.trim();
  return 'result' in value ? valueText(value.result) : '';
}

/** A spreadsheet keeps fifteen digits: the rest is noise in a fraction, and lost in a whole number. */
function numberText(value: number): string {
  if (Math.abs(value) >= 1e15) return value.toExponential().toUpperCase();
  return String(Number(value.toPrecision(15)));
}

/** The day, and the time where there is one, as the spreadsheet shows them: without a zone. */
function dateText(value: Date): string {
  if (Number.isNaN(value.getTime())) return '#VALUE!';
  const [day = '', time = ''] = value.toISOString().split('T');
  return time.startsWith('00:00:00') ? day : `${day} ${time.slice(0, 8)}`;
}
