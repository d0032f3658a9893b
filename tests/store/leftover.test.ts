import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lockDataDirectory } from '../../src/store/hub-lock';
import { databaseUser } from '../../src/store/system-user';
import {
  isAlive,
  open,
  query,
  refusalOf,
  serverPid,
  startHubProcess,
  withCluster,
  withDataDirectory,
} from './support/cluster';

it('stops what a killed hub left running, says so, and finds every committed row', () =>
  withDataDirectory(async (dataDir) => {
    const hub = await startHubProcess(dataDir);
    const url = hub.lines.find((line) => line.startsWith('ready '))?.slice('ready '.length) ?? '';
    await query(url, `CREATE TABLE paper AS SELECT '专精特新' AS title`);
    const left = serverPid(dataDir);
    hub.process.kill('SIGKILL');
    await hub.ended;
    expect(isAlive(left)).toBe(true);
    await withCluster(dataDir, async ({ cluster, progress }) => {
      expect(progress).toEqual(['已停止上次未正常退出留下的数据库进程']);
      expect(isAlive(left)).toBe(false);
      expect(await query(cluster.urlFor('tax'), 'SELECT title FROM paper')).toEqual([{ title: '专精特新' }]);
    });
  }));

it('starts after hub and server have both been killed, while a session of the server still lives', () =>
  withDataDirectory(async (dataDir) => {
    const hub = await startHubProcess(dataDir);
    const url = hub.lines.find((line) => line.startsWith('ready '))?.slice('ready '.length) ?? '';
    const asleep = query(url, 'SELECT pg_sleep(1)').catch(() => undefined);
    process.kill(serverPid(dataDir), 'SIGKILL');
    hub.process.kill('SIGKILL');
    await hub.ended;
    await withCluster(dataDir, async ({ cluster }) => {
      expect(await query(cluster.urlFor('tax'), 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    });
    await asleep;
  }));

it('starts beside a foreign process that has got the number of the dead server, and leaves it alone', () =>
  withDataDirectory(async (dataDir) => {
    await withCluster(dataDir, async () => undefined);
    const foreigner = spawn('cat', { stdio: ['pipe', 'ignore', 'ignore'], ...databaseUser() });
    const path = join(dataDir, 'postgresql', 'cluster', 'postmaster.pid');
    writeFileSync(path, `${foreigner.pid}\n${dataDir}\n1\n5432\n\n\n\n`);
    await withCluster(dataDir, async ({ cluster, progress }) => {
      expect(progress).toEqual([]);
      expect(await query(cluster.urlFor('tax'), 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    });
    expect(isAlive(Number(foreigner.pid))).toBe(true);
    foreigner.stdin.end();
    await once(foreigner, 'exit');
  }));

describe('a data directory', () => {
  it('is refused to a second hub while the first lives, and given when it has ended', () =>
    withDataDirectory(async (dataDir) => {
      const hub = await startHubProcess(dataDir);
      const server = serverPid(dataDir);
      expect(await refusalOf(open(dataDir))).toBe(
        `数据目录正被另一个 hub 使用（进程 ${hub.process.pid}）：请先停止它，或设置 HUB_DATA_DIR 换一个目录`,
      );
      expect(isAlive(server)).toBe(true);
      hub.process.kill('SIGTERM');
      await hub.ended;
      expect(isAlive(server)).toBe(false);
      await withCluster(dataDir, async ({ progress }) => expect(progress).toEqual([]));
    }));

  it('goes to exactly one of several hubs that start at one moment', () =>
    withDataDirectory(async (dataDir) => {
      // A lock of a dead process: each of them has to take it over.
      writeFileSync(join(dataDir, 'hub.pid'), '4194304 long-ago');
      const hubs = await Promise.all([1, 2, 3].map(() => startHubProcess(dataDir)));
      const settled = hubs.map((hub) => hub.lines.at(-1)?.split(' ')[0]).sort();
      for (const hub of hubs) hub.process.kill('SIGTERM');
      await Promise.all(hubs.map((hub) => hub.ended));
      expect(settled).toEqual(['ready', 'refused', 'refused']);
    }));

  it('is taken from a dead hub whose number has passed to a living process', () =>
    withDataDirectory(async (dataDir) => {
      writeFileSync(join(dataDir, 'hub.pid'), `${process.ppid} an-earlier-start`);
      expect(() => lockDataDirectory(dataDir)()).not.toThrow();
    }));

  it('is held until every holder in this process has released it', () =>
    withDataDirectory(async (dataDir) => {
      const [first, second] = [lockDataDirectory(dataDir), lockDataDirectory(dataDir)];
      first();
      first();
      const refused = await startHubProcess(dataDir);
      await refused.ended;
      expect(refused.lines.at(-1)).toContain(`进程 ${process.pid}`);
      second();
      expect(() => lockDataDirectory(dataDir)()).not.toThrow();
    }));
});
