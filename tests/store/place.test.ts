import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { databaseUser } from '../../src/store/system-user';
import { open, query, refusalOf, withCluster, withDataDirectory } from './support/cluster';

const isRoot = process.getuid?.() === 0;

/** A data directory below a folder that only its owner can pass, as a home is. */
async function withClosedFolder(act: (dataDir: string) => Promise<void>): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'srdi-home-'));
  const dataDir = join(home, 'data');
  try {
    await act(dataDir);
  } finally {
    const outside = outsideOf(dataDir);
    for (const folder of [home, outside])
      if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  }
}

function outsideOf(dataDir: string): string | undefined {
  const path = join(dataDir, 'cluster.json');
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as { home: string }).home : undefined;
}

it('keeps the cluster in the data directory, as the user that PostgreSQL runs as', () =>
  withDataDirectory((dataDir) =>
    withCluster(dataDir, async () => {
      expect(existsSync(join(dataDir, 'cluster.json'))).toBe(false);
      expect(statSync(join(dataDir, 'postgresql', 'cluster')).uid).toBe(
        databaseUser()?.uid ?? process.getuid?.(),
      );
    }),
  ));

(isRoot ? describe : describe.skip)('as root, below a folder that the database user cannot pass', () => {
  it('keeps the cluster in the system folder, says so once, and finds it again', () =>
    withClosedFolder(async (dataDir) => {
      await withCluster(dataDir, async ({ cluster, progress }) => {
        expect(progress[0]).toMatch(
          /^以 root 运行且用户 postgres 进不了 .*：数据库文件放在 \/var\/lib\/srdi-hub\/\w{12}$/,
        );
        await query(cluster.urlFor('tax'), 'CREATE TABLE paper AS SELECT 1 AS one');
      });
      await withCluster(dataDir, async ({ cluster, progress }) => {
        expect(progress).toEqual([]);
        expect(await query(cluster.urlFor('tax'), 'SELECT one FROM paper')).toEqual([{ one: 1 }]);
      });
      expect(statSync(outsideOf(dataDir) ?? '').mode & 0o777).toBe(0o700);
    }));

  it('begins anew when the data directory has been deleted', () =>
    withClosedFolder(async (dataDir) => {
      await withCluster(dataDir, async ({ cluster }) => {
        await query(cluster.urlFor('tax'), 'CREATE TABLE paper AS SELECT 1 AS one');
      });
      rmSync(dataDir, { recursive: true });
      await withCluster(dataDir, async ({ cluster, progress }) => {
        expect(progress).toContain('原数据目录已被删除：其数据库一并重建');
        await expect(query(cluster.urlFor('tax'), 'SELECT one FROM paper')).rejects.toMatchObject({
          code: '42P01',
        });
      });
    }));

  it('removes the clusters of temporary data directories that have been deleted, and no others', () =>
    withClosedFolder((first) =>
      withClosedFolder(async (second) => {
        await withCluster(first, async () => undefined);
        const abandoned = outsideOf(first) ?? '';
        await withCluster(second, async () => expect(existsSync(abandoned)).toBe(true));
        rmSync(first, { recursive: true });
        await withCluster(second, async () => expect(existsSync(abandoned)).toBe(false));
      }),
    ));

  it('does not open the cluster of the directory that a data directory was copied from', () =>
    withClosedFolder(async (dataDir) => {
      await withCluster(dataDir, async () => undefined);
      cpSync(dataDir, `${dataDir}-copy`, { recursive: true });
      expect(await refusalOf(open(`${dataDir}-copy`))).toContain('移动或复制');
    }));

  it('says so when a data directory that was open has been closed', () =>
    withDataDirectory(async (dataDir) => {
      await withCluster(dataDir, async () => undefined);
      chmodSync(dataDir, 0o700);
      expect(await refusalOf(open(dataDir))).toMatch(/^用户 postgres 进不了数据目录/);
    }));

  it('does not run the database of another user', () =>
    withDataDirectory(async (dataDir) => {
      mkdirSync(join(dataDir, 'postgresql'));
      const nobody = 65_534;
      chownSync(join(dataDir, 'postgresql'), nobody, nobody);
      expect(await refusalOf(open(dataDir))).toContain(`属于另一个用户（uid ${nobody}）`);
    }));
});
