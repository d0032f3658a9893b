import { closeSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import type { SignedHead } from './signed-heads';
import { type Frontier, HASH_BYTES, leafHash, type Hash } from './merkle-tree';
import { nodeCount, TREE_FILE } from './tree-file';

/** Where a record stands. */
export interface Place {
  readonly segment: string;
  /** Counted from 1. */
  readonly line: number;
}

export interface BadLine {
  readonly segment: string;
  /** Counted from 1; 0 when the whole file is missing, misplaced or damaged. */
  readonly line: number;
  readonly reason: string;
}

/** Compares a log, record by record, with everything that was signed of it. */
export interface TreeCheck {
  /** Says where the log first departs from what was signed, as soon as a signed root shows it. */
  accept(json: string, place: Place): BadLine | undefined;
  /** The first record that differs from its stored hash, although no signed root has shown yet which of both is right. */
  suspect(): BadLine | undefined;
  /** What was signed and is not there. */
  missing(lastSegment: string): BadLine | undefined;
  close(): void;
}

/**
 * Roots say whether a log is what was signed, not where it departs from it; the stored hashes say where. Where these were
 * rewritten too, the first record after the last root that held is named.
 */
export function treeCheck(directory: string, frontier: Frontier, heads: readonly SignedHead[]): TreeCheck {
  const due = [...heads].sort((a, b) => a.size - b.size).filter(({ size }) => size > frontier.size);
  const stored = storedNodes(join(directory, TREE_FILE), frontier.size);
  let unproven: Place | undefined;
  let differing: Place | undefined;

  return {
    accept(json, place) {
      unproven ??= place;
      if (!stored.goOnWith(frontier.append(leafHash(json)))) differing ??= place;
      let isProven = false;
      for (let head = due[0]; head?.size === frontier.size; head = due[0]) {
        if (!frontier.root().equals(head.root)) return departsFrom(head.by);
        isProven = true;
        due.shift();
      }
      if (!isProven) return undefined;
      unproven = undefined;
      // The log is what was signed; then it is the stored hash that is not.
      return differing === undefined ? undefined : damagedTree();
    },
    suspect: () => (differing === undefined ? undefined : { ...differing, reason: '与存下的散列不符' }),
    missing(lastSegment) {
      const [missing] = due;
      if (missing === undefined) return undefined;
      const reason = `缺少序号 ${frontier.size + 1} 至 ${missing.size}：${missing.by}已有`;
      return { segment: lastSegment, line: 0, reason };
    },
    close: () => stored.close(),
  };

  function departsFrom(by: string): BadLine {
    if (differing !== undefined) return { ...differing, reason: `与存下的散列不符，并与${by}不符` };
    const from = unproven ?? { segment: '', line: 0 };
    return { ...from, reason: `自此至序号 ${frontier.size} 与${by}不符` };
  }

  function damagedTree(): BadLine {
    return {
      segment: TREE_FILE,
      line: 0,
      reason: '散列文件损坏，日志与检查点相符：请移走该文件，重启后由日志重建',
    };
  }
}

interface StoredNodes {
  /** Whether the file goes on with these nodes, or ends. */
  goOnWith(nodes: readonly Hash[]): boolean;
  close(): void;
}

const CHUNK_BYTES = 64 * 1024;

function storedNodes(path: string, leaves: number): StoredNodes {
  const file = openIfThere(path);
  let position = nodeCount(leaves) * HASH_BYTES;
  let chunk = Buffer.alloc(0);
  const next = (): Buffer => {
    if (chunk.length === 0 && file !== undefined) {
      const bytes = Buffer.alloc(CHUNK_BYTES);
      chunk = bytes.subarray(0, readSync(file, bytes, 0, CHUNK_BYTES, position));
      position += chunk.length;
    }
    const hash = chunk.subarray(0, HASH_BYTES);
    chunk = chunk.subarray(HASH_BYTES);
    return hash;
  };
  return {
    goOnWith: (nodes) =>
      nodes
        .map((node) => ({ node, hash: next() }))
        .every(({ node, hash }) => hash.length < HASH_BYTES || hash.equals(node)),
    close: () => {
      if (file !== undefined) closeSync(file);
    },
  };
}

function openIfThere(path: string): number | undefined {
  try {
    return openSync(path, 'r');
  } catch {
    return undefined;
  }
}
