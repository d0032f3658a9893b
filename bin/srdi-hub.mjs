#!/usr/bin/env node
/** Starts the hub or one of its commands; on a fresh clone it installs and builds first. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { prepare, root } from '../scripts/prepare.mjs';

const [, , command = 'all'] = process.argv;
await prepare({ withPlayground: ['all', 'gateway'].includes(command) });
createRequire(import.meta.url)(join(root, 'dist', 'src', 'main.js'));
