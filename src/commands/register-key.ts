import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { calculateJwkThumbprint } from 'jose';
import { publishedKeys } from '../audit/signing-keys';
import { parseVerifier } from '../audit/verifier-key';
import type { HubConfig } from '../config';
import { ConfigurationError } from '../kit/configuration-error';
import { publicKeyOf, type PublicKey } from '../kit/signature';
import { consumerByCode } from '../kit/unit-directory';
import { keyBy, registerKeys, type UnitKey } from '../sharing/signatures';
import { units } from '../units';
import { databaseEntities, openDatabase } from './databases';
import { oneDatabase } from './one-database';
import { queryOn, type Query } from '../sharing/query';

/** Makes a unit's public key known, by which its signatures are checked from then on. */
export async function registerKey(config: HubConfig, name: string, file: string): Promise<void> {
  const unit = consumerByCode.get(name.toUpperCase());
  if (unit === undefined) throw new ConfigurationError(`没有单位 ${name}：请用代码，如 FIN`);
  const key = publicKeyOf(await jsonOf(file));
  if (key === undefined)
    throw new ConfigurationError(
      `${file} 不是可用的公钥：应为 JWK，Ed25519（kty OKP、crv Ed25519、x）或 SM2（kty EC、crv SM2、x、y）`,
    );
  if (await signsLog(config, key))
    throw new ConfigurationError(`${file} 是签署留痕的公钥，不能签署协议：请为协议另生成密钥`);
  const { algorithm, publicKey } = key;
  const kid = await calculateJwkThumbprint(publicKey);
  const { url, stop } = await oneDatabase(config, 'hub');
  try {
    const database = await openDatabase('hub', url, databaseEntities(units).get('hub') ?? []);
    try {
      const known = { kid, unit: unit.code, algorithm: algorithm.name, publicKey };
      await register(queryOn(database.writing), known);
    } finally {
      await database.close();
    }
  } finally {
    await stop();
  }
  process.stdout.write(`${unit.code} ${kid}\n`);
}

/** Whether a log of this hub is signed by it, and so the hub itself holds its private half. */
async function signsLog({ dataDir }: HubConfig, { algorithm, publicKey }: PublicKey): Promise<boolean> {
  const audit = join(dataDir, 'audit');
  const bytes = algorithm.note?.bytesOf(publicKey);
  if (bytes === undefined || !existsSync(audit)) return false;
  return (await publishedKeys(audit)).some((line) => parseVerifier(line)?.publicKey.equals(bytes) === true);
}

/** A key has one unit and does not come back: it would lend its signatures to another, or undo a withdrawal. */
async function register(query: Query, key: UnitKey): Promise<void> {
  await registerKeys(query, [key]);
  const standing = await keyBy(query, key.kid);
  if (standing?.unit !== key.unit)
    throw new ConfigurationError(`公钥 ${key.kid} 已为另一单位登记：请生成本单位自己的密钥`);
  if (standing.withdrawnAt !== null)
    throw new ConfigurationError(`公钥 ${key.kid} 已停用，不能再用：请生成新的密钥后登记`);
}

async function jsonOf(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    throw new ConfigurationError(`${file} 无法读取，或不是 JSON`, { cause: error });
  }
}
