/** What the two commands need before they run: a Node that is new enough, installed packages, a fresh build. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

export async function prepare({ withPlayground = true } = {}) {
  refuseOldNode();
  if (!isInstalled()) install();
  const { build } = await import('./build.mjs');
  await build({ withPlayground, onProgress: say });
}

export const say = (message) => process.stderr.write(`${message}\n`);

function refuseOldNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const isSupported = (major === 20 && minor >= 19) || (major === 22 && minor >= 13) || major > 24 || (major === 24 && minor >= 11);
  if (!isSupported) fail(`Node ${process.versions.node} 太旧：需要 20.19 以上、22.13 以上或 24.11 以上`);
}

/** Installed packages are those of the lockfile: npm keeps its own copy of it beside them. */
function isInstalled() {
  const installed = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installed)) return false;
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const present = JSON.parse(readFileSync(installed, 'utf8')).packages;
  return Object.entries(wanted).every(([path, { version, optional }]) => path === '' || optional === true || present[path]?.version === version);
}

function install() {
  say('安装依赖（npm ci），首次约需一到两分钟 …');
  const npm = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: root, stdio: ['ignore', 2, 2] });
  if (npm.status !== 0) fail('依赖安装失败：请检查网络后重试 npm ci');
}

function fail(message) {
  say(message);
  process.exit(1);
}
