/** Compiles the hub into dist/: TypeScript by swc, the playground by vite; only what changed since the last build. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(root, 'dist');
const stampPath = join(dist, '.stamp.json');
const sourceFolders = ['src', 'migrations'];
const playground = join('src', 'playground');

/** Brings dist/ up to date; throws an error whose message says what to do. */
export async function build({ withPlayground = true, onProgress = () => {} } = {}) {
  const stamp = readStamp();
  if (await compileSources(stamp, onProgress)) writeWhole(stampPath, JSON.stringify(stamp));
  if (withPlayground && buildPlayground(stamp, onProgress)) writeWhole(stampPath, JSON.stringify(stamp));
}

/** What the last build was made of: the compiler's settings, and the content of each file. */
function readStamp() {
  try {
    return { compiler: '', files: {}, playground: '', ...JSON.parse(readFileSync(stampPath, 'utf8')) };
  } catch {
    return { compiler: '', files: {}, playground: '' };
  }
}

async function compileSources(stamp, onProgress) {
  const sources = sourceFolders.flatMap(filesBelow).filter(isHubSource);
  const present = Object.fromEntries(sources.map((file) => [file, markOf([file])]));
  const compiler = markOf(['.swcrc', join('scripts', 'build.mjs')]);
  const isStale = (file) =>
    stamp.compiler !== compiler || stamp.files[file] !== present[file] || !existsSync(outputOf(file));
  const stale = sources.filter(isStale);
  const leftOver = removeLeftOver(new Set(sources.map(outputOf)));
  if (stale.length === 0 && leftOver === 0) return false;
  if (stale.length > 0) {
    onProgress(`编译 ${stale.length} 个文件`);
    await compile(stale);
  }
  Object.assign(stamp, { compiler, files: present });
  return true;
}

async function compile(files) {
  const { transformFile } = await import('@swc/core').catch(() => {
    throw new Error('编译需要开发依赖：请运行 npm ci --include=dev');
  });
  const options = { ...JSON.parse(readFileSync(join(root, '.swcrc'), 'utf8')), swcrc: false };
  await Promise.all(
    files.map(async (file) => {
      const { code } = await transformFile(join(root, file), options).catch((error) => {
        throw new Error(`${file} 无法编译：${error.message}`);
      });
      writeWhole(outputOf(file), code);
    }),
  );
}

/** A compiled file without its source would still be found: a migration of another branch would still be run. */
function removeLeftOver(wanted) {
  const found = sourceFolders.flatMap((folder) => filesBelow(join('dist', folder)));
  const leftOver = found
    .map((file) => join(root, file))
    .filter((file) => file.endsWith('.js') && !wanted.has(file));
  for (const file of leftOver) rmSync(file, { force: true });
  return leftOver.length;
}

const isHubSource = (file) => file.endsWith('.ts') && !file.startsWith(playground);
const outputOf = (file) => join(dist, file.replace(/\.ts$/, '.js'));

function buildPlayground(stamp, onProgress) {
  const config = join(root, playground, 'vite.config.ts');
  if (!existsSync(config)) return false;
  const mark = markOf([...filesBelow(playground), 'package-lock.json']);
  if (stamp.playground === mark && existsSync(join(dist, 'playground', 'index.html'))) return false;
  onProgress('构建操场页面');
  const vite = spawnSync(
    process.execPath,
    [
      join(root, 'node_modules', 'vite', 'bin', 'vite.js'),
      'build',
      '--config',
      config,
      '--logLevel',
      'error',
    ],
    {
      cwd: root,
      // What is printed to the standard output belongs to the command that runs after the build.
      stdio: ['ignore', 2, 2],
      env: { ...process.env, VITE_CONFIG_NATIVE_IGNORE_WARNING: 'true' },
    },
  );
  if (vite.status !== 0) throw new Error('操场页面构建失败：原因见上；依赖不全时请运行 npm ci --include=dev');
  stamp.playground = mark;
  return true;
}

/** Files below a folder of the project, by their paths in it, in one order on every machine. */
function filesBelow(folder) {
  if (!existsSync(join(root, folder))) return [];
  const entries = readdirSync(join(root, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath ?? entry.path, entry.name)))
    .sort();
}

/** By content, not by time: changing branches back and forth, or copying the project, compiles nothing anew. */
function markOf(files) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(`${file}\0`).update(readFileSync(join(root, file)));
  return hash.digest('base64url');
}

/** Another hub may be loading the very file that is written. */
function writeWhole(path, text) {
  const draft = `${path}.${process.pid}`;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(draft, text);
  renameSync(draft, path);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const say = (message) => process.stderr.write(`${message}\n`);
  try {
    await build({ withPlayground: !process.argv.includes('--no-playground'), onProgress: say });
  } catch (error) {
    say(error.message);
    process.exitCode = 1;
  }
}
