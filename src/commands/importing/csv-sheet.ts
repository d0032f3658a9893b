import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { ConfigurationError } from '../../kit/configuration-error';
import { pieces, type SheetRow } from './sheet-row';

/** Rows of a CSV file in UTF-8 or GB18030; throws ConfigurationError on any other encoding and on broken quotes. */
export async function* csvRows(
  bytes: Buffer,
  onProgress: (share: number) => void,
): AsyncGenerator<SheetRow, void, undefined> {
  const parser = parse({ relaxColumnCount: true, maxRecordSize: MAX_RECORD });
  const records: AsyncIterable<readonly string[]> = Readable.from(pieces(asUtf8(bytes), onProgress)).pipe(
    parser,
  );
  let number = 0;
  try {
    for await (const record of records) {
      number += 1;
      yield { number, cells: record.map((cell) => cell.trim()) };
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new ConfigurationError(
      `CSV 第 ${number + 1} 行无法识别：${troubles[error.code] ?? error.code}；请用表格软件另存为 CSV`,
    );
  }
}

/** Characters of one row; an opening quote that is never closed would otherwise swallow the whole file. */
const MAX_RECORD = 1_000_000;

const troubles: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: '引号没有闭合',
  CSV_INVALID_CLOSING_QUOTE: '引号之后还有文字',
  INVALID_OPENING_QUOTE: '文字之中有单个引号',
  CSV_MAX_RECORD_SIZE: '一行过长，多半是引号没有闭合',
};

/** What Chinese spreadsheets save: UTF-8 with or without a mark, or GB18030. */
function asUtf8(bytes: Buffer): Buffer {
  if (bytes.includes(0)) throw new ConfigurationError('文件不是 UTF-8 或 GB18030 文本：请另存为“CSV UTF-8”');
  const withoutMark = bytes.subarray(0, 3).equals(UTF8_MARK) ? bytes.subarray(3) : bytes;
  if (decode('utf-8', withoutMark) !== undefined) return withoutMark;
  const text = decode('gb18030', bytes);
  if (text === undefined) throw new ConfigurationError('文件不是 UTF-8 或 GB18030 编码：请另存为“CSV UTF-8”');
  return Buffer.from(text, 'utf8');
}

const UTF8_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

function decode(encoding: string, bytes: Buffer): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
