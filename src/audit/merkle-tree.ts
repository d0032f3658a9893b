import { hash } from 'node:crypto';

/** SHA-256 over a leaf, or over two nodes. */
export type Hash = Buffer;

export const HASH_BYTES = 32;

/** The root of the first `size` leaves: all that needs to be signed of a log. */
export interface TreeHead {
  readonly size: number;
  readonly root: Hash;
}

/** Leaves `begin` up to, not including, `end`, counted from 0. */
export interface LeafRange {
  readonly begin: number;
  readonly end: number;
}

/** A perfect subtree: of 2^level leaves, the `index`th of its level. */
export interface TreeNode {
  readonly level: number;
  readonly index: number;
}

export const EMPTY_ROOT: Hash = sha256('');

/** RFC 9162 2.1.1; the prefixes keep anyone from passing a node off as a leaf. */
export function leafHash(leaf: string): Hash {
  return sha256(`\0${leaf}`);
}

const pair = Buffer.alloc(1 + 2 * HASH_BYTES, 1);

export function nodeHash(left: Hash, right: Hash): Hash {
  pair.set(left, 1);
  pair.set(right, 1 + HASH_BYTES);
  return sha256(pair);
}

/** By way of a text, since short texts share memory: a buffer of its own for every hash costs as much as the hash. */
function sha256(data: string | Buffer): Hash {
  return Buffer.from(hash('sha256', data, 'binary'), 'latin1');
}

/**
 * A tree that only grows, held as its perfect subtrees from the largest to the smallest: 2 of them for 5 leaves, at most
 * 53 for as many as a log can have.
 */
export class Frontier {
  #size: number;
  readonly #subtrees: Hash[];

  constructor(size = 0, subtrees: readonly Hash[] = []) {
    this.#size = size;
    this.#subtrees = [...subtrees];
  }

  get size(): number {
    return this.#size;
  }

  /** Gives the nodes that the leaf completes, itself first and then upwards. */
  append(leaf: Hash): Hash[] {
    const completed = [leaf];
    for (let left = this.#size; left % 2 === 1; left = (left - 1) / 2)
      completed.push(nodeHash(this.#subtrees.pop() ?? EMPTY_ROOT, completed.at(-1) ?? leaf));
    this.#subtrees.push(completed.at(-1) ?? leaf);
    this.#size += 1;
    return completed;
  }

  root(): Hash {
    return joined(this.#subtrees);
  }
}

/** The root over neighbouring subtrees of falling size. */
export function joined(subtrees: readonly Hash[]): Hash {
  return (
    subtrees.reduceRight<Hash | undefined>(
      (right, left) => (right === undefined ? left : nodeHash(left, right)),
      undefined,
    ) ?? EMPTY_ROOT
  );
}

/** The perfect subtrees that a range of a proof is made of, the largest first. */
export function subtreesOf({ begin, end }: LeafRange): TreeNode[] {
  const nodes: TreeNode[] = [];
  for (let at = begin; at < end;) {
    let level = 0;
    while (at + 2 ** (level + 1) <= end && at % 2 ** (level + 1) === 0) level += 1;
    nodes.push({ level, index: at / 2 ** level });
    at += 2 ** level;
  }
  return nodes;
}

/** RFC 9162 2.1.3.1: what proves that leaf `index` is one of the first `size`, from the leaf upwards. */
export function inclusionPath(index: number, size: number): LeafRange[] {
  return pathWithin(index, { begin: 0, end: size });
}

function pathWithin(index: number, { begin, end }: LeafRange): LeafRange[] {
  if (end - begin <= 1) return [];
  const middle = begin + splitOf(end - begin);
  const left = { begin, end: middle };
  const right = { begin: middle, end };
  return index < middle ? [...pathWithin(index, left), right] : [...pathWithin(index, right), left];
}

/** RFC 9162 2.1.4.1: what proves that the first `from` leaves are still the first of `size`. */
export function consistencyPath(from: number, size: number): LeafRange[] {
  return from === 0 ? [] : growth(from, { begin: 0, end: size }, true);
}

function growth(from: number, { begin, end }: LeafRange, isKnown: boolean): LeafRange[] {
  if (from === end) return isKnown ? [] : [{ begin, end }];
  const middle = begin + splitOf(end - begin);
  const left = { begin, end: middle };
  const right = { begin: middle, end };
  return from <= middle ? [...growth(from, left, isKnown), right] : [...growth(from, right, false), left];
}

/** The largest power of two below a number of leaves. */
function splitOf(leaves: number): number {
  let split = 1;
  while (2 * split < leaves) split *= 2;
  return split;
}

/** RFC 9162 2.1.3.2. */
export function isIncluded(leaf: Hash, index: number, head: TreeHead, proof: readonly Hash[]): boolean {
  if (index < 0 || index >= head.size || proof.some(isMisshapen)) return false;
  let node = index;
  let last = head.size - 1;
  let root = leaf;
  for (const sibling of proof) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      root = nodeHash(sibling, root);
      while (node % 2 === 0 && node !== 0) [node, last] = [node / 2, half(last)];
    } else {
      root = nodeHash(root, sibling);
    }
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && root.equals(head.root);
}

/** RFC 9162 2.1.4.2; any tree grows out of the empty one. */
export function isConsistent(old: TreeHead, head: TreeHead, proof: readonly Hash[]): boolean {
  if (old.size > head.size || proof.some(isMisshapen)) return false;
  if (old.size === 0) return proof.length === 0 && old.root.equals(EMPTY_ROOT);
  if (old.size === head.size) return proof.length === 0 && old.root.equals(head.root);
  let node = old.size - 1;
  let last = head.size - 1;
  while (node % 2 === 1) [node, last] = [half(node), half(last)];
  // The old root is left out of the proof where it is itself a subtree of the new tree.
  const [first, ...siblings] = node === 0 ? [old.root, ...proof] : proof;
  if (first === undefined) return false;
  let oldRoot = first;
  let newRoot = first;
  for (const sibling of siblings) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      oldRoot = nodeHash(sibling, oldRoot);
      newRoot = nodeHash(sibling, newRoot);
      while (node % 2 === 0 && node !== 0) [node, last] = [node / 2, half(last)];
    } else {
      newRoot = nodeHash(newRoot, sibling);
    }
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && oldRoot.equals(old.root) && newRoot.equals(head.root);
}

const half = (value: number): number => Math.floor(value / 2);

const isMisshapen = (item: Hash): boolean => item.length !== HASH_BYTES;
