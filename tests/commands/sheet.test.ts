import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Workbook } from 'exceljs';
import { sheetRows } from '../../src/commands/importing/sheet';
import { firstSheetArchive } from '../../src/commands/importing/xlsx-archive';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'srdi-sheet-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function read(name: string, content: string | Uint8Array): Promise<(readonly string[])[]> {
  const file = join(folder, name);
  writeFileSync(file, content);
  const rows: (readonly string[])[] = [];
  for await (const { number, cells } of sheetRows(file, () => undefined)) rows[number - 1] = cells;
  return rows;
}

async function xlsx(fill: (workbook: Workbook) => void): Promise<Buffer> {
  const workbook = new Workbook();
  fill(workbook);
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

const GB18030 = Buffer.from('c3fbb3c62cb5d8d6b70acbb9cca92cccabd4ad0a', 'hex');

it.each([
  ['UTF-8', '名称,地址\n某某,太原\n', ['某某', '太原']],
  ['UTF-8 with a mark', '\uFEFF名称,地址\n某某,太原\n', ['某某', '太原']],
  ['GB18030', GB18030, ['斯泰', '太原']],
  ['Windows line ends, quotes and blanks', '名称,地址\r\n" 某,""某"" ",太原\r\n', ['某,"某"', '太原']],
])('reads a CSV in %s', async (_kind, content, row) => {
  expect(await read('a.csv', content)).toEqual([['名称', '地址'], row]);
});

it('counts rows as a spreadsheet does, blank ones included', async () => {
  expect(await read('blank.csv', '名称\n\n某某\n')).toEqual([['名称'], [''], ['某某']]);
});

it.each([
  ['utf16.csv', Buffer.from('\uFEFFa,b\n', 'utf16le'), /UTF-8 或 GB18030/],
  ['bytes.csv', Buffer.from([0x61, 0xff, 0xff, 0x0a]), /UTF-8 或 GB18030/],
  ['quote.csv', 'a\n"b\n', /引号没有闭合/],
  ['empty.csv', '', /空的/],
  ['old.xls', 'x', /只能导入/],
  ['locked.xlsx', Buffer.from('d0cf11e0a1b11ae1', 'hex'), /加密的或旧式的/],
  ['text.xlsx', '名称,地址', /已损坏/],
  ['cut.xlsx', Buffer.from('504b0506', 'hex'), /已损坏/],
  ['wide.csv', `${'a,'.repeat(300)}\n`, /超过 200 列/],
])('refuses %s in one line', async (name, content, message) => {
  await expect(read(name, content)).rejects.toMatchObject({
    name: 'ConfigurationError',
    message: expect.stringMatching(message) as string,
  });
});

it('reads the first visible sheet of a workbook, its dates, percentages, formulas and formatted text', async () => {
  const bytes = await xlsx((workbook) => {
    workbook.addWorksheet('隐藏', { state: 'hidden' }).addRow(['不读']);
    const sheet = workbook.addWorksheet('名录');
    sheet.addRow(['名称', '日期', '时刻', '占比', '金额', '是否', '空', '富文本', '出错']);
    const row = sheet.addRow([
      ' 某某 ',
      new Date('2026-04-01T00:00:00Z'),
      new Date('2026-04-01T08:30:00Z'),
      0.155,
    ]);
    row.getCell(4).numFmt = '0.0%';
    row.getCell(5).value = { formula: 'A1+1', result: 0.1 + 0.2 };
    row.getCell(6).value = true;
    row.getCell(8).value = { richText: [{ text: '专精' }, { font: { bold: true }, text: '特新' }] };
    row.getCell(9).value = { error: '#N/A' };
  });
  expect((await read('book.xlsx', bytes))[1]).toEqual([
    '某某',
    '2026-04-01',
    '2026-04-01 08:30:00',
    '15.5%',
    '0.3',
    '是',
    '',
    '专精特新',
    '#N/A',
  ]);
});

it('unfolds a workbook only so far, whatever sizes it claims', async () => {
  const bytes = await xlsx((workbook) => workbook.addWorksheet('a').addRow(['x'.repeat(20_000)]));
  expect(() => firstSheetArchive(bytes, 10_000)).toThrow(/解开后超过/);
  expect(bytes.length).toBeLessThan(10_000);
  expect(firstSheetArchive(bytes).length).toBeGreaterThan(20_000);
});
