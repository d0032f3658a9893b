/** What every command needs before it runs: a Node that is supported, installed packages, a fresh build. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** The standard output belongs to the command: `token` and `export` are captured from it. */
export const say = (message) => process.stderr.write(`${message}\n`);

/** Installs and builds what is lacking; says in one line what keeps it from that, and ends the process with 1. */
export async function prepare({ withPlayground = true } = {}) {
  try {
    refuseUnsupportedNode();
    if (!isInstalled()) install();
    const { build } = await import('./build.mjs');
    await build({ withPlayground, onProgress: say });
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    process.exit(1);
  }
}

function refuseUnsupportedNode() {
  const { engines } = readJson(join(root, 'package.json'));
  if (engines.node.split('||').some((range) => isWithin(process.versions.node, range.trim()))) return;
  throw new Error(
    `本机的 Node ${process.versions.node} 不受支持，需要 ${engines.node}：请换用其中的版本后重试`,
  );
}

/** Understands the two forms that `engines` uses: `^20.19.0` and `>=24.11.0`. */
function isWithin(version, range) {
  const [, operator, wanted] = /^(\^|>=)(\d+\.\d+\.\d+)$/.exec(range) ?? [];
  if (wanted === undefined) throw new Error(`package.json 的 engines.node 无法识别：${range}`);
  const [have, need] = [version, wanted].map((text) =>
    text.split('.').map((part) => Number.parseInt(part, 10)),
  );
  if (operator === '^' && have[0] !== need[0]) return false;
  const firstDifference = have.findIndex((part, index) => part !== need[index]);
  return firstDifference < 0 || have[firstDifference] > need[firstDifference];
}

/** Installed packages are those of the lockfile: npm keeps its own copy of it beside them, written last. */
function isInstalled() {
  const installed = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installed)) return false;
  const present = readJson(installed).packages;
  const wanted = Object.entries(readJson(join(root, 'package-lock.json')).packages);
  return wanted.every(([path, entry]) => isOmitted(path, entry) || present[path]?.version === entry.version);
}

/** As npm does it: a package for another system is left out, and in production what only building and testing need. */
function isOmitted(path, { optional, dev }) {
  return (
    path === '' || optional === true || (dev === true && process.env.NODE_ENV === 'production' && isBuilt())
  );
}

const isBuilt = () => existsSync(join(root, 'dist', '.stamp.json'));

function install() {
  say('安装依赖（npm ci），首次约需一到两分钟 …');
  const npm = spawnSync('npm', ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  });
  if (npm.error?.code === 'ENOENT') throw new Error('找不到 npm：请安装带 npm 的 Node 后重试');
  if (npm.status !== 0) throw new Error('依赖安装失败，原因见上：请检查网络后重新运行 npm ci');
}

function readJson(path) {
  return JSON.parse(readFileSync(path, 'utf8'));
}
