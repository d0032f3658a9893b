import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from 'jose';
import { z } from 'zod';
import { ConfigurationError } from '../kit/configuration-error';

/** An ES256 key as it is published. */
export type PublicKey = z.infer<typeof publicKeySchema>;

/** An ES256 key pair; `d` is the secret. */
export type KeyPair = z.infer<typeof keyPairSchema>;

/** What the hub needs of a data directory's keys: its own pair, and of each client the public half only. */
export interface DevelopmentKeys {
  readonly issuer: KeyPair;
  /** Key name of a client → its public key. */
  readonly clients: ReadonlyMap<string, PublicKey>;
}

/** Reads the key pairs of a data directory and makes those that are missing, each in a file of its own (0600). */
export async function readOrMakeKeys(dataDir: string, clients: readonly string[]): Promise<DevelopmentKeys> {
  await mkdir(clientFolder(dataDir), { recursive: true, mode: 0o700 });
  const issuer = await readOrMake(issuerPath(dataDir));
  const publicKeys = clients.map(
    async (name) => [name, publicKey(await readOrMake(clientPath(dataDir, name)))] as const,
  );
  return { issuer, clients: new Map(await Promise.all(publicKeys)) };
}

/** The key pair of one client, as the hub made it; undefined before the hub's first start. */
export function clientKey(dataDir: string, keyName: string): Promise<KeyPair | undefined> {
  return readKey(clientPath(dataDir, keyName));
}

/** The half that anyone may see. */
export function publicKey({ d: _secret, ...rest }: KeyPair): PublicKey {
  return rest;
}

const publicKeySchema = z.object({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: z.string(),
  y: z.string(),
  kid: z.string(),
  alg: z.literal('ES256'),
  use: z.literal('sig'),
});

const keyPairSchema = publicKeySchema.extend({ d: z.string() });

const identityFolder = (dataDir: string): string => join(dataDir, 'identity');
const clientFolder = (dataDir: string): string => join(identityFolder(dataDir), 'clients');
const issuerPath = (dataDir: string): string => join(identityFolder(dataDir), 'issuer.json');
const clientPath = (dataDir: string, keyName: string): string =>
  join(clientFolder(dataDir), `${keyName}.json`);

async function readOrMake(path: string): Promise<KeyPair> {
  return (await readKey(path)) ?? (await makeKey(path));
}

async function readKey(path: string): Promise<KeyPair | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw new ConfigurationError(`密钥文件 ${path} 无法读取：请以启动 hub 的用户运行`, { cause: error });
  }
  try {
    return keyPairSchema.parse(JSON.parse(text));
  } catch (error) {
    throw new ConfigurationError(`密钥文件 ${path} 已损坏：请删除后重新 npm start`, { cause: error });
  }
}

function isMissing(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT';
}

/** Written whole or not at all: a start that is cut off leaves no half key behind. */
async function makeKey(path: string): Promise<KeyPair> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const jwk: JWK = await exportJWK(privateKey);
  const pair = keyPairSchema.parse({
    ...jwk,
    kid: await calculateJwkThumbprint(jwk),
    alg: 'ES256',
    use: 'sig',
  });
  const draft = `${path}.${process.pid}.new`;
  await writeFile(draft, JSON.stringify(pair), { mode: 0o600 });
  await chmod(draft, 0o600);
  await rename(draft, path);
  return pair;
}
