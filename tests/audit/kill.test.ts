import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { readdir } from 'node:fs/promises';
import { recoverLog } from '../../src/audit/recovery';
import { verifyLog } from '../../src/audit/verify';
import { compileSources } from './support/compiled';
import { withDirectory } from './support/records';

const ROUNDS = 50;

it(
  `loses no acknowledged record in ${ROUNDS} rounds of kill -9, and leaves no gap`,
  () =>
    withDirectory(async (directory) => {
      const appender = await compileSources(join(directory, 'compiled'), 'tests/audit/support/appender.ts');
      const log = join(directory, 'log');
      const lost: number[] = [];
      let before = 0;
      for (let round = 0; round < ROUNDS; round += 1) {
        const acknowledged = await appendUntilKilled(appender, log, 1 + ((round * 37) % 150));
        const { end } = await recoverLog(log);
        lost.push(...acknowledged.filter((sequence) => sequence <= before || sequence > end.sequence));
        expect(new Set(acknowledged).size).toBe(acknowledged.length);
        before = end.sequence;
      }
      expect(lost).toEqual([]);
      const verdict = await verifyLog(log);
      expect(verdict).toEqual({
        entries: before - verdict.completions,
        completions: verdict.completions,
        unfinishedBytes: 0,
      });
      expect((await readdir(log)).length).toBeGreaterThan(10);
    }),
  240_000,
);

/** Kills the process at once when it has acknowledged so many records; returns all that it acknowledged. */
async function appendUntilKilled(
  script: string,
  directory: string,
  acknowledgements: number,
): Promise<number[]> {
  const appender = spawn(process.execPath, [script, directory], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise((resolve) => appender.once('exit', (_status, signal) => resolve(signal)));
  const acknowledged: number[] = [];
  for await (const line of createInterface(appender.stdout)) {
    acknowledged.push(Number(line));
    if (acknowledged.length === acknowledgements) appender.kill('SIGKILL');
  }
  expect(await ended).toBe('SIGKILL');
  return acknowledged;
}
