import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { databaseEntities, openDatabase } from '../../src/commands/databases';
import { importFile, type ImportOptions } from '../../src/commands/import';
import { readConfig } from '../../src/config';
import { makeUscc } from '../../src/kit/codes/uscc';
import type { Cluster } from '../../src/store/cluster';
import { nea } from '../../src/units/nea';
import { newDataDirectory, open, query, refusalOf } from '../store/support/cluster';

let cluster: Cluster;
let dataDir: string;
const output = { out: '', err: '' };
const [first, second] = [makeUscc('140199', 1), makeUscc('140199', 2)];
const HEADERS = '统一社会信用代码,行政区划,有序用电方案类别,战新电价节约额（万元）';

beforeAll(async () => {
  dataDir = newDataDirectory();
  ({ cluster } = await open(dataDir, ['nea', 'amr']));
  const database = await openDatabase('nea', cluster.urlFor('nea'), databaseEntities([nea]).get('nea') ?? []);
  await database.close();
});
afterAll(async () => {
  await cluster.stop();
  rmSync(dataDir, { recursive: true });
});
beforeEach(async () => {
  Object.assign(output, { out: '', err: '' });
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => ((output.out += String(text)), true));
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => ((output.err += String(text)), true));
  await query(cluster.urlFor('nea'), 'TRUNCATE energy, curtailment');
});
afterEach(() => {
  jest.restoreAllMocks();
  process.exitCode = undefined;
});

async function importText(text: string, options: ImportOptions = {}, unit = 'nea'): Promise<void> {
  const file = join(dataDir, 'import.csv');
  writeFileSync(file, text);
  await importFile(readConfig({ HUB_DATA_DIR: dataDir }), unit, file, options);
}

const energy = (): Promise<unknown[]> =>
  query(
    cluster.urlFor('nea'),
    'SELECT uscc, division, is_synthetic, orderly_use, savings FROM energy ORDER BY uscc',
  );
const rowOf = (uscc: string, orderlyUse: string | null, savings: string | null): object => ({
  uscc,
  division: '140105',
  is_synthetic: false,
  orderly_use: orderlyUse,
  savings,
});

it('writes every row into the database of the hub that is running, and replaces by code', async () => {
  await importText(`${HEADERS}\n${first},140105,优先保障,1.5\n\n${second},小店区,,\n`);
  expect(output.out).toBe('已写入能源要素（energy）：新增 2 行，更新 0 行\n');
  expect(await energy()).toEqual([rowOf(first, 'PROTECTED', '1500000'), rowOf(second, null, null)]);

  await importText(`uscc,division,orderlyUse\n${first},140105,NORMAL\n`);
  expect(output.out).toMatch(/新增 0 行，更新 1 行\n$/);
  expect(await energy()).toEqual([rowOf(first, 'NORMAL', '1500000'), rowOf(second, null, null)]);
});

it('leaves nothing of an invented row beside what was imported', async () => {
  await query(
    cluster.urlFor('nea'),
    `INSERT INTO energy (uscc, division, is_synthetic, savings) VALUES ('${first}', '140106', true, 9)`,
  );
  await importText(`uscc,division,orderlyUse\n${first},140105,NORMAL\n`);
  expect(await energy()).toEqual([rowOf(first, 'NORMAL', null)]);
});

it('says of every refused row why, and writes none', async () => {
  const rows = [
    `${first},140105,优先保障,1`,
    `${first},140105,,`,
    `${second.slice(0, 17)}I,110000,保供,x`,
    `,140105,,`,
  ];
  await importText(`${HEADERS}\n${rows.join('\n')}\n`);
  expect(process.exitCode).toBe(1);
  expect(output.err.split('\n')).toEqual([
    '第 3 行：列 统一社会信用代码：与第 2 行重复',
    expect.stringMatching(
      /^第 4 行：列 统一社会信用代码：.*可能应为“1”；列 行政区划：.*；列 有序用电方案类别：应为 .*；列 战新电价节约额（万元）：金额应为数/,
    ),
    '第 5 行：列 统一社会信用代码：不能为空',
    '3 行被拒绝，未写入任何一行：请改正后重新导入',
    '',
  ]);
  expect(output.out).toBe('');
  expect(await energy()).toEqual([]);
});

it('lists a hundred refused rows and counts the rest', async () => {
  await importText(`uscc,division\n${'1,2\n'.repeat(130)}`);
  expect(output.err).toContain('第 101 行：');
  expect(output.err).not.toContain('第 102 行：');
  expect(output.err).toContain('另有 30 行被拒绝\n130 行被拒绝');
});

it('tells in a dry run what it would write, and writes nothing', async () => {
  await importText(`uscc,division\n${first},140105\n`, { dryRun: true });
  expect(output.out).toBe('核对通过，未写入；如写入能源要素（energy）：新增 1 行，更新 0 行\n');
  expect(await energy()).toEqual([]);
});

it('adds rows of a table of many, and adds none twice', async () => {
  const text = `统一社会信用代码,日期,类别,时长（小时）\n${first},2026/1/5,错峰,3\n${first},2026/1/6,限电,4\n`;
  await importText(text, { table: '限电或错峰记录' });
  await importText(text, { table: 'curtailment' });
  expect(output.out).toMatch(/新增 2 行\n.*新增 0 行，已有 2 行不变\n$/s);
  expect(
    await query(cluster.urlFor('nea'), 'SELECT kind, hours FROM curtailment ORDER BY happened_on'),
  ).toEqual([
    { kind: 'STAGGERED', hours: 3 },
    { kind: 'CURTAILED', hours: 4 },
  ]);
});

it('keeps text that begins like a formula as text, and warns', async () => {
  const map = join(dataDir, 'map.json');
  writeFileSync(map, '{"name": "全称"}');
  const columns =
    '统一社会信用代码,行政区划,全称,曾用名,企业类型,登记状态,成立日期,列入经营异常名录,列入严重违法失信名单';
  await importText(
    `${columns}\n${first},140105,=cmd(),,有限责任公司,注销,2020-01-01,否,否\n`,
    { map },
    'amr',
  );
  expect(output.err).toMatch(/警告：第 2 行：列 全称：以“=”开头，按文字保存/);
  expect(await query(cluster.urlFor('amr'), 'SELECT name, former_names, status FROM registration')).toEqual([
    { name: '=cmd()', former_names: [], status: 'DEREGISTERED' },
  ]);
});

it.each([
  ['an unknown unit', 'uscc\n', {}, 'nobody', /没有单位 nobody：可选 amr/],
  ['a file of headers alone', 'uscc,division\n', {}, 'nea', /没有数据/],
  ['a map that is not there', 'uscc,division\n', { map: '/nowhere.json' }, 'nea', /列名对照/],
])('refuses %s in one line', async (_kind, text, options, unit, message) => {
  expect(await refusalOf(importText(text, options, unit))).toMatch(message);
});
