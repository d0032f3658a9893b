import { signCheckpoint, parseCheckpoint, WITNESSES } from './checkpoint';
import type { CheckpointFile } from './checkpoint-file';
import type { CheckpointStore } from './checkpoint-store';
import { RecordUnavailable } from './record-unavailable';
import type { RecordTree } from './record-tree';
import type { SegmentLog } from './segment-log';
import type { Signer } from './verifier-key';
import type { Witness } from './witness';

export interface CheckpointerOptions {
  readonly log: SegmentLog;
  readonly tree: RecordTree;
  readonly file: CheckpointFile;
  readonly signer: Signer;
  /** In the order in which they are asked; the next ones stand in for those that do not answer. */
  readonly witnesses: readonly Witness[];
  /** The owner's database, where a copy of the last checkpoint is kept. */
  readonly table: CheckpointStore;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** A record that waits longer than this for its witnesses stops the owner from telling more. */
  readonly maxAgeMs: number;
  readonly onTrouble: (error: unknown) => void;
  readonly intervalMs?: number;
  readonly retryMs?: number;
  readonly maxEntries?: number;
  readonly witnessTimeoutMs?: number;
}

/** Signs an owner's log from time to time and has others witness it. */
export interface Checkpointer {
  /** Resolves when all that is durable now is signed and witnessed; throws what hindered it. */
  checkpoint(): Promise<void>;
  /** Whether a record has waited too long for its witnesses. */
  isOverdue(): boolean;
  /** Makes a last checkpoint if it can. */
  stop(): Promise<void>;
}

/** Not enough other units have witnessed a checkpoint. */
export class TooFewWitnesses extends Error {
  override readonly name = 'TooFewWitnesses';
}

export function startCheckpointer(options: CheckpointerOptions): Checkpointer {
  const { log, tree, file, signer, witnesses, table, now, maxAgeMs, onTrouble } = options;
  const { intervalMs = 60_000, retryMs = 10_000, maxEntries = 10_000, witnessTimeoutMs = 5_000 } = options;
  let witnessed = file.last?.size ?? 0;
  /** When the oldest record was made that nobody has witnessed yet. */
  let waitingSince = tree.firstUnsigned === undefined ? undefined : Date.parse(tree.firstUnsigned);
  let underWay: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;

  const unsubscribe = log.onDurable(() => {
    waitingSince ??= now();
    if (underWay === undefined && (timer === undefined || hasMany())) schedule();
  });
  if (waitingSince !== undefined) schedule();

  return {
    checkpoint: checkpointNow,
    isOverdue: () => waitingSince !== undefined && now() - waitingSince > maxAgeMs,
    async stop() {
      isStopped = true;
      unsubscribe();
      clearTimeout(timer);
      await underWay?.catch(() => undefined);
      await checkpointNow().catch(onTrouble);
    },
  };

  function hasMany(): boolean {
    return tree.head().size - witnessed >= maxEntries;
  }

  function schedule(delayMs = hasMany() ? 0 : intervalMs): void {
    clearTimeout(timer);
    timer = undefined;
    if (isStopped || waitingSince === undefined) return;
    timer = setTimeout(() => {
      timer = undefined;
      checkpointNow().catch(onTrouble);
    }, delayMs).unref();
  }

  function checkpointNow(): Promise<void> {
    underWay ??= signAndWitness()
      .then(
        () => schedule(),
        (error: unknown) => {
          schedule(retryMs);
          throw error;
        },
      )
      .finally(() => (underWay = undefined));
    return underWay;
  }

  async function signAndWitness(): Promise<void> {
    const begun = now();
    const head = tree.head();
    if (head.size === witnessed) return;
    await tree.flush();
    const note = signCheckpoint(head, new Date(begun).toISOString(), signer);
    const cosigned = note + (await cosignatures(note, head.size)).join('');
    await file.append(cosigned);
    witnessed = head.size;
    waitingSince = tree.head().size > witnessed ? begun : undefined;
    const checkpoint = parseCheckpoint(cosigned);
    // The file is the checkpoint; the database's copy is one more witness, and the next one takes its place.
    if (checkpoint !== undefined) await table.write(checkpoint).catch(onTrouble);
  }

  async function cosignatures(note: string, size: number): Promise<string[]> {
    const lines: string[] = [];
    const refusals: unknown[] = [];
    for (const witness of witnesses) {
      if (lines.length === WITNESSES) break;
      const asked = witness.cosign(note, (from) => tree.consistencyProof(from, size));
      await inTime(asked, witness.name, witnessTimeoutMs).then(
        (line) => lines.push(line),
        (error: unknown) => refusals.push(error),
      );
    }
    if (lines.length < WITNESSES)
      throw new TooFewWitnesses(
        `${signer.verifier.name} 的检查点（${size}）只有 ${lines.length} 个见证单位，应有 ${WITNESSES} 个`,
        { cause: new AggregateError(refusals) },
      );
    return lines;
  }
}

/** The log as its owner serves from it: nothing more is recorded, and so nothing told, while witnesses are overdue. */
export function heldToWitnesses(log: SegmentLog, { isOverdue }: Checkpointer): SegmentLog {
  const held = (append: () => Promise<number>): Promise<number> =>
    isOverdue()
      ? Promise.reject(new RecordUnavailable(log.unit, 'the record has gone too long without witnesses'))
      : append();
  return {
    ...log,
    append: (record) => held(() => log.append(record)),
    appendText: (text, time) => held(() => log.appendText(text, time)),
    isWritable: () => log.isWritable() && !isOverdue(),
  };
}

async function inTime<Result>(promise: Promise<Result>, name: string, milliseconds: number): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`${name} did not answer in time`)), milliseconds);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
