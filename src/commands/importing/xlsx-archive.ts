import { crc32, inflateRawSync } from 'node:zlib';
import { ConfigurationError } from '../../kit/configuration-error';
import { codeOf } from '../../store/error-code';

/** Bytes that a workbook may unfold into. */
const MAX_UNFOLDED = 256 * 1024 * 1024;

/**
 * The workbook as a new archive that holds, unfolded, only what its first visible sheet needs. What is read later
 * can then unfold no further, comes in the order in which it is needed, and never goes through temporary files.
 * Throws ConfigurationError.
 */
export function firstSheetArchive(bytes: Buffer, maxUnfolded = MAX_UNFOLDED): Buffer {
  const files = centralDirectory(bytes);
  let left = maxUnfolded;
  const unfold = (name: string): Buffer | undefined => {
    const file = files.get(name);
    if (file === undefined) return undefined;
    const content = unfolded(bytes, file, left);
    left -= content.length;
    return content;
  };
  const relations = unfold('xl/_rels/workbook.xml.rels');
  const workbook = unfold('xl/workbook.xml');
  if (relations === undefined || workbook === undefined) throw broken();
  const sheet = unfold(firstSheetPath(workbook.toString('utf8'), relations.toString('utf8')));
  if (sheet === undefined) throw broken();
  return archiveOf([
    ['xl/_rels/workbook.xml.rels', relations],
    ['xl/workbook.xml', workbook],
    ['xl/styles.xml', unfold('xl/styles.xml')],
    ['xl/sharedStrings.xml', unfold('xl/sharedStrings.xml') ?? Buffer.from('<sst/>')],
    ['xl/worksheets/sheet1.xml', sheet],
  ]);
}

interface ArchivedFile {
  readonly isFolded: boolean;
  readonly foldedSize: number;
  /** Where its local header begins. */
  readonly at: number;
}

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;

/** Files of a ZIP archive (PKWARE APPNOTE 4.3), by name. */
function centralDirectory(bytes: Buffer): Map<string, ArchivedFile> {
  if (bytes.subarray(0, 4).toString('hex') === 'd0cf11e0')
    throw new ConfigurationError('这是加密的或旧式的 Excel 文件：请去掉密码，另存为 .xlsx');
  const end = bytes.lastIndexOf(Buffer.from('504b0506', 'hex'));
  if (end < 0 || end + 22 > bytes.length || bytes.readUInt32LE(end) !== END) throw broken();
  const files = new Map<string, ArchivedFile>();
  let at = bytes.readUInt32LE(end + 16);
  for (let count = bytes.readUInt16LE(end + 10); count > 0; count -= 1) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== CENTRAL) throw broken();
    const nameEnd = at + 46 + bytes.readUInt16LE(at + 28);
    const isEncrypted = (bytes.readUInt16LE(at + 8) & 1) === 1;
    if (isEncrypted) throw new ConfigurationError('这个 .xlsx 文件加了密码：请去掉密码后再导入');
    files.set(bytes.toString('utf8', at + 46, nameEnd), {
      isFolded: bytes.readUInt16LE(at + 10) !== 0,
      foldedSize: bytes.readUInt32LE(at + 20),
      at: bytes.readUInt32LE(at + 42),
    });
    at = nameEnd + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return files;
}

function unfolded(bytes: Buffer, { isFolded, foldedSize, at }: ArchivedFile, left: number): Buffer {
  if (at + 30 > bytes.length || bytes.readUInt32LE(at) !== LOCAL) throw broken();
  const start = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
  const content = bytes.subarray(start, start + foldedSize);
  if (!isFolded && content.length <= left) return content;
  if (!isFolded) throw tooLarge();
  try {
    return inflateRawSync(content, { maxOutputLength: Math.max(1, left) });
  } catch (error) {
    throw codeOf(error) === 'ERR_BUFFER_TOO_LARGE' ? tooLarge() : broken();
  }
}

/** Path of the first sheet that is not hidden, as the workbook lists them. */
function firstSheetPath(workbook: string, relations: string): string {
  const sheets = [...workbook.matchAll(/<sheet\s[^>]*>/g)].map(([tag]) => tag);
  const shown = sheets.find((tag) => !/\sstate="(hidden|veryHidden)"/.test(tag));
  const id = attribute(shown ?? '', 'r:id');
  const relation = [...relations.matchAll(/<Relationship\s[^>]*>/g)].find(
    ([tag]) => attribute(tag, 'Id') === id,
  );
  const target = attribute(relation?.[0] ?? '', 'Target');
  if (id === undefined || target === undefined) throw broken();
  return target.startsWith('/') ? target.slice(1) : `xl/${target}`;
}

function attribute(tag: string, name: string): string | undefined {
  return new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];
}

function archiveOf(files: readonly (readonly [name: string, content: Buffer | undefined])[]): Buffer {
  const parts: Buffer[] = [];
  const central: Buffer[] = [];
  let at = 0;
  for (const [name, content] of files) {
    if (content === undefined) continue;
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt32LE(crc32(content), 10);
    common.writeUInt32LE(content.length, 14);
    common.writeUInt32LE(content.length, 18);
    common.writeUInt16LE(name.length, 22);
    parts.push(signature(LOCAL), common, Buffer.from(name), content);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(at, 10);
    central.push(signature(CENTRAL), Buffer.from([20, 0]), common, place, Buffer.from(name));
    at += 30 + name.length + content.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(parts.length / 4, 4);
  end.writeUInt16LE(parts.length / 4, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...parts, directory, signature(END), end]);
}

function signature(value: number): Buffer {
  const four = Buffer.alloc(4);
  four.writeUInt32LE(value);
  return four;
}

function tooLarge(): ConfigurationError {
  return new ConfigurationError(
    `.xlsx 解开后超过 ${MAX_UNFOLDED / 1024 / 1024} MB：请拆成几个文件，或另存为 CSV`,
  );
}

function broken(): ConfigurationError {
  return new ConfigurationError('.xlsx 文件已损坏，或不是 Excel 工作簿：请用表格软件打开后另存为 .xlsx');
}
