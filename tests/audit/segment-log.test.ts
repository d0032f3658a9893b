import { appendFile, mkdir, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigurationError } from '../../src/kit/configuration-error';
import { openSegmentFile, type OpenSegmentFile } from '../../src/audit/segment-file';
import { openSegmentLog, type SegmentLog, type SegmentLogOptions } from '../../src/audit/segment-log';
import { verifyLog } from '../../src/audit/verify';
import { editSegment, newCompletion, newEntry, segmentPaths, withDirectory } from './support/records';

const NOON = Date.parse('2026-01-02T12:00:00.000Z');

function open(directory: string, options: Partial<SegmentLogOptions> = {}): Promise<SegmentLog> {
  return openSegmentLog({ directory, unit: 'tax', now: () => NOON, ...options });
}

/** Appends one after the other, so that each record is a batch of its own. */
async function write(
  directory: string,
  records: number,
  options: Partial<SegmentLogOptions> = {},
): Promise<void> {
  const log = await open(directory, options);
  for (let count = 0; count < records; count += 1) await log.append(newEntry());
  await log.close();
}

describe('a log', () => {
  it('numbers records without a gap, over restarts and together with completions', () =>
    withDirectory(async (directory) => {
      await write(directory, 2);
      const log = await open(directory);
      const appended = [log.append(newEntry()), log.append(newCompletion(3)), log.append(newEntry())];
      expect(await Promise.all(appended)).toEqual([3, 4, 5]);
      expect(log.durable()).toMatchObject({ sequence: 5, segment: '0000000000000001.log' });
      await log.close();
      expect(await verifyLog(directory)).toEqual({ entries: 4, completions: 1, unfinishedBytes: 0 });
    }));

  it('writes what is appended together in one go, and later records while that one is on its way', () =>
    withDirectory(async (directory) => {
      const batches: number[] = [];
      const log = await open(directory, {
        openFile: async (path) => {
          const file = await openSegmentFile(path);
          return {
            ...file,
            async append(bytes) {
              batches.push(bytes.toString().split('\n').length - 1);
              if (batches.length === 1)
                for (let count = 0; count < 7; count += 1) later.push(log.append(newEntry()));
              await file.append(bytes);
            },
          };
        },
      });
      const later: Promise<number>[] = [];
      await Promise.all(Array.from({ length: 5 }, () => log.append(newEntry())));
      await Promise.all(later);
      expect(batches).toEqual([5, 7]);
      await log.close();
    }));

  it('acknowledges nothing before it is durable', () =>
    withDirectory(async (directory) => {
      const events: string[] = [];
      let started = (_finish: () => void): void => undefined;
      const writing = new Promise<() => void>((resolve) => (started = resolve));
      const log = await open(directory, {
        openFile: async () => ({
          append: () => new Promise((finish) => started(finish)),
          close: async () => undefined,
        }),
      });
      const appended = log.append(newEntry()).then(() => events.push('acknowledged'));
      const finish = await writing;
      expect(log.durable().sequence).toBe(0);
      events.push('durable');
      finish();
      await appended;
      expect(events).toEqual(['durable', 'acknowledged']);
    }));

  it('begins a new segment before one grows too long, named after its first record', () =>
    withDirectory(async (directory) => {
      await write(directory, 10, { maxSegmentBytes: 1500 });
      const names = (await readdir(directory)).sort();
      expect(names.length).toBeGreaterThan(3);
      for (const path of await segmentPaths(directory))
        expect((await stat(path)).size).toBeLessThanOrEqual(1500);
      expect(await verifyLog(directory)).toMatchObject({ entries: 10 });
    }));

  it('is for its owner only, in directories made on the way', () =>
    withDirectory(async (directory) => {
      const deep = join(directory, 'data', 'audit', 'tax');
      await write(deep, 1);
      const modes = await Promise.all([deep, ...(await segmentPaths(deep))].map((path) => stat(path)));
      expect(modes.map(({ mode }) => mode & 0o777)).toEqual([0o700, 0o600]);
    }));

  it('refuses once it is closed', () =>
    withDirectory(async (directory) => {
      const log = await open(directory);
      await log.close();
      await expect(log.append(newEntry())).rejects.toMatchObject({
        extensions: { code: 'OWNER_UNAVAILABLE' },
      });
    }));
});

describe('recovery', () => {
  it('cuts off a last record torn at any byte and goes on after the one before', () =>
    withDirectory(async (directory) => {
      const whole = join(directory, 'whole');
      await write(whole, 3);
      const bytes = await readFile(join(whole, '0000000000000001.log'));
      const lastLine = bytes.lastIndexOf('\n', bytes.length - 2) + 1;
      const torn = join(directory, 'torn');
      await mkdir(torn);
      const wrong: number[] = [];
      for (let length = lastLine; length < bytes.length; length += 1) {
        await writeFile(join(torn, '0000000000000001.log'), bytes.subarray(0, length));
        const log = await open(torn);
        const sequence = await log.append(newEntry());
        await log.close();
        if (log.recovered.cutBytes !== length - lastLine || sequence !== 3) wrong.push(length);
      }
      expect(wrong).toEqual([]);
    }));

  it.each([
    ['zeros', (path: string) => appendFile(path, Buffer.alloc(4096))],
    [
      'an unfinished batch whose first page was lost',
      async (path: string) => {
        const log = await readFile(path);
        const continued = await batchOfTwo();
        await writeFile(path, Buffer.concat([log, Buffer.alloc(200), continued]));
      },
    ],
  ])('cuts off %s', async (_what, tear) =>
    withDirectory(async (directory) => {
      await write(directory, 2);
      const [path = ''] = await segmentPaths(directory);
      const { size } = await stat(path);
      await tear(path);
      const torn = (await stat(path)).size - size;
      const log = await open(directory);
      expect(log.recovered.cutBytes).toBe(torn);
      expect(await log.append(newEntry())).toBe(3);
      await log.close();
    }),
  );

  it('keeps whole records of a batch that was never acknowledged', () =>
    withDirectory(async (directory) => {
      const log = await open(directory);
      await Promise.all([log.append(newEntry()), log.append(newEntry()), log.append(newEntry())]);
      await log.close();
      const [path = ''] = await segmentPaths(directory);
      await truncate(path, (await stat(path)).size - 5);
      const again = await open(directory);
      expect(again.durable().sequence).toBe(2);
      await again.close();
    }));

  it('goes on in a segment that was begun and not written to', () =>
    withDirectory(async (directory) => {
      await write(directory, 2);
      await writeFile(join(directory, '0000000000000003.log'), '');
      const log = await open(directory);
      expect(await log.append(newEntry())).toBe(3);
      await log.close();
      expect(await verifyLog(directory)).toMatchObject({ entries: 3 });
    }));

  it.each<[string, RegExp, (directory: string) => Promise<void>]>([
    [
      'a changed record with later ones after it',
      /0000000000000001\.log 第 2 行：校验和不符.*audit verify --unit tax/,
      (directory) => editSegment(directory, 0, ([a = '', b = '', c = '']) => [a, b.replace('M10', 'M09'), c]),
    ],
    [
      'a missing record',
      /第 2 行：序号应为 2，实为 3/,
      (directory) => editSegment(directory, 0, ([a = '', , c = '']) => [a, c]),
    ],
    [
      'an earlier segment cut short before an empty one',
      /0000000000000001\.log/,
      async (directory) => {
        await editSegment(directory, 0, (lines) => lines.slice(0, 2));
        await writeFile(join(directory, '0000000000000004.log'), '');
      },
    ],
    [
      'an earlier segment gone before an empty one',
      /0000000000000004\.log.*缺失/,
      async (directory) => {
        await writeFile(join(directory, '0000000000000004.log'), '');
        await rm(join(directory, '0000000000000001.log'));
      },
    ],
  ])('does not start over %s', (_what, message, damage) =>
    withDirectory(async (directory) => {
      await write(directory, 3);
      await damage(directory);
      const opened = open(directory);
      await expect(opened).rejects.toThrow(message);
      await expect(opened).rejects.toBeInstanceOf(ConfigurationError);
    }),
  );
});

describe('a disk that fails', () => {
  it.each<[string, (bytes: Buffer, path: string) => Promise<void>]>([
    ['is full after half a record', (bytes, path) => appendFile(path, bytes.subarray(0, bytes.length / 2))],
    ['takes the bytes and cannot sync them', (bytes, path) => appendFile(path, bytes)],
    ['takes nothing', () => Promise.resolve()],
  ])(
    'because it %s: refuses, heals within a second of its recovery, and loses nothing acknowledged',
    (_what, fail) =>
      withDirectory(async (directory) => {
        let time = NOON;
        const disk = failingDisk(fail);
        const log = await open(directory, { now: () => time, openFile: disk.openFile });
        expect(await log.append(newEntry({ requestId: 'before' }))).toBe(1);
        disk.isBroken = true;
        const refused = await Promise.allSettled([log.append(newEntry()), log.append(newEntry())]);
        expect(refused.map((result) => result.status)).toEqual(['rejected', 'rejected']);
        await expect(log.append(newEntry())).rejects.toMatchObject({
          message: '提供方暂不可用：无法留痕，未提供数据',
          extensions: { code: 'OWNER_UNAVAILABLE', unit: 'TAX', retryAfter: 1 },
        });
        expect(log.isWritable()).toBe(false);

        time += 1000;
        await expect(log.append(newEntry())).rejects.toMatchObject({
          cause: expect.objectContaining({ code: 'EIO' }),
        });
        const attempts = disk.attempts;
        await expect(log.append(newEntry())).rejects.toThrow('无法留痕');
        expect(disk.attempts).toBe(attempts);

        disk.isBroken = false;
        time += 1000;
        const healed = [log.append(newEntry({ requestId: 'after' })), log.append(newEntry())];
        expect(await Promise.all(healed)).toEqual([2, 3]);
        expect(log.isWritable()).toBe(true);
        await log.close();
        expect(await verifyLog(directory)).toEqual({ entries: 3, completions: 0, unfinishedBytes: 0 });
      }),
  );

  it('cannot even be opened again: refuses and tries once a second', () =>
    withDirectory(async (directory) => {
      let time = NOON;
      const disk = failingDisk(() => Promise.resolve());
      const log = await open(directory, { now: () => time, openFile: disk.openFile });
      await log.append(newEntry());
      disk.isBroken = true;
      disk.refusesToOpen = true;
      await expect(log.append(newEntry())).rejects.toThrow('无法留痕');
      time -= 3_600_000;
      await expect(log.append(newEntry())).rejects.toMatchObject({
        cause: expect.objectContaining({ code: 'EIO' }),
      });
      await expect(log.append(newEntry())).rejects.toThrow('无法留痕');
      expect(disk.opened).toBe(2);
      disk.isBroken = false;
      disk.refusesToOpen = false;
      time += 1000;
      expect(await log.append(newEntry())).toBe(2);
      await log.close();
    }));

  it('is found healed by whoever asks whether it is ready, without an append', () =>
    withDirectory(async (directory) => {
      let time = NOON;
      const disk = failingDisk(() => Promise.resolve());
      const log = await open(directory, { now: () => time, openFile: disk.openFile });
      disk.isBroken = true;
      await expect(log.append(newEntry())).rejects.toThrow('无法留痕');
      disk.isBroken = false;
      expect(log.isWritable()).toBe(false);
      time += 1000;
      const reopened = disk.nextOpening();
      expect(log.isWritable()).toBe(false);
      await reopened;
      expect(log.isWritable()).toBe(true);
      await log.close();
      expect(log.isWritable()).toBe(false);
    }));

  it('is recovered after a kill in the middle of its failure', () =>
    withDirectory(async (directory) => {
      const disk = failingDisk((bytes, path) => appendFile(path, bytes.subarray(0, bytes.length - 1)));
      const log = await open(directory, { openFile: disk.openFile });
      await log.append(newEntry());
      disk.isBroken = true;
      await expect(log.append(newEntry())).rejects.toThrow('无法留痕');
      const again = await open(directory);
      expect(again.durable().sequence).toBe(1);
      expect(again.recovered.cutBytes).toBeGreaterThan(0);
      await Promise.all([again.close(), log.close()]);
    }));
});

interface FailingDisk {
  isBroken: boolean;
  refusesToOpen: boolean;
  attempts: number;
  opened: number;
  readonly openFile: OpenSegmentFile;
  /** Resolves once a file has been opened and whoever opened it has gone on. */
  nextOpening(): Promise<void>;
}

/** A real file whose appends do what `fail` does, then throw, while the disk is broken. */
function failingDisk(fail: (bytes: Buffer, path: string) => Promise<void>): FailingDisk {
  const error = Object.assign(new Error('EIO: i/o error, fsync'), { code: 'EIO' });
  let announce = (): void => undefined;
  const disk: FailingDisk = {
    nextOpening: () => new Promise((resolve) => (announce = resolve)),
    isBroken: false,
    refusesToOpen: false,
    attempts: 0,
    opened: 0,
    async openFile(path) {
      disk.opened += 1;
      if (disk.refusesToOpen) throw error;
      const file = await openSegmentFile(path);
      setImmediate(() => announce());
      return {
        ...file,
        async append(bytes) {
          if (!disk.isBroken) return file.append(bytes);
          disk.attempts += 1;
          await fail(bytes, path);
          throw error;
        },
      };
    },
  };
  return disk;
}

/** The second line of a batch of two, which alone says that it continues one. */
async function batchOfTwo(): Promise<Buffer> {
  return withDirectory(async (directory) => {
    const log = await open(directory);
    await Promise.all([log.append(newEntry()), log.append(newEntry())]);
    await log.close();
    const bytes = await readFile(join(directory, '0000000000000001.log'));
    return bytes.subarray(bytes.indexOf('\n') + 1);
  });
}
