import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LogRecord } from '../../../src/audit/entry';
import { openWitnessed } from '../../audit/support/witnessed';

/**
 * Gives a copy of a stopped hub's record in which one unit's log has these records instead, with numbers, checksums, hashes,
 * checkpoints and witnesses all made anew by the real keys: only what the records say can be wrong with it.
 */
export async function signedAnew<Result>(
  dataDir: string,
  unit: string,
  records: readonly LogRecord[],
  use: (copy: string) => Promise<Result>,
): Promise<Result> {
  const copy = await mkdtemp(join(tmpdir(), 'srdi-forged-'));
  try {
    for (const name of ['audit', 'bundles', 'secrets'])
      await cp(join(dataDir, name), join(copy, name), { recursive: true });
    const audit = join(copy, 'audit');
    const units = await readdir(audit);
    for (const name of await readdir(join(audit, unit)))
      if (/^(\d+|checkpoints)\.log$|^tree/.test(name)) await rm(join(audit, unit, name));
    for (const other of units) await rm(join(audit, other, 'witnessed', `${unit}.note`), { force: true });
    let time = '';
    const { log, close } = await openWitnessed(copy, {
      units,
      unit,
      now: () => Date.parse(time),
      maxAgeMs: Infinity,
      maxSegmentBytes: 16 * 1024 * 1024,
    });
    for (const { sequence: _, time: made, ...record } of records) {
      time = made;
      await log.append(record);
    }
    await close();
    return await use(copy);
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}
