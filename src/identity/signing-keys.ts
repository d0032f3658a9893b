import { generateKeyPairSync, type JsonWebKey } from 'node:crypto';
import { join } from 'node:path';
import { calculateJwkThumbprint } from 'jose';
import { ConfigurationError } from '../kit/configuration-error';
import { readOrMakeSecret, readSecret } from '../kit/secret-file';
import { publicKeyOf, type PublicKey } from '../kit/signature';

/** The pair by which a unit signs in development; outside it the private half is the unit's own and never here. */
export interface SigningKeyPair extends PublicKey {
  readonly kid: string;
  readonly unit: string;
  readonly privateKey: JsonWebKey;
}

/** Reads the signing keys of a data directory and makes those that are missing, each in a file of its own (0600). */
export async function readOrMakeSigningKeys(
  dataDir: string,
  units: readonly string[],
): Promise<Map<string, SigningKeyPair>> {
  const pairs = units.map(async (unit) => {
    const path = pathOf(dataDir, unit);
    return [unit, await pairFrom(path, unit, await readOrMakeSecret(path, newPrivateKey))] as const;
  });
  return new Map(await Promise.all(pairs));
}

/** The key of one unit, of any algorithm; undefined before the first start. */
export async function signingKeyOf(dataDir: string, unit: string): Promise<SigningKeyPair | undefined> {
  const path = pathOf(dataDir, unit);
  const text = await readSecret(path).catch((cause: unknown) => {
    throw new ConfigurationError(`密钥文件 ${path} 无法读取：请以启动 hub 的用户运行`, { cause });
  });
  return text === undefined ? undefined : pairFrom(path, unit, text);
}

async function pairFrom(path: string, unit: string, text: string): Promise<SigningKeyPair> {
  const privateKey = jwkOf(text);
  const key = publicKeyOf(privateKey);
  if (privateKey?.d === undefined || key === undefined)
    throw new ConfigurationError(`密钥文件 ${path} 已损坏：请从备份恢复，或删除后重启换用新密钥`);
  return { ...key, kid: await calculateJwkThumbprint(key.publicKey), unit, privateKey };
}

function jwkOf(text: string): JsonWebKey | undefined {
  try {
    return JSON.parse(text) as JsonWebKey;
  } catch {
    return undefined;
  }
}

function newPrivateKey(): string {
  const { privateKey } = generateKeyPairSync('ed25519');
  return JSON.stringify(privateKey.export({ format: 'jwk' }));
}

const pathOf = (dataDir: string, unit: string): string =>
  join(dataDir, 'identity', 'signing', `${unit}.json`);
