/** Compiles the hub into dist/: TypeScript by swc, the playground by vite; only what changed since the last build. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(root, 'dist');
const stampPath = join(dist, '.stamp.json');

export async function build({ withPlayground = true, onProgress = () => {} } = {}) {
  const stamp = existsSync(stampPath) ? JSON.parse(readFileSync(stampPath, 'utf8')) : { files: {} };
  const changed = await compileSources(stamp, onProgress);
  const playground = withPlayground && buildPlayground(stamp, onProgress);
  if (changed || playground) writeFileSync(stampPath, JSON.stringify(stamp));
}

async function compileSources(stamp, onProgress) {
  const files = ['src', 'migrations'].flatMap((folder) => filesBelow(join(root, folder))).filter(isHubSource);
  const present = Object.fromEntries(files.map((file) => [relative(root, file), markOf(file)]));
  const stale = Object.keys(present).filter((file) => stamp.files[file] !== present[file] || !existsSync(outputOf(file)));
  const removed = Object.keys(stamp.files).filter((file) => !(file in present));
  if (stale.length === 0 && removed.length === 0) return false;
  onProgress(`编译 ${stale.length} 个文件`);
  for (const file of removed) rmSync(outputOf(file), { force: true });
  const { transformFile } = await import('@swc/core');
  const options = JSON.parse(readFileSync(join(root, '.swcrc'), 'utf8'));
  await Promise.all(
    stale.map(async (file) => {
      const { code } = await transformFile(join(root, file), { ...options, swcrc: false });
      mkdirSync(dirname(outputOf(file)), { recursive: true });
      writeFileSync(outputOf(file), code);
    }),
  );
  stamp.files = present;
  return true;
}

const isHubSource = (file) => file.endsWith('.ts') && !file.includes(join('src', 'playground'));
const outputOf = (file) => join(dist, file.replace(/\.ts$/, '.js'));

function buildPlayground(stamp, onProgress) {
  const folder = join(root, 'src', 'playground');
  const hash = createHash('sha256');
  for (const file of [...filesBelow(folder), join(root, 'package-lock.json')].sort()) hash.update(file.slice(root.length)).update(readFileSync(file));
  const mark = hash.digest('hex');
  if (stamp.playground === mark && existsSync(join(dist, 'playground', 'index.html'))) return false;
  onProgress('构建操场页面');
  const vite = spawnSync(
    process.execPath,
    [join(root, 'node_modules', 'vite', 'bin', 'vite.js'), 'build', '--config', join(folder, 'vite.config.ts'), '--logLevel', 'error'],
    { cwd: root, stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, VITE_CONFIG_NATIVE_IGNORE_WARNING: 'true' } },
  );
  if (vite.status !== 0) throw new Error('操场页面构建失败');
  stamp.playground = mark;
  return true;
}

function filesBelow(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesBelow(join(folder, entry.name)) : [join(folder, entry.name)],
  );
}

function markOf(file) {
  const { mtimeMs, size } = statSync(file);
  return `${mtimeMs} ${size}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await build({ withPlayground: !process.argv.includes('--no-playground'), onProgress: (message) => process.stderr.write(`${message}\n`) });
}
