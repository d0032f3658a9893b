import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Queryable } from '../kit/connections';
import { originOf } from './checkpoint';
import { writeDiscarded } from './discarded';
import { keptUntil, ruleFor, type LevelOf, type RetentionRule } from './retention';
import { firstSequenceOf, listSegments } from './segment-file';
import { decodeLine, parseRecord } from './segment-line';
import { DamagedSegment, readLines } from './segment-reader';
import type { Signer } from './verifier-key';

/** Whole segments at the beginning of a log that may go, and why the next one may not. */
export interface DiscardPlan {
  readonly segments: readonly string[];
  /** The last sequence that goes; 0 where nothing does. */
  readonly size: number;
  /** When the newest record that goes was made. */
  readonly newest: string;
  readonly stays?: { readonly segment: string; readonly until: string; readonly rule: RetentionRule };
}

export interface DiscardOptions {
  readonly levelOf: LevelOf;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** What is witnessed and carried: nothing beyond it goes. */
  readonly upTo: number;
}

/** The segment being written and the one before it always stay: a start looks at both. */
const ALWAYS_KEPT = 2;

/** Reads from the beginning up to the first segment that must stay. Throws DamagedSegment. */
export async function planDiscard(
  directory: string,
  { levelOf, now, upTo }: DiscardOptions,
): Promise<DiscardPlan> {
  const all = await listSegments(directory);
  let plan: DiscardPlan = { segments: [], size: 0, newest: '' };
  for (const [index, segment] of all.slice(0, -ALWAYS_KEPT).entries()) {
    const size = firstSequenceOf(all[index + 1] ?? '') - 1;
    if (size > upTo) return plan;
    const { newest, until, rule } = await longestIn(directory, segment, levelOf);
    if (until > now) return { ...plan, stays: { segment, until: new Date(until).toISOString(), rule } };
    plan = {
      segments: [...plan.segments, segment],
      size,
      newest: newest > plan.newest ? newest : plan.newest,
    };
  }
  return plan;
}

interface Longest {
  readonly newest: string;
  readonly until: number;
  readonly rule: RetentionRule;
}

async function longestIn(directory: string, segment: string, levelOf: LevelOf): Promise<Longest> {
  const path = join(directory, segment);
  const { size } = await stat(path);
  let longest: Longest | undefined;
  for await (const chunk of readLines(path, 0, size)) {
    for (const bytes of chunk) {
      const line = decodeLine(bytes);
      const record = line === undefined ? undefined : parseRecord(line);
      if (record === undefined) throw new DamagedSegment(segment, 0, '校验和不符');
      const rule = ruleFor(record, levelOf);
      const until = keptUntil(record.time, rule);
      const newest = longest === undefined || record.time > longest.newest ? record.time : longest.newest;
      longest =
        longest === undefined || until > longest.until ? { newest, until, rule } : { ...longest, newest };
    }
  }
  if (longest === undefined) throw new DamagedSegment(segment, 0, '没有记录');
  return longest;
}

/** Says in the unit's own name what goes, then removes it from its database and from the disk; the tree stays whole. */
export async function discard(
  directory: string,
  plan: DiscardPlan,
  { unit, signer, database, time }: { unit: string; signer: Signer; database: Queryable; time: string },
): Promise<void> {
  const { size, newest, segments } = plan;
  await writeDiscarded(directory, { origin: originOf(unit), size, newest, time }, signer);
  await database.query('DELETE FROM access_subject WHERE sequence <= $1', [size]);
  await database.query('DELETE FROM access_record WHERE sequence <= $1', [size]);
  for (const segment of segments) await rm(join(directory, segment));
}
