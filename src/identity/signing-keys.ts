import { generateKeyPairSync, type JsonWebKey } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { calculateJwkThumbprint } from 'jose';
import { z } from 'zod';
import { ConfigurationError } from '../config';

/** The pair by which a unit signs in development; outside it the private half is the unit's own and never here. */
export interface SigningKeyPair {
  readonly kid: string;
  readonly unit: string;
  readonly algorithm: string;
  readonly publicKey: JsonWebKey;
  readonly privateKey: JsonWebKey;
}

const ALGORITHM = 'Ed25519';

const keySchema = z.object({
  kty: z.literal('OKP'),
  crv: z.literal(ALGORITHM),
  x: z.string(),
  d: z.string(),
});

/** Reads the signing keys of a data directory and makes those that are missing, each in a file of its own (0600). */
export async function readOrMakeSigningKeys(
  dataDir: string,
  units: readonly string[],
): Promise<Map<string, SigningKeyPair>> {
  await mkdir(folder(dataDir), { recursive: true, mode: 0o700 });
  const pairs = units.map(
    async (unit) => [unit, (await signingKeyOf(dataDir, unit)) ?? (await make(dataDir, unit))] as const,
  );
  return new Map(await Promise.all(pairs));
}

/** The key of one unit; undefined before the first start. */
export async function signingKeyOf(dataDir: string, unit: string): Promise<SigningKeyPair | undefined> {
  const path = pathOf(dataDir, unit);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT')
      return undefined;
    throw new ConfigurationError(`密钥文件 ${path} 无法读取：请以启动 hub 的用户运行`, { cause: error });
  }
  let privateKey: z.infer<typeof keySchema>;
  try {
    privateKey = keySchema.parse(JSON.parse(text));
  } catch (error) {
    throw new ConfigurationError(`密钥文件 ${path} 已损坏：请从备份恢复，或删除后以新的数据目录启动`, {
      cause: error,
    });
  }
  const { d: _secret, ...publicKey } = privateKey;
  const kid = await calculateJwkThumbprint(publicKey);
  return { kid, unit, algorithm: ALGORITHM, publicKey, privateKey };
}

/** Written whole or not at all: a start that is cut off leaves no half key behind. */
async function make(dataDir: string, unit: string): Promise<SigningKeyPair> {
  const { privateKey } = generateKeyPairSync('ed25519');
  const path = pathOf(dataDir, unit);
  const draft = `${path}.${process.pid}.new`;
  await writeFile(draft, JSON.stringify(privateKey.export({ format: 'jwk' })), { mode: 0o600 });
  await rename(draft, path);
  const made = await signingKeyOf(dataDir, unit);
  if (made === undefined) throw new Error(`${path} is gone`);
  return made;
}

const folder = (dataDir: string): string => join(dataDir, 'identity', 'signing');
const pathOf = (dataDir: string, unit: string): string => join(folder(dataDir), `${unit}.json`);
