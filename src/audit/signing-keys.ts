import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { appendFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigurationError } from '../kit/configuration-error';
import { readOrMakeSecret } from '../kit/secret-file';
import { originOf, type Keyring } from './checkpoint';
import { makeDirectory } from './segment-file';
import { parseVerifier, signerOf, verifierText, type Signer, type Verifier } from './verifier-key';

/**
 * The key with which a unit signs its log and what it witnesses: given as PKCS #8 in PEM (`UNIT_<ID>_SIGNING_KEY_FILE`),
 * or made in `<dataDir>/secrets/signing/<id>.pem` (0600). Its public half is published beside the log.
 */
export async function loadSigner(dataDir: string, unit: string, given?: string): Promise<Signer> {
  const path = join(dataDir, 'secrets', 'signing', `${unit}.pem`);
  const pem = given ?? (await readOrMakeSecret(path, newPrivateKey));
  const signer = signerFrom(originOf(unit), pem);
  if (signer === undefined) {
    throw new ConfigurationError(
      given === undefined
        ? `${unit} 的签名密钥已损坏：${path}；请从备份恢复，或删除后重启换用新密钥`
        : `UNIT_${unit.toUpperCase()}_SIGNING_KEY 不是 PEM 格式的 Ed25519 私钥（留痕只以 Ed25519 签署）：请用 openssl genpkey -algorithm ed25519 生成`,
    );
  }
  await publish(join(dataDir, 'audit', unit), signer.verifier);
  return signer;
}

function newPrivateKey(): string {
  const { privateKey } = generateKeyPairSync('ed25519');
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString().trim();
}

/** Undefined where it is no private key of an algorithm by which records are signed: Node writes no JWK of the others. */
function signerFrom(name: string, pem: string): Signer | undefined {
  try {
    return signerOf(name, createPrivateKey(pem).export({ format: 'jwk' }));
  } catch {
    return undefined;
  }
}

const KEYS_FILE = 'verifier.keys';

/** Every public key that the unit has signed with, one a line: what an earlier key signed must still be verified. */
async function publish(directory: string, verifier: Verifier): Promise<void> {
  await makeDirectory(directory);
  const line = verifierText(verifier);
  if (readKeyLines(directory).includes(line)) return;
  await appendFile(join(directory, KEYS_FILE), `${line}\n`, { mode: 0o644 });
}

function readKeyLines(directory: string): string[] {
  const path = join(directory, KEYS_FILE);
  return existsSync(path)
    ? readFileSync(path, 'utf8')
        .split('\n')
        .filter((line) => line !== '')
    : [];
}

/** The public keys of all units whose logs lie in a data directory, as lines to hand to whoever verifies. */
export async function publishedKeys(auditDirectory: string): Promise<string[]> {
  const folders = await readdir(auditDirectory, { withFileTypes: true });
  const units = folders.filter((folder) => folder.isDirectory()).map((folder) => folder.name);
  return units.sort().flatMap((unit) => readKeyLines(join(auditDirectory, unit)));
}

/** Throws ConfigurationError where a line is no public key. */
export function keyringOf(lines: readonly string[]): Keyring {
  const keys = new Map<string, Verifier[]>();
  for (const line of lines) {
    const verifier = parseVerifier(line);
    if (verifier === undefined)
      throw new ConfigurationError(`不是可用的公钥：${line}；应为 名称+编号+Base64，见 srdi-hub audit keys`);
    keys.set(verifier.name, [...(keys.get(verifier.name) ?? []), verifier]);
  }
  return keys;
}
