import { createSecretKey } from 'node:crypto';
import { chmod, mkdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { rowBucket } from '../../src/audit/entry';
import { loadSubjectKey, subjectHash, subjectHasher } from '../../src/audit/subject';
import { withDirectory } from './support/records';

const CODE = '91140199MA0000000X';

describe('the subject hash', () => {
  it('is HMAC-SHA-256 (RFC 4231, case 2) cut to 128 bits', () => {
    const key = createSecretKey(Buffer.from('Jefe'));
    const published = '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843';
    const cut = Buffer.from(published, 'hex').toString('base64url').slice(0, 22);
    expect(subjectHash(key, 'what do ya want for nothing?')).toBe(cut);
  });

  it('differs by key and by code, and never holds the code', () => {
    const [one, other] = [createSecretKey(Buffer.alloc(32, 1)), createSecretKey(Buffer.alloc(32, 2))];
    const hashes = [
      subjectHash(one, CODE),
      subjectHash(other, CODE),
      subjectHash(one, `${CODE.slice(0, -1)}Y`),
    ];
    expect(new Set(hashes).size).toBe(3);
    for (const hash of hashes) expect(hash).not.toContain(CODE.slice(0, 8));
  });

  it('is the same when it is remembered', () => {
    const key = createSecretKey(Buffer.alloc(32, 1));
    const hash = subjectHasher(key);
    expect([hash(CODE), hash(CODE)]).toEqual([subjectHash(key, CODE), subjectHash(key, CODE)]);
  });
});

describe('the subject key', () => {
  it('is made once, for its owner only, and read again', () =>
    withDirectory(async (dataDir) => {
      const [first, racing] = await Promise.all([loadSubjectKey(dataDir), loadSubjectKey(dataDir)]);
      const again = await loadSubjectKey(dataDir);
      expect(racing.equals(first)).toBe(true);
      expect(again.equals(first)).toBe(true);
      expect((await stat(join(dataDir, 'secrets', 'subject.key'))).mode & 0o777).toBe(0o600);
    }));

  it('that is damaged is not replaced in silence', () =>
    withDirectory(async (dataDir) => {
      await mkdir(join(dataDir, 'secrets'));
      await writeFile(join(dataDir, 'secrets', 'subject.key'), 'abc\n');
      await chmod(join(dataDir, 'secrets', 'subject.key'), 0o600);
      await expect(loadSubjectKey(dataDir)).rejects.toThrow(/企业代码散列密钥已损坏.*从备份恢复/);
    }));
});

it.each([
  [0, '0'],
  [1, '1'],
  [2, '2-10'],
  [10, '2-10'],
  [11, '11-50'],
  [50, '11-50'],
  [51, '51-200'],
  [200, '51-200'],
  [201, '>200'],
])('%d rows are recorded as %s', (rows, bucket) => {
  expect(rowBucket(rows)).toBe(bucket);
});
