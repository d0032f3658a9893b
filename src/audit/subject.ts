import { createHmac, createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import { link, mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { LRUCache } from 'lru-cache';
import { ConfigurationError } from '../config';

const KEY_BYTES = 32;

/** 128 bits as base64url. */
const HASH_CHARACTERS = 22;

/** Two bytes of memory a code for the usual 20,000 enterprises are cheaper than 2 µs a lookup in lists of fifty. */
const REMEMBERED_CODES = 20_000;

/**
 * Keyed hash of a 统一社会信用代码, the only form in which the record names an enterprise. HMAC-SHA-256, since
 * the 18 characters could be tried through without a key; cut to 128 bits, since two of ten million
 * enterprises then meet with a chance of 10⁻²⁵ and the index is half as large.
 */
export function subjectHash(key: KeyObject, uscc: string): string {
  return createHmac('sha256', key).update(uscc).digest('base64url').slice(0, HASH_CHARACTERS);
}

/** `subjectHash` for the hot path: remembers the codes met last. */
export function subjectHasher(key: KeyObject): (uscc: string) => string {
  const hashes = new LRUCache<string, string>({ max: REMEMBERED_CODES });
  return (uscc) => {
    const known = hashes.get(uscc);
    if (known !== undefined) return known;
    const hash = subjectHash(key, uscc);
    hashes.set(uscc, hash);
    return hash;
  };
}

/** Reads `<dataDir>/secrets/subject.key` (0600), or makes it; whoever loses it can no longer tell who is meant. */
export async function loadSubjectKey(dataDir: string): Promise<KeyObject> {
  const directory = join(dataDir, 'secrets');
  const path = join(directory, 'subject.key');
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const text = (await readKey(path)) ?? (await createKey(path));
  const bytes = Buffer.from(text, 'base64url');
  if (bytes.length !== KEY_BYTES) {
    throw new ConfigurationError(
      `企业代码散列密钥已损坏：${path}；请从备份恢复，换新密钥后旧留痕将无法按企业检索`,
    );
  }
  return createSecretKey(bytes);
}

async function readKey(path: string): Promise<string | undefined> {
  try {
    return (await readFile(path, 'utf8')).trim();
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

/** Written whole and synced before it gets its name, so that a kill cannot leave half a key; the first writer wins. */
async function createKey(path: string): Promise<string> {
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(`${randomBytes(KEY_BYTES).toString('base64url')}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  try {
    await link(draft, path);
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
  } finally {
    await rm(draft, { force: true });
  }
  return (await readFile(path, 'utf8')).trim();
}

function hasCode(error: unknown, code: string): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === code;
}
