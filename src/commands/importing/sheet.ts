import { readFileSync, statSync } from 'node:fs';
import { extname } from 'node:path';
import { ConfigurationError } from '../../kit/configuration-error';
import { csvRows } from './csv-sheet';
import type { SheetRow } from './sheet-row';
import { xlsxRows } from './xlsx-sheet';

const MAX_BYTES = 50 * 1024 * 1024;
const MAX_ROWS = 1_000_000;
const MAX_COLUMNS = 200;

/** The rows of a .csv or .xlsx file, headers first; throws ConfigurationError on a file that is neither, or too large. */
export async function* sheetRows(
  file: string,
  onProgress: (share: number) => void,
): AsyncGenerator<SheetRow, void, undefined> {
  const rowsOf = readers[extname(file).toLowerCase()];
  if (rowsOf === undefined) throw new ConfigurationError(`只能导入 .csv 或 .xlsx：${file} 请另存为其中一种`);
  for await (const row of rowsOf(readBounded(file), onProgress)) {
    if (row.number > MAX_ROWS + 1)
      throw new ConfigurationError(`文件超过 ${MAX_ROWS} 行：请拆成几个文件分别导入`);
    if (row.cells.length > MAX_COLUMNS)
      throw new ConfigurationError(`第 ${row.number} 行超过 ${MAX_COLUMNS} 列：请删去用不到的列`);
    yield row;
  }
}

const readers: Readonly<Record<string, typeof csvRows>> = { '.csv': csvRows, '.xlsx': xlsxRows };

function readBounded(file: string): Buffer {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found?.isFile() !== true) throw new ConfigurationError(`没有这个文件：${file}`);
  if (found.size > MAX_BYTES)
    throw new ConfigurationError(`文件超过 ${MAX_BYTES / 1024 / 1024} MB：请拆成几个文件分别导入`);
  if (found.size === 0) throw new ConfigurationError(`文件是空的：${file}`);
  return readFileSync(file);
}
