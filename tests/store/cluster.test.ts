import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openCluster, runningCluster, type Cluster } from '../../src/store/cluster';
import {
  isAlive,
  newDataDirectory,
  open,
  query,
  refusalOf,
  serverPid,
  withCluster,
  withDataDirectory,
} from './support/cluster';

it('is made in an empty directory, and keeps its rows from one start to the next', () =>
  withDataDirectory(async (dataDir) => {
    await withCluster(dataDir, async ({ cluster, progress }) => {
      expect(progress).toEqual(['初始化嵌入式数据库']);
      await query(cluster.urlFor('tax'), `CREATE TABLE paper AS SELECT '专精特新' AS title`);
    });
    await withCluster(dataDir, async ({ cluster, progress }) => {
      expect(progress).toEqual([]);
      expect(await query(cluster.urlFor('tax'), 'SELECT title FROM paper')).toEqual([{ title: '专精特新' }]);
    });
  }));

it('is made without waiting for the disk, and from its first service on loses nothing to a crash', () =>
  withDataDirectory(async (dataDir) => {
    const cluster = await openCluster({ dataDir, databases: ['hub', 'tax'], onProgress: () => undefined });
    for (const setting of ['fsync', 'synchronous_commit', 'full_page_writes'])
      expect(await query(cluster.urlFor('tax'), `SHOW ${setting}`)).toEqual([{ [setting]: 'on' }]);
    await cluster.stop();
    expect(readdirSync(join(dataDir, 'postgresql')).sort()).toEqual(['cluster', 'postgresql.log']);
  }));

it('leaves no process and no lock when it has been stopped, however often', () =>
  withDataDirectory(async (dataDir) => {
    const { cluster } = await open(dataDir);
    const pid = serverPid(dataDir);
    expect(isAlive(pid)).toBe(true);
    await Promise.all([cluster.stop(), cluster.stop()]);
    await cluster.stop();
    expect(isAlive(pid)).toBe(false);
    expect(runningCluster(dataDir)).toBeUndefined();
    expect(readdirSync(dataDir).sort()).toEqual(['postgresql', 'secrets']);
  }));

describe('a running cluster', () => {
  let cluster: Cluster;
  let dataDir: string;
  beforeAll(async () => {
    dataDir = newDataDirectory();
    ({ cluster } = await open(dataDir));
  });
  afterAll(async () => {
    await cluster.stop();
    rmSync(dataDir, { recursive: true });
  });

  it('listens on a socket that only its user opens, and on no port', async () => {
    expect(await query(cluster.adminUrl, 'SHOW listen_addresses')).toEqual([{ listen_addresses: '' }]);
    const folder = join(dataDir, 'postgresql', 'run');
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(statSync(join(folder, '.s.PGSQL.5432')).mode & 0o777).toBe(0o700);
  });

  it('gives every role a random password of its own that only the hub can read', async () => {
    const urls = [cluster.urlFor('hub'), cluster.urlFor('tax'), cluster.adminUrl];
    const passwords = urls.map((url) => new URL(url).password);
    expect(new Set(passwords).size).toBe(3);
    for (const password of passwords) expect(password).toMatch(/^[0-9a-f]{48}$/);
    expect(statSync(join(dataDir, 'secrets')).mode & 0o777).toBe(0o700);
    expect(statSync(join(dataDir, 'secrets', 'database.json')).mode & 0o777).toBe(0o600);
    const stranger = new URL(cluster.urlFor('tax'));
    stranger.password = 'postgres';
    await expect(query(stranger.toString(), 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
  });

  it('gives roles no right beyond their own database', async () => {
    const rights = await query(
      cluster.adminUrl,
      `SELECT rolname FROM pg_roles WHERE rolname IN ('hub', 'tax')
       AND (rolsuper OR rolcreatedb OR rolcreaterole OR rolreplication OR rolbypassrls)`,
    );
    expect(rights).toEqual([]);
    for (const database of ['hub', 'postgres', 'template1']) {
      await expect(query(cluster.urlFor(database, 'tax'), 'SELECT 1')).rejects.toMatchObject({
        code: '42501',
      });
    }
  });

  it('is found by a command that runs beside the hub', () => {
    expect(runningCluster(dataDir)?.urlFor('tax')).toBe(cluster.urlFor('tax'));
  });

  it('writes what goes wrong into its log, and no value', async () => {
    const url = cluster.urlFor('tax');
    await query(url, 'CREATE TABLE paper (title text PRIMARY KEY)');
    const twice = query(url, `INSERT INTO paper VALUES ('canary-7f'), ('canary-7f')`);
    await expect(twice).rejects.toMatchObject({ code: '23505' });
    const log = readFileSync(join(dataDir, 'postgresql', 'postgresql.log'), 'utf8');
    expect(log).toContain('duplicate key');
    expect(log).not.toContain('canary-7f');
  });
});

it('takes a socket elsewhere where the path of the data directory is too long for one', () =>
  withDataDirectory(async (dataDir) => {
    const deep = join(dataDir, 'a-long-name-of-a-folder'.repeat(4));
    const { cluster } = await open(deep);
    const socket = new URL(cluster.urlFor('tax')).searchParams.get('host') ?? '';
    expect(socket.startsWith(dataDir)).toBe(false);
    expect(statSync(socket).mode & 0o777).toBe(0o700);
    expect(await query(cluster.urlFor('tax'), 'SELECT current_user')).toEqual([{ current_user: 'tax' }]);
    await cluster.stop();
    expect(statSync(socket, { throwIfNoEntry: false })).toBeUndefined();
  }));

it('lives in a folder whose name holds spaces, quotes, commas and Chinese', () =>
  withDataDirectory((dataDir) =>
    withCluster(join(dataDir, `省 厅's "数据", 1`), async ({ cluster }) => {
      expect(await query(cluster.urlFor('tax'), 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    }),
  ));

it('gets a database and a role for each unit that is registered later', () =>
  withDataDirectory(async (dataDir) => {
    await withCluster(dataDir, async () => undefined, ['hub', 'tax']);
    await withCluster(
      dataDir,
      async ({ cluster }) => {
        expect(await query(cluster.urlFor('nea'), 'SELECT current_user')).toEqual([{ current_user: 'nea' }]);
      },
      ['hub', 'tax', 'nea'],
    );
  }));

describe('says in one line what is wrong', () => {
  it('when another PostgreSQL made the data', () =>
    withDataDirectory(async (dataDir) => {
      await withCluster(dataDir, async () => undefined);
      writeFileSync(join(dataDir, 'postgresql', 'cluster', 'PG_VERSION'), '17\n');
      expect(await refusalOf(open(dataDir))).toContain('PostgreSQL 17');
    }));

  it('when the passwords are gone', () =>
    withDataDirectory(async (dataDir) => {
      await withCluster(dataDir, async () => undefined);
      rmSync(join(dataDir, 'secrets'), { recursive: true });
      expect(await refusalOf(open(dataDir))).toMatch(/口令文件.*不见了/);
    }));

  it('when the data directory is a file', () =>
    withDataDirectory(async (dataDir) => {
      writeFileSync(join(dataDir, 'file'), '');
      expect(await refusalOf(open(join(dataDir, 'file')))).toMatch(/^数据目录不可写：.*HUB_DATA_DIR/);
    }));

  it('when a folder of the cluster is broken', () =>
    withDataDirectory(async (dataDir) => {
      await withCluster(dataDir, async () => undefined);
      rmSync(join(dataDir, 'postgresql', 'cluster', 'global'), { recursive: true });
      expect(await refusalOf(open(dataDir))).toMatch(/^嵌入式数据库启动失败：[^\n]*日志见[^\n]*$/);
    }));
});
