import { open, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { HASH_BYTES, joined, subtreesOf, type Hash, type LeafRange, type TreeNode } from './merkle-tree';

/**
 * Every node of a log's tree, in the order in which the leaves completed them: two hashes for each entry, found by
 * counting. It gives the frontier at any size and any proof in a few reads. It follows from the log and the signed
 * roots, so it need not be durable before a checkpoint is.
 */
export interface TreeFile {
  append(nodes: readonly Hash[]): void;
  /** Resolves when all that was appended is durable. */
  flush(): Promise<void>;
  /** Hashes of ranges, of nodes that were flushed. */
  hashes(path: readonly LeafRange[]): Promise<Hash[]>;
  close(): Promise<void>;
}

export const TREE_FILE = 'tree.hashes';

/** Nodes that wait in memory for the next write; 64 KB. */
const WAITING_NODES = 2048;

/** How many nodes the first `leaves` leaves complete: all their perfect subtrees. */
export function nodeCount(leaves: number): number {
  let count = 0;
  for (let rest = leaves; rest > 0; rest = Math.floor(rest / 2)) count += rest;
  return count;
}

/** Opens or makes the file of a log; what follows its first `leaves` leaves is written anew. */
export async function openTreeFile(directory: string, leaves: number): Promise<TreeFile> {
  const path = join(directory, TREE_FILE);
  const handle = await open(path, 'r+').catch(() => open(path, 'w+', 0o600));
  let offset = nodeCount(leaves) * HASH_BYTES;
  if ((await handle.stat()).size > offset) await handle.truncate(offset);
  let waiting: Hash[] = [];
  let writing: Promise<void> = Promise.resolve();
  let isWriting = false;

  return {
    append(nodes) {
      waiting.push(...nodes);
      // What fails here stays waiting, and fails again where somebody asks for it to be durable.
      if (waiting.length >= WAITING_NODES && !isWriting) write().catch(() => undefined);
    },
    async flush() {
      await write();
      await handle.datasync();
    },
    hashes: (path) => hashesFrom(handle, path),
    async close() {
      await write().catch(() => undefined);
      await handle.close();
    },
  };

  function write(): Promise<void> {
    isWriting = true;
    writing = writing
      .catch(() => undefined)
      .then(writeWaiting)
      .finally(() => (isWriting = false));
    return writing;
  }

  async function writeWaiting(): Promise<void> {
    const count = waiting.length;
    const bytes = Buffer.concat(waiting);
    for (let done = 0; done < bytes.length;)
      done += (await handle.write(bytes, done, bytes.length - done, offset + done)).bytesWritten;
    offset += bytes.length;
    waiting = waiting.slice(count);
  }
}

/** Reads hashes out of a tree that somebody else may be writing. */
export async function readHashes(directory: string, path: readonly LeafRange[]): Promise<Hash[]> {
  const handle = await open(join(directory, TREE_FILE), 'r');
  try {
    return await hashesFrom(handle, path);
  } finally {
    await handle.close();
  }
}

/** The perfect subtrees of the first `leaves` leaves, as far as the file has them. */
export function frontierRanges(leaves: number): LeafRange[] {
  return subtreesOf({ begin: 0, end: leaves }).map(({ level, index }) => ({
    begin: index * 2 ** level,
    end: (index + 1) * 2 ** level,
  }));
}

async function hashesFrom(handle: FileHandle, path: readonly LeafRange[]): Promise<Hash[]> {
  const hashes: Hash[] = [];
  for (const range of path) {
    const subtrees: Hash[] = [];
    for (const node of subtreesOf(range)) subtrees.push(await readNode(handle, node));
    hashes.push(joined(subtrees));
  }
  return hashes;
}

/** A node comes right after its last leaf, as many places on as it is above it. Where the file ends, zeros are read. */
async function readNode(handle: FileHandle, { level, index }: TreeNode): Promise<Hash> {
  const lastLeaf = (index + 1) * 2 ** level - 1;
  const hash = Buffer.alloc(HASH_BYTES);
  await handle.read(hash, 0, HASH_BYTES, (nodeCount(lastLeaf) + level) * HASH_BYTES);
  return hash;
}
