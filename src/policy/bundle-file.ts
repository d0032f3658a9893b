import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { bundleOf, bundleText, type Bundle } from './bundle';

const pathOf = (dataDir: string, hash: string): string => join(dataDir, 'bundles', `${hash}.json`);

/** Keeps a bundle under its own hash, once; returns when it would survive a loss of power. Seldom: bundles change with agreements only. */
export function keepBundle(dataDir: string, bundle: Bundle): void {
  const path = pathOf(dataDir, bundle.hash);
  if (existsSync(path)) return;
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.${process.pid}.new`;
  writeFileSync(draft, bundleText(bundle), { mode: 0o600, flush: true });
  renameSync(draft, path);
}

/** Reads a bundle back; a text that is not what the hash is of says so. */
export function readBundle(dataDir: string, hash: string): Bundle | { readonly fault: string } {
  const path = pathOf(dataDir, hash);
  if (!existsSync(path)) return { fault: `没有授权包 ${hash}` };
  const bundle = bundleIn(readFileSync(path, 'utf8'));
  return bundle?.hash === hash ? bundle : { fault: `授权包 ${hash} 的内容与其散列不符` };
}

function bundleIn(text: string): Bundle | undefined {
  try {
    return bundleOf(text);
  } catch {
    return undefined;
  }
}
