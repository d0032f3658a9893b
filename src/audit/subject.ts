import { createHmac, createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { LRUCache } from 'lru-cache';
import { ConfigurationError } from '../kit/configuration-error';
import { readOrMakeSecret } from '../kit/secret-file';

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
  const path = keyPath(dataDir);
  const text = await readOrMakeSecret(path, () => randomBytes(KEY_BYTES).toString('base64url'));
  const bytes = Buffer.from(text, 'base64url');
  if (bytes.length !== KEY_BYTES) {
    throw new ConfigurationError(
      `企业代码散列密钥已损坏：${path}；请从备份恢复，换新密钥后旧留痕将无法按企业检索`,
    );
  }
  return createSecretKey(bytes);
}

/** Destroys the key and makes another: what was recorded so far is about nobody any more. Takes effect at the next start. */
export async function replaceSubjectKey(dataDir: string): Promise<void> {
  await rm(keyPath(dataDir), { force: true });
  await loadSubjectKey(dataDir);
}

const keyPath = (dataDir: string): string => join(dataDir, 'secrets', 'subject.key');
