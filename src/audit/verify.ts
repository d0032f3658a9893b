import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigurationError } from '../kit/configuration-error';
import { readDiscarded } from './discarded';
import { isCompletion, type RecordEntry } from './entry';
import type { SignedHead } from './signed-heads';
import { Frontier } from './merkle-tree';
import { firstSequenceOf, listSegments, segmentName } from './segment-file';
import { decodeLine, parseRecord, type CheckedLine } from './segment-line';
import { readLines } from './segment-reader';
import { treeCheck, type BadLine, type Place, type TreeCheck } from './tree-check';
import { frontierRanges, readHashes } from './tree-file';

export interface LogVerdict {
  readonly entries: number;
  readonly completions: number;
  /** Bytes after the last whole line: a write under way, or one that a kill cut short and the next start cuts off. */
  readonly unfinishedBytes: number;
  readonly firstBad?: BadLine;
}

export interface VerifyOptions {
  /** The last record that the owner's database holds. */
  readonly knownSequence?: number;
  /** What was signed of the log. */
  readonly heads?: readonly SignedHead[];
  /** Says what is wrong with how an entry was decided. */
  readonly judge?: (entry: RecordEntry) => string | undefined;
}

/**
 * Reads a whole log and names the first line that is not what was written: checksum, gapless sequence, completions of
 * existing entries, every signed root met, every decision as its bundle has it, and nothing missing that the owner's
 * database or anyone who signed knows of.
 */
export async function verifyLog(
  directory: string,
  { knownSequence = 0, heads = [], judge = () => undefined }: VerifyOptions = {},
): Promise<LogVerdict> {
  const segments = await segmentsOf(directory);
  const discarded = await discardedBefore(directory, segments[0]);
  const frontier = new Frontier(discarded, await readFrontier(directory, discarded));
  const tree = treeCheck(directory, frontier, heads);
  const check = recordCheck(discarded, tree, judge);
  try {
    const unfinished = await verifySegments(directory, segments, check);
    if (typeof unfinished !== 'number')
      return { ...check.counts(), unfinishedBytes: 0, firstBad: unfinished };
    const last = segments.at(-1) ?? segmentName(1);
    const firstBad =
      tree.suspect() ?? missingAfter(last, check.nextSequence(), knownSequence) ?? tree.missing(last);
    return {
      ...check.counts(),
      unfinishedBytes: unfinished,
      ...(firstBad === undefined ? {} : { firstBad }),
    };
  } finally {
    tree.close();
  }
}

async function segmentsOf(directory: string): Promise<string[]> {
  try {
    return await listSegments(directory);
  } catch {
    throw new ConfigurationError(`没有可读的留痕目录：${directory}；请检查 HUB_DATA_DIR 与 --unit`);
  }
}

/** How many records were lawfully discarded before the first segment; a gap that nobody signed for is none. */
async function discardedBefore(directory: string, first: string | undefined): Promise<number> {
  const before = first === undefined ? 0 : firstSequenceOf(first) - 1;
  const discarded = before === 0 ? undefined : await readDiscarded(directory);
  return discarded !== undefined && before <= discarded.size ? before : 0;
}

/** It need not be believed: had it been changed, no later root would follow from it. */
async function readFrontier(directory: string, size: number): Promise<Buffer[]> {
  return size === 0 ? [] : readHashes(directory, frontierRanges(size));
}

/** Gives the bytes that are unfinished at the end, or the first bad line. */
async function verifySegments(
  directory: string,
  segments: readonly string[],
  check: RecordCheck,
): Promise<number | BadLine> {
  let unfinishedBytes = 0;
  for (const segment of segments) {
    const before = check.nextSequence();
    const cut = unfinishedBytes > 0 ? '之前的分段不完整' : undefined;
    const misplaced = firstSequenceOf(segment) === before ? undefined : `分段应从序号 ${before} 开始`;
    const reason = cut ?? misplaced;
    if (reason !== undefined) return { segment, line: 0, reason };
    const result = await verifySegment(directory, segment, check);
    if (typeof result !== 'number') return result;
    unfinishedBytes = result;
  }
  return unfinishedBytes;
}

function missingAfter(segment: string, next: number, known: number): BadLine | undefined {
  return next > known ? undefined : { segment, line: 0, reason: `缺少序号 ${next} 至 ${known}` };
}

async function verifySegment(
  directory: string,
  segment: string,
  check: RecordCheck,
): Promise<number | BadLine> {
  const path = join(directory, segment);
  const { size } = await stat(path);
  let line = 0;
  let read = 0;
  for await (const chunk of readLines(path, 0, size)) {
    for (const bytes of chunk) {
      line += 1;
      read += bytes.length + 1;
      const bad = check.accept(bytes, { segment, line });
      if (bad !== undefined) return bad;
    }
  }
  return size - read;
}

interface RecordCheck {
  nextSequence(): number;
  /** Says what is wrong with the next line, or with one before it. */
  accept(bytes: Buffer, place: Place): BadLine | undefined;
  counts(): { readonly entries: number; readonly completions: number };
}

function recordCheck(
  discarded: number,
  tree: TreeCheck,
  judge: (entry: RecordEntry) => string | undefined,
): RecordCheck {
  const entries = sequenceSet();
  let lastSequence = discarded;
  let completions = 0;
  return {
    nextSequence: () => lastSequence + 1,
    counts: () => ({ entries: lastSequence - discarded - completions, completions }),
    accept(bytes, place) {
      const line = decodeLine(bytes);
      const reason = line === undefined ? '校验和不符' : wrongWith(line);
      if (line !== undefined && reason === undefined) return tree.accept(line.json, place);
      return tree.suspect() ?? { ...place, reason: reason ?? '' };
    },
  };

  function wrongWith(line: CheckedLine): string | undefined {
    if (line.sequence !== lastSequence + 1) return `序号应为 ${lastSequence + 1}，实为 ${line.sequence}`;
    const record = parseRecord(line);
    if (record === undefined) return '内容不是留痕记录';
    lastSequence = line.sequence;
    if (!isCompletion(record)) {
      entries.add(record.sequence);
      return judge(record);
    }
    completions += 1;
    const isKnown = record.of <= discarded ? record.of > 0 : entries.has(record.of);
    return isKnown ? undefined : `所补全的序号 ${record.of} 不存在`;
  }
}

interface SequenceSet {
  has(sequence: number): boolean;
  add(sequence: number): void;
}

/** One bit a sequence: a log of a hundred million records takes 12 MB to check. */
function sequenceSet(): SequenceSet {
  let bits = new Uint8Array(1024);
  return {
    has: (sequence) =>
      Number.isSafeInteger(sequence) && ((bits[Math.floor(sequence / 8)] ?? 0) & (1 << (sequence % 8))) !== 0,
    add(sequence) {
      const byte = Math.floor(sequence / 8);
      if (byte >= bits.length) {
        const grown = new Uint8Array(Math.max(2 * bits.length, byte + 1));
        grown.set(bits);
        bits = grown;
      }
      bits[byte] = (bits[byte] ?? 0) | (1 << (sequence % 8));
    },
  };
}
