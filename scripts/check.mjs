/** `npm run check`: one line for each step, the whole output of those that fail, exit status 1 if any does. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { prepare, root } from './prepare.mjs';

const tool = (...path) => join(root, 'node_modules', ...path);
const hub = join(root, 'bin', 'srdi-hub.mjs');

const steps = [
  ['format', tool('prettier', 'bin', 'prettier.cjs'), '--check', '.'],
  ['lint', tool('eslint', 'bin', 'eslint.js'), '.', '--max-warnings=0'],
  ['types: hub', tool('typescript', 'bin', 'tsc'), '--noEmit', '-p', 'tsconfig.json'],
  ['types: playground', tool('typescript', 'bin', 'tsc'), '--noEmit', '-p', 'src/playground/tsconfig.json'],
  [
    'dependency rule',
    tool('dependency-cruiser', 'bin', 'dependency-cruise.mjs'),
    'src',
    'bench',
    '--config',
    '.dependency-cruiser.cjs',
  ],
  ['unused code', tool('knip', 'bin', 'knip.js'), '--no-progress'],
  ['schema drift', hub, 'schema', '--check'],
  ['migration drift', hub, 'migrations'],
];

await prepare({ withPlayground: false });
const started = Date.now();
const failed = [];
// Linting takes as long as all other steps together: two cores do both at once.
const [lint, others] = [true, false].map((isLint) => steps.filter(([name]) => (name === 'lint') === isLint));
await Promise.all([lint, others].map(runInOrder));
const total = seconds(started);
process.stdout.write(
  failed.length === 0
    ? `all ${steps.length} steps ok, ${total}\n`
    : `${failed.length} of ${steps.length} steps failed (${failed.join(', ')}), ${total}\n`,
);
process.exitCode = failed.length === 0 ? 0 : 1;

async function runInOrder(chosen) {
  for (const [name, ...command] of chosen) if (!(await run(name, command))) failed.push(name);
}

async function run(name, command) {
  const begun = Date.now();
  const { status, output } = await outputOf(command);
  process.stdout.write(`${name.padEnd(18)} ${status === 0 ? 'ok    ' : 'failed'} ${seconds(begun)}\n`);
  if (status !== 0) process.stdout.write(`\n${output.trim()}\n\n`);
  return status === 0;
}

function outputOf(command) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, command, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    const chunks = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => chunks.push(chunk));
    child.once('error', reject);
    child.once('close', (status) => resolve({ status, output: Buffer.concat(chunks).toString('utf8') }));
  });
}

function seconds(since) {
  return `${((Date.now() - since) / 1000).toFixed(1)} s`;
}
