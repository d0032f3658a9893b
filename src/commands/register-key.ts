import { readFile } from 'node:fs/promises';
import { calculateJwkThumbprint } from 'jose';
import { z } from 'zod';
import { ConfigurationError, type HubConfig } from '../config';
import { consumerByCode } from '../kit/unit-directory';
import { registerKeys } from '../sharing/signatures';
import { units } from '../units';
import { databaseEntities, openDatabase } from './databases';
import { oneDatabase } from './one-database';
import { queryOn } from '../sharing/query';

const publicKeySchema = z.object({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: z.string() });

/** Makes a unit's public key known, by which its signatures are checked from then on. */
export async function registerKey(config: HubConfig, name: string, file: string): Promise<void> {
  const unit = consumerByCode.get(name.toUpperCase());
  if (unit === undefined) throw new ConfigurationError(`没有单位 ${name}：请用代码，如 FIN`);
  const publicKey = publicKeySchema.safeParse(await jsonOf(file));
  if (!publicKey.success)
    throw new ConfigurationError(`${file} 不是 Ed25519 公钥：应为 JWK（kty OKP、crv Ed25519、x）`);
  const kid = await calculateJwkThumbprint(publicKey.data);
  const { url, stop } = await oneDatabase(config, 'hub');
  try {
    const database = await openDatabase('hub', url, databaseEntities(units).get('hub') ?? []);
    try {
      const key = { kid, unit: unit.code, algorithm: 'Ed25519', publicKey: publicKey.data };
      await registerKeys(queryOn(database.writing), [key]);
    } finally {
      await database.close();
    }
  } finally {
    await stop();
  }
  process.stdout.write(`${unit.code} ${kid}\n`);
}

async function jsonOf(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    throw new ConfigurationError(`${file} 无法读取，或不是 JSON`, { cause: error });
  }
}
