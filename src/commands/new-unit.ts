import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ConfigurationError } from '../kit/configuration-error';
import type { UnitDeclaration } from '../kit/define-unit';
import { consumerUnits } from '../kit/unit-directory';
import { openCluster } from '../store/cluster';
import { writeMigration } from '../store/migration-file';
import { openSource } from '../store/sources';
import { units } from '../units';
import { databaseEntities } from './databases';
import { registerWith, unitFiles } from './unit-template';

/**
 * Writes a new unit into the sources: its folder, its line in the register, its first migration; takes everything back
 * where one of them fails. Throws ConfigurationError.
 */
export async function newUnit(code: string, name: string): Promise<void> {
  const root = sourceRoot();
  if (!/^[\p{Script=Han}\p{L}\p{N}（）()·]{2,40}$/u.test(name))
    throw new ConfigurationError('单位名称应为 2 到 40 个字，不含空格与标点，如 省金融监管局');
  const id = freeId(code);
  const folder = join(root, 'src', 'units', id);
  if (existsSync(folder))
    throw new ConfigurationError(`src/units/${id} 已经存在：请先移走，或把它登记到 src/units/index.ts`);
  const register = join(root, 'src', 'units', 'index.ts');
  const before = readFileSync(register, 'utf8');
  try {
    mkdirSync(folder);
    for (const [file, text] of unitFiles(id, name)) writeFileSync(join(folder, file), text);
    writeFileSync(register, registerWith(before, id));
    await writeFirstMigration(root, id);
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    rmSync(join(root, 'migrations', id), { recursive: true, force: true });
    writeFileSync(register, before);
    throw error;
  }
  process.stdout.write(nextSteps(id, name));
}

/** The project's folder, wherever below it this code runs; a bare build has no sources to write into. */
function sourceRoot(): string {
  let root = __dirname;
  while (!existsSync(join(root, 'package.json')) && dirname(root) !== root) root = dirname(root);
  if (existsSync(join(root, 'src', 'units', 'index.ts'))) return root;
  throw new ConfigurationError('这里没有源代码：请在项目的源代码目录中运行 new:unit');
}

function freeId(code: string): string {
  const free = consumerUnits.filter((unit) => !units.some((registered) => registered.code === unit.code));
  const found = free.find((unit) => unit.code === code.toUpperCase());
  if (found !== undefined) return found.code.toLowerCase();
  const isRegistered = units.some((unit) => unit.code === code.toUpperCase());
  const choices = free.map((unit) => `${unit.code} ${unit.name}`).join('、');
  const next = free.length === 0 ? '方案所列单位都已登记' : `可选 ${choices}`;
  throw new ConfigurationError(`${code} ${isRegistered ? '已经登记' : '不是方案所列单位'}：${next}`);
}

/** The same that `migrations --write initial` would write, for this unit alone. */
async function writeFirstMigration(root: string, id: string): Promise<void> {
  const unit = await builtUnit(root, id);
  const dataDir = await mkdtemp(join(tmpdir(), 'srdi-new-unit-'));
  try {
    // Where the hub runs as root, the database's own user must come through.
    await chmod(dataDir, 0o711);
    await writeWhatEmptyDatabaseLacks(unit, dataDir, join(root, 'migrations'));
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function writeWhatEmptyDatabaseLacks(
  unit: UnitDeclaration,
  dataDir: string,
  folder: string,
): Promise<void> {
  const { id } = unit;
  const cluster = await openCluster({
    dataDir,
    databases: [id],
    onProgress: () => undefined,
    isThrowaway: true,
  });
  try {
    const entities = databaseEntities([unit]).get(id) ?? [];
    const source = await openSource({ id, url: cluster.urlFor(id), entities });
    await writeMigration(source, folder, id, 'initial').finally(() => source.destroy());
  } finally {
    await cluster.stop();
  }
}

interface Build {
  build(options: { readonly withPlayground: boolean }): Promise<void>;
}

/** Compiles what was just written, and loads it beside the code that is running. */
async function builtUnit(root: string, id: string): Promise<UnitDeclaration> {
  const { build } = (await import(pathToFileURL(join(root, 'scripts', 'build.mjs')).href)) as Build;
  await build({ withPlayground: false });
  const loaded = createRequire(__filename)(join(root, 'dist', 'src', 'units', id)) as Record<
    string,
    UnitDeclaration
  >;
  const unit = loaded[id];
  if (unit === undefined) throw new Error(`src/units/${id} exports no ${id}`);
  return unit;
}

function nextSteps(id: string, name: string): string {
  return `已写出 ${name}：
  src/units/${id}/          声明、合成数据（请改成本单位真实的字段、级别与依据）
  src/units/index.ts        登记的一行
  migrations/${id}/         首个迁移
接下来：
  1. 修改 src/units/${id}/${id}.ts；改了列之后运行 npm run hub -- migrations --write <名称>
  2. npm run hub -- schema   更新 schema/
  3. npm run check 与 npm test
  4. npm start               以新单位启动
`;
}
