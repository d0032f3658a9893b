import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCarriedPosition } from '../audit/carry';
import { originOf, unitOf } from '../audit/checkpoint';
import { checkpointsIn } from '../audit/checkpoint-store';
import type { RecordEntry } from '../audit/entry';
import { readSignedHeads, type SignedHeads, type Held } from '../audit/signed-heads';
import { keyringOf, publishedKeys } from '../audit/signing-keys';
import { verifyLog, type LogVerdict } from '../audit/verify';
import { ConfigurationError, type HubConfig } from '../config';
import type { Caller } from '../kit/caller';
import { decisionReplay, type ReplayedEntry } from '../policy/replay';
import { inDatabase } from './reach-database';

/** Checks the record of one unit or of all; names the first bad line and leaves with 1. */
export async function verifyRecords(
  config: HubConfig,
  unit: string | undefined,
  keysFile: string | undefined,
): Promise<void> {
  for await (const checked of checkedRecords(config, unit, keysFile)) {
    process.stdout.write(`${checked.id}：${tell(checked)}\n`);
    if ((checked.verdict.firstBad ?? checked.signed.firstBad) !== undefined) process.exitCode = 1;
  }
}

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

function tell({ verdict, signed: heads, known }: CheckedRecord): string {
  const { entries, completions, unfinishedBytes, firstBad } = verdict;
  const { firstBad: badSigned, last, checkpoints } = heads;
  if (firstBad !== undefined) return `损坏于 ${firstBad.segment} 第 ${firstBad.line} 行：${firstBad.reason}`;
  if (badSigned !== undefined) return `损坏于 ${badSigned.file} 第 ${badSigned.line} 行：${badSigned.reason}`;
  const signed =
    last === undefined
      ? '尚无检查点'
      : `${checkpoints} 个检查点，最近的到序号 ${last.size}，由 ${last.witnesses.map(unitOf).join('、')} 见证`;
  const tail = unfinishedBytes === 0 ? '' : `，末尾 ${unfinishedBytes} 字节没有写完，重启时会修复`;
  const end = known === undefined ? '，数据库连不上，没有与之核对' : `，数据库已有的 ${known} 条都在`;
  return `完好，${entries} 条记录、${completions} 条补记，${signed}${tail}${end}`;
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
