import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newUnit } from '../../src/commands/new-unit';
import { registerWith } from '../../src/commands/unit-template';
import { refusalOf } from '../store/support/cluster';

const ROOT = join(__dirname, '..', '..');
const COPIED = [
  'src',
  'migrations',
  'scripts',
  'bin',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  '.swcrc',
];

let copy: string;
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'srdi-new-unit-'));
  chmodSync(copy, 0o711);
  for (const name of COPIED) cpSync(join(ROOT, name), join(copy, name), { recursive: true });
  // Its page is not built here.
  rmSync(join(copy, 'src', 'playground'), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  // One unit is free here, whoever is registered.
  for (const folder of ['src/units/lfr', 'migrations/lfr'])
    rmSync(join(copy, folder), { recursive: true, force: true });
  const register = join(copy, 'src', 'units', 'index.ts');
  writeFileSync(
    register,
    readFileSync(register, 'utf8')
      .replace(/^import \{ lfr \}.*\n/m, '')
      .replace(/^( *)lfr, ?\n?/m, '$1')
      .replace(/, lfr\b/, ''),
  );
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

const node = (...args: string[]): SpawnSyncReturns<string> =>
  spawnSync(process.execPath, args, { cwd: copy, encoding: 'utf8' });

const CONTRACT = `
  require('reflect-metadata');
  const { units } = require('./dist/src/units');
  const { buildGraph } = require('./dist/src/gateway/assemble');
  const { world } = require('./dist/src/synthetic/world');
  const { policies, subgraphs, supergraph } = buildGraph(units);
  const [enterprise] = world({ seed: 'a', count: 1 });
  const own = [...policies.values()].filter(({ unit }) => unit === 'LFR').map(({ coordinate, attr }) => [coordinate, attr]);
  const answers = supergraph.api.getType('Enterprise').getFields().lfr.type.toString();
  console.log(JSON.stringify({ own, answers, isBuilt: subgraphs.has('lfr'), rows: units.find(({ id }) => id === 'lfr').seed(enterprise)[0][1].length }));
`;

it('writes a unit that compiles, composes, has its migration and is not written twice', () => {
  const written = node('bin/srdi-hub.mjs', 'new:unit', 'lfr', '省金融监管局');
  expect(written.stderr.replace(/^编译.*\n/gm, '')).toBe('');
  expect(written.stdout).toMatch(/已写出 省金融监管局/);
  expect(readdirSync(join(copy, 'src', 'units', 'lfr')).sort()).toEqual(['index.ts', 'lfr.ts', 'seed.ts']);
  expect(readFileSync(join(copy, 'migrations', 'lfr', '0001-initial.ts'), 'utf8')).toMatch(
    /CREATE TABLE "lfr_record"/,
  );
  expect(readFileSync(join(copy, 'src', 'units', 'index.ts'), 'utf8')).toMatch(
    /';\nimport \{ lfr \} from '.\/lfr';\nimport \{ lsg \}/,
  );

  const types = node('node_modules/typescript/bin/tsc', '--noEmit', '-p', 'tsconfig.json');
  expect(
    types.stdout.split('\n').filter((line) => line.includes('lfr') || line.includes('src/units/index.ts')),
  ).toEqual([]);
  const contract = node('-e', CONTRACT);
  expect(contract.stderr).toBe('');
  expect(JSON.parse(contract.stdout)).toEqual({
    own: [
      ['LfrRecord.listedOn', 'OPEN'],
      ['LfrRecord.serviceSummary', 'CONDITIONAL'],
    ],
    answers: 'LfrRecord',
    isBuilt: true,
    rows: 1,
  });

  const again = node('bin/srdi-hub.mjs', 'new:unit', 'LFR', '省金融监管局');
  expect(again.status).toBe(2);
  expect(again.stderr).toMatch(/^LFR 已经登记：.*\n$/m);
}, 240_000);

it.each([
  ['a unit that the plan does not name', 'ABC', '某某局', /不是方案所列单位：/],
  ['the hub itself', 'HUB', '协同中枢', /不是方案所列单位/],
  ['a name that could end the text it stands in', 'LFR', "局'); evil('", /单位名称应为/],
])('refuses %s and writes nothing', async (_kind, code, name, message) => {
  const folders = readdirSync(join(ROOT, 'src', 'units'));
  expect(await refusalOf(newUnit(code, name))).toMatch(message);
  expect(readdirSync(join(ROOT, 'src', 'units'))).toEqual(folders);
});

const register = (names: readonly string[], list: string): string =>
  `import type { UnitDeclaration } from '../kit/define-unit';\n${names.map((name) => `import { ${name} } from './${name}';\n`).join('')}
/** Each. */
export const units: readonly UnitDeclaration[] = [${list}];
`;

const many = Array.from({ length: 14 }, (_item, at) => `u${String(at).padStart(2, '0')}`);

it.each([
  ['between others', ['amr', 'nea'], 'amr, nea', ['amr', 'lfr', 'nea'], 'amr, lfr, nea'],
  ['first', ['nea'], 'nea', ['lfr', 'nea'], 'lfr, nea'],
  ['last', ['amr'], '\n  amr,\n', ['amr', 'lfr'], 'amr, lfr'],
  [
    'one to a line where they are many',
    many,
    many.join(', '),
    ['lfr', ...many],
    `\n  lfr,\n  ${many.join(',\n  ')},\n`,
  ],
])('registers a unit where the alphabet puts it: %s', (_place, names, list, wantedNames, wantedList) => {
  expect(registerWith(register(names, list), 'lfr')).toBe(register(wantedNames, wantedList));
});
