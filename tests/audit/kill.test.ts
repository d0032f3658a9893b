import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { readdir } from 'node:fs/promises';
import { readSignedHeads } from '../../src/audit/signed-heads';
import { recoverLog } from '../../src/audit/recovery';
import { keyringOf, publishedKeys } from '../../src/audit/signing-keys';
import { verifyLog } from '../../src/audit/verify';
import { compileSources } from './support/compiled';
import { withDirectory } from './support/records';
import { openWitnessed } from './support/witnessed';

/** Few in every run of the tests, a thousand with `npm run test:kill`. */
const ROUNDS = Number(process.env['KILL_ROUNDS'] ?? 50);
const MS_A_ROUND = 5_000;

it(
  `loses no acknowledged record and no checkpoint in ${ROUNDS} rounds of kill -9, and leaves no gap`,
  () =>
    withDirectory(async (dataDir) => {
      const appender = await compileSources(join(dataDir, 'compiled'), 'tests/audit/support/appender.ts');
      const audit = join(dataDir, 'audit');
      const log = join(audit, 'tax');
      const lost: number[] = [];
      let before = 0;
      for (let round = 0; round < ROUNDS; round += 1) {
        const acknowledged = await appendUntilKilled(appender, dataDir, 1 + ((round * 37) % 150));
        const { end } = await recoverLog(log);
        lost.push(...acknowledged.filter((sequence) => sequence <= before || sequence > end.sequence));
        expect(new Set(acknowledged).size).toBe(acknowledged.length);
        before = end.sequence;
      }
      expect(lost).toEqual([]);
      // What a killed process left of a checkpoint, the next start clears up.
      await (await openWitnessed(dataDir)).close();
      const signed = await readSignedHeads(audit, 'tax', keyringOf(await publishedKeys(audit)));
      expect(signed.firstBad).toBeUndefined();
      expect(signed.checkpoints).toBeGreaterThan(ROUNDS / 2);
      expect(signed.last?.size).toBe(before);
      const verdict = await verifyLog(log, { heads: signed.heads });
      expect(verdict).toEqual({
        entries: before - verdict.completions,
        completions: verdict.completions,
        unfinishedBytes: 0,
      });
      expect((await readdir(log)).length).toBeGreaterThan(10);
    }),
  ROUNDS * MS_A_ROUND,
);

/** Kills the process at once when it has acknowledged so many records; returns all that it acknowledged. */
async function appendUntilKilled(
  script: string,
  dataDir: string,
  acknowledgements: number,
): Promise<number[]> {
  const appender = spawn(process.execPath, [script, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise((resolve) => appender.once('exit', (_status, signal) => resolve(signal)));
  const acknowledged: number[] = [];
  for await (const line of createInterface(appender.stdout)) {
    acknowledged.push(Number(line));
    if (acknowledged.length === acknowledgements) appender.kill('SIGKILL');
  }
  expect(await ended).toBe('SIGKILL');
  return acknowledged;
}
