import { transformFile } from '@swc/core';
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '../../..');

/** Compiles a script and what it imports of this project into a directory, for a process without jest; returns its path. */
export async function compileSources(directory: string, script: string): Promise<string> {
  const compiled = new Set<string>();
  await compile(script);
  await symlink(join(ROOT, 'node_modules'), join(directory, 'node_modules'));
  return target(script);

  async function compile(source: string): Promise<void> {
    if (compiled.has(source)) return;
    compiled.add(source);
    const { code } = await transformFile(join(ROOT, source), {
      configFile: join(ROOT, '.swcrc'),
      sourceMaps: false,
    });
    await mkdir(dirname(target(source)), { recursive: true });
    await writeFile(target(source), code);
    for (const imported of await importsOf(source)) await compile(imported);
  }

  function target(source: string): string {
    return join(directory, source.replace(/\.ts$/, '.js'));
  }
}

async function importsOf(source: string): Promise<string[]> {
  const text = await readFile(join(ROOT, source), 'utf8');
  return [...text.matchAll(/from '(\.[^']+)'/g)].map(
    (found) => `${join(dirname(source), found[1] ?? '')}.ts`,
  );
}
