import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigurationError } from '../../src/kit/configuration-error';
import { developmentKeys } from '../../src/identity/development-clients';
import { clientKey, publicKey } from '../../src/identity/development-keys';

let dataDir: string;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'keys-'));
});

afterEach(() => rm(dataDir, { recursive: true }));

it('the first start gives the issuer and each client system a key of its own', async () => {
  const { issuer, clients } = await developmentKeys(dataDir);
  expect(clients.size).toBe(3 * 23 + 11 + 1);
  const secrets = await Promise.all([...clients.keys()].map((name) => clientKey(dataDir, name)));
  expect(new Set([issuer.d, ...secrets.map((key) => key?.d)]).size).toBe(82);
});

it('only their owner may read the keys', async () => {
  await developmentKeys(dataDir);
  const folder = join(dataDir, 'identity');
  const modeOf = async (path: string): Promise<number> => (await stat(join(folder, path))).mode & 0o777;
  expect(await modeOf('.')).toBe(0o700);
  const files = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.json'));
  expect(files).toHaveLength(82);
  for (const file of files) expect(await modeOf(file)).toBe(0o600);
});

it('a later start finds the keys that were made, and makes what is missing', async () => {
  const first = await developmentKeys(dataDir);
  await rm(join(dataDir, 'identity', 'clients', 'TAX.main.json'));
  const second = await developmentKeys(dataDir);
  expect(second.issuer).toEqual(first.issuer);
  expect(second.clients.get('EXCH.main')).toEqual(first.clients.get('EXCH.main'));
  expect(second.clients.get('TAX.main')).not.toEqual(first.clients.get('TAX.main'));
});

it('of a client the hub knows the public half only', async () => {
  const { issuer, clients } = await developmentKeys(dataDir);
  for (const key of [publicKey(issuer), ...clients.values()]) expect(key).not.toHaveProperty('d');
});

it.each(['', '{', '{"kty":"EC"}'])('a key file with “%s” is named, and left as it is', async (content) => {
  await developmentKeys(dataDir);
  const path = join(dataDir, 'identity', 'issuer.json');
  await writeFile(path, content);
  await expect(developmentKeys(dataDir)).rejects.toThrow(ConfigurationError);
  await expect(developmentKeys(dataDir)).rejects.toThrow(/issuer\.json 已损坏：请删除后重新 npm start/);
  expect(await readFile(path, 'utf8')).toBe(content);
});
