import { ConfigurationError } from '../kit/configuration-error';
import {
  consistencyPath,
  Frontier,
  inclusionPath,
  joined,
  leafHash,
  type Hash,
  type TreeHead,
} from './merkle-tree';
import type { CheckedLine } from './segment-line';
import type { SegmentLog } from './segment-log';
import { DamagedSegment, recordsAfter } from './segment-reader';
import { frontierRanges, openTreeFile, type TreeFile } from './tree-file';

/** The tree over all durable records of one log; it grows with every batch. */
export interface RecordTree {
  head(): TreeHead;
  /** Time of the first record after the last signed head, as it was found at start. */
  readonly firstUnsigned: string | undefined;
  /** Makes all nodes of the present head durable. */
  flush(): Promise<void>;
  /** That the first `from` records are still the first of `size`. */
  consistencyProof(from: number, size: number): Promise<Hash[]>;
  /** That the record of this sequence is one of the first `size`. */
  inclusionProof(sequence: number, size: number): Promise<Hash[]>;
  close(): Promise<void>;
}

/**
 * Takes the tree up where it was last signed and adds what the log has since, so that a start costs what was recorded
 * after the last checkpoint. Throws ConfigurationError where the log does not lead to what was signed.
 */
export async function openRecordTree(log: SegmentLog, signed: TreeHead): Promise<RecordTree> {
  const { directory, unit } = log;
  if (log.durable().sequence < signed.size) throw contradicted(unit, signed.size);
  const known = await openTreeFile(directory, signed.size);
  const frontier = await frontierAt(known, signed);
  if (frontier !== undefined) return grow(log, known, frontier);
  await known.close();
  const anew = await openTreeFile(directory, 0);
  try {
    return await grow(log, anew, await rebuilt(anew, log, signed));
  } catch (error) {
    await anew.close();
    throw error;
  }
}

async function grow(log: SegmentLog, nodes: TreeFile, frontier: Frontier): Promise<RecordTree> {
  const firstUnsigned = await catchUp(nodes, frontier, log);
  const unsubscribe = log.onDurable((records) => {
    for (const record of records) nodes.append(frontier.append(leafHash(record)));
  });
  return {
    head: () => ({ size: frontier.size, root: frontier.root() }),
    firstUnsigned,
    flush: () => nodes.flush(),
    consistencyProof: (from, size) => nodes.hashes(consistencyPath(from, size)),
    inclusionProof: (sequence, size) => nodes.hashes(inclusionPath(sequence - 1, size)),
    async close() {
      unsubscribe();
      await nodes.close();
    },
  };
}

/** Undefined where the file does not have what was signed: it was lost, or never became durable. */
async function frontierAt(file: TreeFile, { size, root }: TreeHead): Promise<Frontier | undefined> {
  const subtrees = await file.hashes(frontierRanges(size));
  return joined(subtrees).equals(root) ? new Frontier(size, subtrees) : undefined;
}

async function rebuilt(file: TreeFile, log: SegmentLog, signed: TreeHead): Promise<Frontier> {
  const frontier = new Frontier();
  for await (const { json } of recordsOf(log, frontier.size)) {
    if (frontier.size === signed.size) break;
    file.append(frontier.append(leafHash(json)));
  }
  if (!frontier.root().equals(signed.root)) throw contradicted(log.unit, signed.size);
  return frontier;
}

async function catchUp(file: TreeFile, frontier: Frontier, log: SegmentLog): Promise<string | undefined> {
  let first: string | undefined;
  for await (const { json } of recordsOf(log, frontier.size)) {
    first ??= /"time":"([^"]+)"/.exec(json)?.[1];
    file.append(frontier.append(leafHash(json)));
  }
  return first;
}

async function* recordsOf(log: SegmentLog, after: number): AsyncGenerator<CheckedLine, void> {
  try {
    for await (const lines of recordsAfter(log.directory, after, log.durable())) yield* lines;
  } catch (error) {
    throw error instanceof DamagedSegment ? contradicted(log.unit, after) : error;
  }
}

function contradicted(unit: string, size: number): ConfigurationError {
  return new ConfigurationError(
    `${unit} 的留痕日志与已签署的检查点（序号 ${size}）不符：请运行 srdi-hub audit verify --unit ${unit} 查看，并从备份恢复`,
  );
}
