import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { consumerByCode, consumerUnits } from '../kit/unit-directory';
import { cities } from '../kit/codes/divisions';
import { checkUscc } from '../kit/codes/uscc';

/** A client system of development: whose it is, for which division it acts, and for what it may ask. */
export interface DevelopmentClient {
  readonly clientId: string;
  readonly unit?: string;
  readonly system: string;
  readonly division?: string;
  readonly enterprise?: string;
  readonly purposes: readonly string[];
}

/** Key pairs of the development issuer and of its clients, made once for a data directory. */
export interface DevelopmentKeys {
  readonly issuer: JWK;
  readonly clients: JWK;
}

export const SELF_PURPOSE = 'SELF';
const ENTERPRISE_PREFIX = 'enterprise.';

/** Systems that CITY has beside its main one: one for each city. Names are data. */
const citySystems = ['taiyuan', 'datong', 'yangquan', 'changzhi', 'jincheng', 'shuozhou', 'jinzhong', 'yuncheng', 'xinzhou', 'linfen', 'lvliang'];

/** The systems of one unit, `main` first. */
export function systemsOf(unit: string): DevelopmentClient[] {
  const directory = consumerByCode.get(unit);
  if (directory === undefined) return [];
  const client = (system: string, division?: string): DevelopmentClient => ({
    clientId: `${unit}.${system}`,
    unit,
    system,
    purposes: directory.purposes,
    ...(division === undefined ? {} : { division }),
  });
  const own = [client('main')];
  if (unit !== 'CITY') return own;
  return [...own, ...cities.flatMap((city, position) => {
    const system = citySystems[position];
    return system === undefined ? [] : [client(system, city.code)];
  })];
}

export function developmentClients(): DevelopmentClient[] {
  return consumerUnits.flatMap((unit) => systemsOf(unit.code));
}

/** Client of an id, `EXCH.main` or `enterprise.<code>`; undefined where there is none. */
export function developmentClient(clientId: string): DevelopmentClient | undefined {
  if (!clientId.startsWith(ENTERPRISE_PREFIX)) return developmentClients().find((client) => client.clientId === clientId);
  const checked = checkUscc(clientId.slice(ENTERPRISE_PREFIX.length));
  return checked.ok ? enterpriseClient(checked.uscc) : undefined;
}

/** Stand-in for an enterprise's own login. */
export function enterpriseClient(uscc: string): DevelopmentClient {
  return { clientId: `${ENTERPRISE_PREFIX}${uscc}`, system: 'enterprise', enterprise: uscc, purposes: [SELF_PURPOSE] };
}

/** Reads the key pairs of a data directory; makes them where there are none (0600). */
export async function developmentKeys(dataDir: string): Promise<DevelopmentKeys> {
  const directory = join(dataDir, 'identity');
  const path = join(directory, 'development-keys.json');
  try {
    return JSON.parse(await readFile(path, 'utf8')) as DevelopmentKeys;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
  const keys: DevelopmentKeys = { issuer: await newKey(), clients: await newKey() };
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const draft = `${path}.new`;
  await writeFile(draft, JSON.stringify(keys), { mode: 0o600 });
  await chmod(draft, 0o600);
  await rename(draft, path);
  return keys;
}

async function newKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const jwk = await exportJWK(privateKey);
  return { ...jwk, alg: 'ES256', use: 'sig', kid: `dev-${jwk.x?.slice(0, 8) ?? ''}` };
}

export function publicKey({ d: _private, ...jwk }: JWK): JWK {
  return jwk;
}
