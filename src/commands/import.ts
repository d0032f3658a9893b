import type { HubConfig } from '../config';
import { ConfigurationError } from '../kit/configuration-error';
import type { UnitDeclaration } from '../kit/define-unit';
import { units } from '../units';
import { databaseEntities, openDatabase } from './databases';
import { checkRows, type CheckedRows, type Listed } from './importing/check-rows';
import { readHeaderMap } from './importing/headers';
import { importTable, type ImportTable } from './importing/import-table';
import { progressBar } from './importing/progress-bar';
import { sheetRows } from './importing/sheet';
import { writeRows, type Written } from './importing/write-rows';
import { oneDatabase } from './one-database';

export interface ImportOptions {
  readonly map?: string;
  readonly table?: string;
  readonly dryRun?: boolean;
}

/**
 * Imports a file into a table of one unit, all of it or nothing; leaves with 1 where rows are refused. Throws
 * ConfigurationError on a unit, table, file or map that cannot be used.
 */
export async function importFile(
  config: HubConfig,
  unitName: string,
  file: string,
  options: ImportOptions,
): Promise<void> {
  const unit = unitNamed(unitName);
  const table = importTable(unit, options.table);
  const map = options.map === undefined ? undefined : readHeaderMap(options.map);
  const bar = progressBar('核对', process.stderr);
  const rows = await checkRows(sheetRows(file, bar.show), table, map).finally(bar.done);
  say(notesOn(rows));
  if (rows.refused.count > 0) {
    say([
      ...listing(rows.refused, '行被拒绝'),
      `${rows.refused.count} 行被拒绝，未写入任何一行：请改正后重新导入`,
    ]);
    process.exitCode = 1;
    return;
  }
  if (rows.accepted === 0) throw new ConfigurationError('文件只有列名，没有数据');
  const isDryRun = options.dryRun === true;
  process.stdout.write(`${summary(table, await write(config, unit, table, rows, isDryRun), isDryRun)}\n`);
}

function unitNamed(name: string): UnitDeclaration {
  const unit = units.find(({ id }) => id === name.toLowerCase());
  if (unit !== undefined) return unit;
  throw new ConfigurationError(`没有单位 ${name}：可选 ${units.map(({ id }) => id).join('、')}`);
}

async function write(
  config: HubConfig,
  unit: UnitDeclaration,
  table: ImportTable,
  rows: CheckedRows,
  isDryRun: boolean,
): Promise<Written> {
  const { url, stop } = await oneDatabase(config, unit.id);
  try {
    const database = await openDatabase(unit.id, url, databaseEntities(units).get(unit.id) ?? []);
    const bar = progressBar(isDryRun ? '试写' : '写入', process.stderr);
    try {
      return await writeRows(database.writing, table, rows, { isDryRun, onProgress: bar.show });
    } finally {
      bar.done();
      await database.close();
    }
  } finally {
    await stop();
  }
}

function notesOn(rows: CheckedRows): string[] {
  const unused = rows.unused.length === 0 ? [] : [`未用到的列：${rows.unused.join('、')}`];
  return [...unused, ...listing(rows.warned, '处警告').map((line) => `警告：${line}`)];
}

function listing({ lines, count }: Listed, counted: string): string[] {
  return count > lines.length ? [...lines, `另有 ${count - lines.length} ${counted}`] : [...lines];
}

function summary(table: ImportTable, { added, replaced, unchanged }: Written, isDryRun: boolean): string {
  const counts = [
    `新增 ${added} 行`,
    ...(table.isSlice ? [`更新 ${replaced} 行`] : []),
    ...(unchanged > 0 ? [`已有 ${unchanged} 行不变`] : []),
  ].join('，');
  const place = `${table.zh}（${table.name}）`;
  return isDryRun ? `核对通过，未写入；如写入${place}：${counts}` : `已写入${place}：${counts}`;
}

function say(lines: readonly string[]): void {
  for (const line of lines) process.stderr.write(`${line}\n`);
}
