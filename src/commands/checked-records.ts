import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCarriedPosition } from '../audit/carry';
import { originOf } from '../audit/checkpoint';
import { checkpointsIn } from '../audit/checkpoint-store';
import type { RecordEntry } from '../audit/entry';
import { readSignedHeads, type SignedHeads, type Held } from '../audit/signed-heads';
import { keyringOf, publishedKeys } from '../audit/signing-keys';
import { verifyLog, type LogVerdict } from '../audit/verify';
import type { HubConfig } from '../config';
import { ConfigurationError } from '../kit/configuration-error';
import type { Caller } from '../kit/caller';
import { decisionReplay, type ReplayedEntry } from '../policy/replay';
import { inDatabase } from './reach-database';

/** What the check of one unit's record found. */
export interface CheckedRecord {
  readonly id: string;
  readonly verdict: LogVerdict;
  readonly signed: SignedHeads;
  /** The last record that the unit's database has; undefined where it cannot be reached. */
  readonly known: number | undefined;
}

/** Checks one record after the other. */
export async function* checkedRecords(
  config: HubConfig,
  unit?: string,
  keysFile?: string,
): AsyncGenerator<CheckedRecord, void> {
  const root = join(config.dataDir, 'audit');
  const units = existsSync(root) ? readdirSync(root).sort() : [];
  const chosen = unit === undefined ? units : units.filter((id) => id === unit.toLowerCase());
  if (chosen.length === 0)
    throw new ConfigurationError(`没有留痕日志：${unit === undefined ? root : `可选 ${units.join('、')}`}`);
  const keys = keyringOf(keysFile === undefined ? await publishedKeys(root) : linesOf(keysFile));
  const replay = decisionReplay(config.dataDir);
  // Asked before the logs are read, or what a running hub carries over meanwhile would look missing.
  const databases = new Map(
    await Promise.all(units.map(async (id) => [id, await askDatabase(config, id)] as const)),
  );
  for (const id of chosen) {
    const signed = await readSignedHeads(root, id, keys, heldInDatabases(id, databases));
    const verdict = await verifyLog(join(root, id), {
      knownSequence: databases.get(id)?.sequence ?? 0,
      heads: signed.heads,
      judge: (entry) => replay(replayed(entry)),
    });
    yield { id, verdict, signed, known: databases.get(id)?.sequence };
  }
}

function linesOf(path: string): string[] {
  if (!existsSync(path)) throw new ConfigurationError(`没有公钥文件：${path}`);
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
}

/** What one unit's database knows, of its own log and of those that it witnesses. */
interface Known {
  readonly sequence: number;
  readonly held: readonly Held[];
}

/** Undefined where the database cannot be reached: what only it could show is then not checked. */
function askDatabase(config: HubConfig, id: string): Promise<Known | undefined> {
  return inDatabase(config, id, async (database) => ({
    sequence: (await readCarriedPosition(database, id)).sequence,
    held: (await checkpointsIn(database)).map((checkpoint) => ({
      holder: id.toUpperCase(),
      file: `${id} 的数据库`,
      checkpoint,
    })),
  }));
}

function heldInDatabases(unit: string, databases: ReadonlyMap<string, Known | undefined>): Held[] {
  return [...databases.values()]
    .flatMap((known) => known?.held ?? [])
    .filter(({ checkpoint }) => checkpoint?.origin === originOf(unit));
}

/** The entry as whoever decided it saw it: who an enterprise is does not stand in it, nor does its decision rest on it. */
function replayed({ consumer, purpose, bundle, time, fields }: RecordEntry): ReplayedEntry {
  return { bundle, caller: callerOf(consumer, purpose), time: Date.parse(time), fields };
}

function callerOf(
  { kind, unit, system, division, official }: RecordEntry['consumer'],
  purpose: string,
): Caller {
  const expiresAt = 0;
  if (kind === 'stranger') return { kind };
  if (kind === 'enterprise') return { kind, uscc: '', purpose: 'SELF', official, expiresAt };
  const acting = division === undefined ? {} : { division };
  return { kind, unit: unit ?? '', system: system ?? '', purpose, ...acting, official, expiresAt };
}
