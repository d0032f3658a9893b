import { ConfigurationError } from '../config';
import {
  consistencyPath,
  Frontier,
  inclusionPath,
  joined,
  leafHash,
  type Hash,
  type TreeHead,
} from './merkle-tree';
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
  let file = await openTreeFile(directory, signed.size);
  let frontier = await frontierAt(file, signed);
  if (frontier === undefined) {
    await file.close();
    file = await openTreeFile(directory, 0);
    frontier = await rebuilt(file, log, signed);
  }
  const firstUnsigned = await catchUp(file, frontier, log);
  const grown = frontier;
  const nodes = file;
  const unsubscribe = log.onDurable((records) => {
    for (const record of records) nodes.append(grown.append(leafHash(record)));
  });
  return {
    head: () => ({ size: grown.size, root: grown.root() }),
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
  for await (const lines of recordsAfter(log.directory, 0, log.durable())) {
    for (const { sequence, json } of lines) {
      if (sequence !== frontier.size + 1) throw contradicted(log.unit, signed.size);
      if (frontier.size === signed.size) break;
      file.append(frontier.append(leafHash(json)));
    }
  }
  if (!frontier.root().equals(signed.root)) throw contradicted(log.unit, signed.size);
  return frontier;
}

async function catchUp(file: TreeFile, frontier: Frontier, log: SegmentLog): Promise<string | undefined> {
  let first: string | undefined;
  try {
    for await (const lines of recordsAfter(log.directory, frontier.size, log.durable())) {
      first ??= /"time":"([^"]+)"/.exec(lines[0]?.json ?? '')?.[1];
      for (const { json } of lines) file.append(frontier.append(leafHash(json)));
    }
  } catch (error) {
    if (error instanceof DamagedSegment) throw contradicted(log.unit, frontier.size);
    throw error;
  }
  return first;
}

function contradicted(unit: string, size: number): ConfigurationError {
  return new ConfigurationError(
    `${unit} 的留痕日志与已签署的检查点（序号 ${size}）不符：请运行 srdi-hub audit verify --unit ${unit} 查看，并从备份恢复`,
  );
}
