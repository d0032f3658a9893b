import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DCLinter } from 'dclint';
import { parse } from 'yaml';
import { openCluster, type Cluster } from '../../src/store/cluster';
import { units } from '../../src/units';
import { serve, type HttpServer } from '../identity/support/issuer-server';
import { newKey, signToken, type Key } from '../identity/support/tokens';
import { newDataDirectory, query } from '../store/support/cluster';
import { ask, codesOf, post } from '../support/ask';
import { startHub, type HubProcess } from '../support/hub-process';

const PROJECT = join(__dirname, '..', '..');
const read = (...path: string[]): string => readFileSync(join(PROJECT, ...path), 'utf8');

interface Service {
  readonly image?: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly secrets: readonly string[];
  readonly networks: readonly string[];
  readonly healthcheck: { readonly test: readonly string[] };
}

const compose = parse(read('docker-compose.yml'), { merge: true }) as {
  readonly services: Readonly<Record<string, Service>> & { readonly hub: Service };
  readonly secrets: Readonly<Record<string, { readonly file: string }>>;
  readonly networks: Readonly<Record<string, { readonly internal?: boolean }>>;
};
const ids = ['hub', ...units.map(({ id }) => id)];

let folder: string;
beforeAll(() => {
  folder = newDataDirectory();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('docker-compose.yml', () => {
  it('is a compose file by the schema of its specification', () => {
    const broken = join(folder, 'docker-compose.yml');
    writeFileSync(broken, read('docker-compose.yml').replace(/^    ports: .*$/m, '    ports: 4000'));
    expect(faultsOf(join(PROJECT, 'docker-compose.yml'))).toEqual([]);
    expect(faultsOf(broken)).toEqual([expect.stringContaining('/services/hub/ports')]);
  });

  it('gives every database of the register a server, which only the hub can reach', () => {
    const servers = Object.entries(compose.services).filter(([name]) => name !== 'hub');
    expect(servers.map(([, { environment }]) => environment['DATABASE_ID']).sort()).toEqual([...ids].sort());
    for (const [name, server] of servers) {
      expect(server.networks).toEqual([name]);
      expect(compose.networks[name]).toEqual({ internal: true });
      expect(server.secrets).toEqual(
        ['admin', 'password'].map((kind) => `${server.environment['DATABASE_ID']}_${kind}`),
      );
    }
    expect([...compose.services.hub.networks].sort()).toEqual(
      ['front', ...servers.map(([name]) => name)].sort(),
    );
  });

  it('lets the energy bureau’s rows lie on MariaDB, in a database of its own user', () => {
    const { environment, image } = compose.services['nea-database'] ?? {};
    expect(image).toMatch(/^mariadb:\d+/);
    expect(environment).toMatchObject({
      MARIADB_DATABASE: 'nea',
      MARIADB_USER: 'nea',
      MARIADB_PASSWORD_FILE: '/run/secrets/nea_password',
    });
    expect(read('secrets', 'README.md')).toContain('mysql://nea:');
  });

  it('keeps every secret in a file of the folder that is not committed, and gives the hub no superuser', () => {
    for (const { secrets } of Object.values(compose.services))
      for (const secret of secrets) expect(compose.secrets[secret]).toEqual({ file: `./secrets/${secret}` });
    expect([...compose.services.hub.secrets].sort()).toEqual(ids.map((id) => `${id}_url`).sort());
    expect(read('secrets', '.gitignore')).toMatch(/^\*$/m);
    expect(JSON.stringify(compose)).not.toMatch(/(postgres|mysql):\/\//);
  });
});

describe('the same command and environment as processes', () => {
  const PASSWORD = 'canary-of-production';
  const publicUrl = 'https://hub.test';
  let clusters: Cluster[];
  let issuer: HttpServer;
  let key: Key;
  let hub: HubProcess;

  beforeAll(async () => {
    mkdirSync(join(folder, 'secrets'));
    key = await newKey();
    issuer = await serve((request, response) =>
      response.end(
        JSON.stringify(
          request.url === '/jwks'
            ? { keys: [key.published] }
            : { issuer: issuer.url, jwks_uri: `${issuer.url}/jwks` },
        ),
      ),
    );
    // Two servers stand for as many as there are databases: the hub's own, and one for all units.
    clusters = await Promise.all([serverOf('hub'), serverOf(...units.map(({ id }) => id))]);
    hub = await startHub({
      command: commandOf(read('Dockerfile')),
      environment: hubEnvironment(),
      isAlone: true,
    });
  }, 180_000);

  afterAll(async () => {
    await hub.stop();
    await Promise.all([issuer.close(), ...clusters.map((cluster) => cluster.stop())]);
  });

  /** A server as its container makes it: empty, then what the mounted script says. */
  async function serverOf(...databases: string[]): Promise<Cluster> {
    const dataDir = join(folder, `${databases[0] ?? ''}-rows`);
    mkdirSync(dataDir, { mode: 0o711 });
    const cluster = await openCluster({
      dataDir,
      databases: [],
      onProgress: () => undefined,
      isThrowaway: true,
    });
    const [, script = ''] = /<<'SQL'\n(.*)\nSQL\n/s.exec(read('deploy', 'create-database.sh')) ?? [];
    for (const id of databases) {
      const statements = script
        .replace(/^\\.*$/gm, '')
        .replaceAll(':"id"', `"${id}"`)
        .replaceAll(":'password'", `'${PASSWORD}'`);
      for (const statement of statements.split(';\n').filter((text) => text.trim() !== ''))
        await query(cluster.adminUrl, statement);
      const url = new URL(cluster.adminUrl);
      [url.username, url.password, url.pathname] = [id, PASSWORD, `/${id}`];
      writeFileSync(join(folder, 'secrets', `${id}_url`), url.toString());
    }
    return cluster;
  }

  function hubEnvironment(): Record<string, string> {
    const outside: Record<string, string> = { HUB_ISSUER: issuer.url, HUB_PUBLIC_URL: publicUrl };
    const filled = Object.entries(compose.services.hub.environment).map(([name, value]) => [
      name,
      value
        .replace(
          /\$\{(\w+)(?::[-?]([^}]*))?\}/g,
          (_all, variable: string, otherwise = '') => outside[variable] ?? otherwise,
        )
        .replace('/run/secrets', join(folder, 'secrets')),
    ]);
    return Object.fromEntries(filled) as Record<string, string>;
  }

  const tokenOf = (unit: string, purpose: string): Promise<string> => {
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      iss: issuer.url,
      aud: `${publicUrl}/graphql`,
      iat: now,
      exp: now + 300,
      sub: `${unit}.main`,
      unit,
      purpose,
    };
    return signToken(key, { claims });
  };

  it('answers whom the outside issuer names, and tells nothing that no agreement allows', async () => {
    const token = await tokenOf('EXCH', 'M10');
    const answered = await ask(
      hub.url,
      token,
      '{ viewer { unit purpose { code } } enterprise(uscc: "91140199073145091G") { tax { revenueBand } } }',
    );
    expect(answered.data.viewer).toEqual({ unit: 'EXCH', purpose: { code: 'M10' } });
    expect(answered.data.enterprise).toBeNull();
    expect(codesOf(answered)).toEqual(['DENIED_NO_GRANT', 'UNKNOWN_SUBJECT']);
  });

  it('has no issuer, no token and no identity of its own', async () => {
    for (const path of ['/playground/token', '/token', '/.well-known/openid-configuration', '/jwks'])
      expect(
        (await fetch(`${hub.url}${path}`, { method: path.endsWith('token') ? 'POST' : 'GET' })).status,
      ).toBe(404);
    const forged = await signToken(await newKey(), {
      claims: { iss: issuer.url, aud: `${publicUrl}/graphql` },
    });
    const body = JSON.stringify({ query: '{ viewer { unit } }' });
    expect((await post(hub.url, body, { authorization: `Bearer ${forged}` })).status).toBe(401);
  });

  it('is found healthy by the check of its container', () => {
    const [, node, ...rest] = compose.services.hub.healthcheck.test.map((word) =>
      word.replace('http://127.0.0.1:4000', hub.url.replace('0.0.0.0', '127.0.0.1')),
    );
    expect(node).toBe('node');
    expect(spawnSync(process.execPath, rest).status).toBe(0);
  });

  it('keeps the passwords out of what it prints and logs', () => {
    expect(hub.output()).not.toContain(PASSWORD);
    expect(readFileSync(join(hub.dataDir, 'hub.log'), 'utf8')).not.toContain(PASSWORD);
  });

  it('does not start without an outside issuer', async () => {
    const { HUB_ISSUER: _issuer, ...environment } = hubEnvironment();
    const attempt = startHub({ command: commandOf(read('Dockerfile')), environment, isAlone: true });
    await expect(attempt).rejects.toThrow(/left with 2:\n生产模式需要外部签发者：请设置 HUB_ISSUER\n$/);
  });

  it('does not start without one of its secrets, and says which in one line', async () => {
    const environment = { ...hubEnvironment(), UNIT_TAX_DATABASE_URL_FILE: join(folder, 'secrets', 'lost') };
    const attempt = startHub({ command: commandOf(read('Dockerfile')), environment, isAlone: true });
    await expect(attempt).rejects.toThrow(
      /left with 2:\nUNIT_TAX_DATABASE_URL_FILE 指向的文件不存在：\S+\n$/,
    );
  });
});

/** What the specification's schema does not allow; the linter's taste in order and names is not ours. */
function faultsOf(file: string): string[] {
  const linter = new DCLinter({ rules: {}, quiet: true, debug: false, exclude: [] });
  const [linted]: { messages: readonly { severity: string; message: string }[] }[] = linter.lintFiles(
    [file],
    false,
  );
  return (linted?.messages ?? [])
    .filter(({ severity }) => severity === 'critical')
    .map(({ message }) => message);
}

/** What the image runs: `CMD` of its Dockerfile. */
function commandOf(dockerfile: string): string[] {
  const [, words = '[]'] = /^CMD (\[.*\])$/m.exec(dockerfile) ?? [];
  const [node, ...rest] = JSON.parse(words) as string[];
  if (node !== 'node') throw new Error(`the image runs ${String(node)}`);
  return rest;
}
