import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';

const PROJECT = join(__dirname, '..', '..');

let clone: string;

/** A clone of the project that has one command: it prints its arguments and its process. */
beforeEach(() => {
  clone = mkdtempSync(join(tmpdir(), 'srdi-launcher-'));
  for (const path of ['package.json', 'package-lock.json', '.swcrc', 'bin', 'scripts'])
    cpSync(join(PROJECT, path), join(clone, path), { recursive: true });
  symlinkSync(join(PROJECT, 'node_modules'), join(clone, 'node_modules'));
  write(
    'src/main.ts',
    `import { mark } from './mark';\nconsole.log(mark, ...process.argv.slice(2), process.argv[1]);\n`,
  );
  write('src/mark.ts', `export const mark: string = 'first';\n`);
  write('migrations/tax/0001-first.ts', 'export class First {}\n');
});

afterEach(() => rmSync(clone, { recursive: true, force: true }));

it('builds what is lacking and runs the command with its arguments, whose output alone is printed', () => {
  const { status, stdout, stderr } = hub('token', '--unit', 'EXCH');
  expect(stdout).toBe(`first token --unit EXCH ${join(clone, 'bin', 'srdi-hub.mjs')}\n`);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '编译 3 个文件\n' });
  expect(existsSync(join(clone, 'dist', 'migrations', 'tax', '0001-first.js'))).toBe(true);
});

it('compiles only what has changed since', () => {
  hub('token');
  expect(hub('token').stderr).toBe('');
  write('src/mark.ts', `export const mark: string = 'second';\n`);
  expect(hub('token')).toMatchObject({
    stderr: '编译 1 个文件\n',
    stdout: expect.stringMatching(/^second /),
  });
});

it('compiles everything again when the compiler is set otherwise, or the last build has left no trace', () => {
  hub('token');
  write('.swcrc', `${readFileSync(join(clone, '.swcrc'), 'utf8')}\n`);
  expect(hub('token').stderr).toBe('编译 3 个文件\n');
  write('dist/.stamp.json', '{"files":');
  expect(hub('token').stderr).toBe('编译 3 个文件\n');
});

it('removes what was compiled from a source that is gone, so that no migration of another branch is run', () => {
  hub('token');
  rmSync(join(clone, 'migrations', 'tax', '0001-first.ts'));
  write('dist/migrations/tax/0002-of-another-branch.js', '');
  hub('token');
  expect(existsSync(join(clone, 'dist', 'migrations', 'tax', '0001-first.js'))).toBe(false);
  expect(existsSync(join(clone, 'dist', 'migrations', 'tax', '0002-of-another-branch.js'))).toBe(false);
});

it('names a source that does not compile, and keeps what was compiled before', () => {
  hub('token');
  write('src/mark.ts', 'export const = ;\n');
  const { status, stdout, stderr } = hub('token');
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toContain(`${join('src', 'mark.ts')} 无法编译：`);
  expect(readFileSync(join(clone, 'dist', 'src', 'mark.js'), 'utf8')).toContain('first');
});

it.each(['^99.0.0', '>=99.1.0', `^${process.versions.node.split('.')[0]}.999.0`])(
  'says in one line that Node is not one of %s',
  (range) => {
    edit('package.json', (text) => text.replace(/"node": "[^"]*"/, `"node": "${range}"`));
    const { status, stdout, stderr } = hub('token');
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(/^本机的 Node [\d.]+ 不受支持，需要 [^\n]*\n$/);
    expect(stderr).toContain(range);
  },
);

it.each([`^99.0.0 || >=${process.versions.node}`, `^${process.versions.node}`])(
  'takes a Node that is the first of %s',
  (range) => {
    edit('package.json', (text) => text.replace(/"node": "[^"]*"/, `"node": "${range}"`));
    expect(hub('token').status).toBe(0);
  },
);

describe('when the packages are not those of the lockfile', () => {
  beforeEach(() =>
    edit('package-lock.json', (text) => text.replace('"version": "16.15.0"', '"version": "16.15.1"')),
  );

  it('installs them first, and keeps the output of npm away from that of the command', () => {
    const { status, stdout, stderr } = hubWithNpm('echo npm "$@"');
    expect(status).toBe(0);
    expect(stderr).toMatch(/^安装依赖（npm ci）[^\n]*\nnpm ci --include=dev [^\n]*\n编译 3 个文件\n$/);
    expect(stdout).toMatch(/^first token/);
  });

  it('says what to do when they cannot be installed, and starts nothing', () => {
    const { status, stdout, stderr } = hubWithNpm('exit 1');
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(/\n依赖安装失败[^\n]*npm ci\n$/);
  });

  it('says so when there is no npm', () => {
    const { status, stderr } = run({ PATH: join(clone, 'nothing') }, 'token');
    expect(status).toBe(1);
    expect(stderr).toMatch(/\n找不到 npm[^\n]*\n$/);
  });
});

function hub(...words: readonly string[]) {
  return run({}, ...words);
}

/** Runs the hub where `npm` is a program of the test's own. */
function hubWithNpm(script: string) {
  write('programs/npm', `#!/bin/sh\n${script}\n`);
  chmodSync(join(clone, 'programs', 'npm'), 0o755);
  return run({ PATH: [join(clone, 'programs'), process.env['PATH'] ?? ''].join(delimiter) }, 'token');
}

/** From another folder than the project's: the launcher finds itself. */
function run(environment: Readonly<Record<string, string>>, ...words: readonly string[]) {
  const launcher = join(clone, 'bin', 'srdi-hub.mjs');
  const { status, stdout, stderr } = spawnSync(process.execPath, [launcher, ...words], {
    cwd: tmpdir(),
    encoding: 'utf8',
    env: { ...process.env, ...environment },
  });
  return { status, stdout, stderr };
}

function write(path: string, text: string): void {
  mkdirSync(dirname(join(clone, path)), { recursive: true });
  writeFileSync(join(clone, path), text);
}

function edit(path: string, change: (text: string) => string): void {
  write(path, change(readFileSync(join(clone, path), 'utf8')));
}
