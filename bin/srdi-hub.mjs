#!/usr/bin/env node
/** Starts the hub or one of its commands; on a fresh clone it installs and builds first. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { prepare, root, say } from '../scripts/prepare.mjs';

const serves = ['all', 'unit', 'gateway'].includes(process.argv[2] ?? '');
try {
  await prepare({ withPlayground: serves });
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
createRequire(import.meta.url)(join(root, 'dist', 'src', 'main.js'));
