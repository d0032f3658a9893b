import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import {
  isSignedByOwner,
  originOf,
  unitOf,
  WITNESSES,
  witnessesOf,
  type Checkpoint,
  type Keyring,
} from './checkpoint';
import { CHECKPOINT_FILE, readCheckpoints } from './checkpoint-file';
import { witnessedIn } from './checkpoint-store';
import { DISCARDED_FILE, faultOfDiscarding } from './discarded';
import type { TreeHead } from './merkle-tree';

/** What somebody signed of a log: the log must lead to it. */
export interface SignedHead extends TreeHead {
  /** Who signed it or holds it, as the verdict names it. */
  readonly by: string;
}

export interface SignedHeads {
  readonly heads: readonly SignedHead[];
  /** The last checkpoint of the unit, with who witnessed it. */
  readonly last: { readonly size: number; readonly witnesses: readonly string[] } | undefined;
  readonly checkpoints: number;
  /** Something of it that does not hold. */
  readonly firstBad?: { readonly file: string; readonly line: number; readonly reason: string };
}

/** A checkpoint as somebody holds it; undefined where what he holds is none. */
export interface Held {
  readonly holder: string;
  readonly file: string;
  readonly checkpoint: Checkpoint | undefined;
}

/** All that was signed of one unit's log: its own checkpoints, and what its witnesses hold in their folders. */
export async function readSignedHeads(
  auditDirectory: string,
  unit: string,
  keys: Keyring,
  fromDatabases: readonly Held[] = [],
): Promise<SignedHeads> {
  const own = await readCheckpoints(join(auditDirectory, unit));
  const held = [...(await heldBy(auditDirectory, unit)), ...fromDatabases];
  const signed = own.filter((checkpoint) => checkpoint !== undefined);
  const last = signed.at(-1);
  const firstBad =
    badCheckpoint(own, unit, keys) ??
    badHeld(held, unit, keys) ??
    forgotten(signed, held, keys) ??
    badDiscarding(await faultOfDiscarding(join(auditDirectory, unit), unit, keys));
  // What the owner did not sign says nothing of its log.
  const heads = [
    ...own.map((checkpoint, index) => ({ checkpoint, by: `第 ${index + 1} 个检查点` })),
    ...held.map(({ holder, checkpoint }) => ({ checkpoint, by: `${holder} 所持的检查点` })),
  ].flatMap(({ checkpoint, by }) =>
    checkpoint === undefined || faultOf(checkpoint, unit, keys) !== undefined ? [] : [{ ...checkpoint, by }],
  );
  return {
    heads,
    last: last && { size: last.size, witnesses: witnessesOf(last, keys) },
    checkpoints: own.length,
    ...(firstBad === undefined ? {} : { firstBad }),
  };
}

/** What the witnesses keep of this unit's log. */
async function heldBy(auditDirectory: string, unit: string): Promise<Held[]> {
  const folders = await readdir(auditDirectory, { withFileTypes: true });
  const holders = folders.filter((folder) => folder.isDirectory() && folder.name !== unit);
  const held = holders.map(async ({ name }): Promise<Held[]> => {
    const notes = await witnessedIn(join(auditDirectory, name));
    const file = `${unit}.note`;
    return notes.has(file)
      ? [
          {
            holder: name.toUpperCase(),
            file: join('..', name, 'witnessed', file),
            checkpoint: notes.get(file),
          },
        ]
      : [];
  });
  return (await Promise.all(held)).flat();
}

function badCheckpoint(
  own: readonly (Checkpoint | undefined)[],
  unit: string,
  keys: Keyring,
): SignedHeads['firstBad'] {
  let before = 0;
  for (const [index, checkpoint] of own.entries()) {
    const reason =
      faultOf(checkpoint, unit, keys) ?? unwitnessed(checkpoint, keys) ?? outOfOrder(checkpoint, before);
    if (reason !== undefined) return { file: CHECKPOINT_FILE, line: index + 1, reason };
    before = checkpoint?.size ?? before;
  }
  return undefined;
}

function badHeld(held: readonly Held[], unit: string, keys: Keyring): SignedHeads['firstBad'] {
  for (const { file, checkpoint } of held) {
    const reason = faultOf(checkpoint, unit, keys);
    if (reason !== undefined) return { file, line: 1, reason };
  }
  return undefined;
}

function faultOf(checkpoint: Checkpoint | undefined, unit: string, keys: Keyring): string | undefined {
  if (checkpoint === undefined) return '内容不是检查点';
  if (checkpoint.origin !== originOf(unit)) return `是 ${checkpoint.origin} 的检查点`;
  return isSignedByOwner(checkpoint, keys) ? undefined : '签名不符';
}

function unwitnessed(checkpoint: Checkpoint | undefined, keys: Keyring): string | undefined {
  const count = checkpoint === undefined ? 0 : witnessesOf(checkpoint, keys).length;
  return count < WITNESSES ? `见证单位应有 ${WITNESSES} 个，签名相符的只有 ${count} 个` : undefined;
}

function outOfOrder(checkpoint: Checkpoint | undefined, before: number): string | undefined {
  return checkpoint !== undefined && checkpoint.size <= before
    ? `条数 ${checkpoint.size} 没有超过上一个检查点的 ${before}`
    : undefined;
}

function badDiscarding(reason: string | undefined): SignedHeads['firstBad'] {
  return reason === undefined ? undefined : { file: DISCARDED_FILE, line: 1, reason };
}

/** A witness remembers what it signed: one that holds nothing as new was robbed of it. */
function forgotten(
  signed: readonly Checkpoint[],
  held: readonly Held[],
  keys: Keyring,
): SignedHeads['firstBad'] {
  const cosigned = new Map<string, number>();
  for (const checkpoint of signed)
    for (const name of witnessesOf(checkpoint, keys)) cosigned.set(name, checkpoint.size);
  for (const [name, size] of cosigned) {
    const holder = unitOf(name).toUpperCase();
    const kept = held.filter((item) => item.holder === holder).map((item) => item.checkpoint?.size ?? 0);
    if (Math.max(0, ...kept) < size)
      return {
        file: CHECKPOINT_FILE,
        line: signed.findIndex((item) => item.size === size) + 1,
        reason: `${holder} 手中没有它见证过的检查点（${size} 条）`,
      };
  }
  return undefined;
}
