import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigurationError } from '../config';
import { isCompletion } from './entry';
import { firstSequenceOf, listSegments, segmentName } from './segment-file';
import { decodeLine, parseRecord } from './segment-line';
import { readLines } from './segment-reader';

export interface LogVerdict {
  readonly entries: number;
  readonly completions: number;
  /** Bytes after the last whole line: a write under way, or one that a kill cut short and the next start cuts off. */
  readonly unfinishedBytes: number;
  readonly firstBad?: BadLine;
}

export interface BadLine {
  readonly segment: string;
  /** Counted from 1; 0 when the whole segment is missing or misplaced. */
  readonly line: number;
  readonly reason: string;
}

/**
 * Reads a whole log and names the first line that is not what was written: checksum, gapless sequence, completions
 * of existing entries, and nothing missing up to `knownSequence`, the last record that the owner's database holds.
 * Whoever can write the files can still write a consistent other log.
 */
export async function verifyLog(directory: string, knownSequence = 0): Promise<LogVerdict> {
  const segments = await segmentsOf(directory);
  const check = recordCheck();
  let unfinishedBytes = 0;
  for (const segment of segments) {
    const before = check.nextSequence();
    const cut = unfinishedBytes > 0 ? '之前的分段不完整' : undefined;
    const misplaced = firstSequenceOf(segment) === before ? undefined : `分段应从序号 ${before} 开始`;
    const reason = cut ?? misplaced;
    const result =
      reason === undefined
        ? await verifySegment(directory, segment, check)
        : { bad: { segment, line: 0, reason } };
    if ('bad' in result) return { ...check.counts(), unfinishedBytes: 0, firstBad: result.bad };
    unfinishedBytes = result.unfinishedBytes;
  }
  return {
    ...check.counts(),
    unfinishedBytes,
    ...missingAfter(segments.at(-1), check.nextSequence(), knownSequence),
  };
}

async function segmentsOf(directory: string): Promise<string[]> {
  try {
    return await listSegments(directory);
  } catch {
    throw new ConfigurationError(`没有可读的留痕目录：${directory}；请检查 HUB_DATA_DIR 与 --unit`);
  }
}

function missingAfter(segment: string | undefined, next: number, known: number): { firstBad?: BadLine } {
  if (next > known) return {};
  const reason = `缺少序号 ${next} 至 ${known}`;
  return { firstBad: { segment: segment ?? segmentName(next), line: 0, reason } };
}

async function verifySegment(
  directory: string,
  segment: string,
  check: RecordCheck,
): Promise<{ bad: BadLine } | { unfinishedBytes: number }> {
  const path = join(directory, segment);
  const { size } = await stat(path);
  let line = 0;
  let read = 0;
  for await (const chunk of readLines(path, 0, size)) {
    for (const bytes of chunk) {
      line += 1;
      read += bytes.length + 1;
      const reason = check.accept(bytes);
      if (reason !== undefined) return { bad: { segment, line, reason } };
    }
  }
  return { unfinishedBytes: size - read };
}

interface RecordCheck {
  nextSequence(): number;
  /** Says what is wrong with the next line. */
  accept(bytes: Buffer): string | undefined;
  counts(): { readonly entries: number; readonly completions: number };
}

function recordCheck(): RecordCheck {
  const entries = sequenceSet();
  let lastSequence = 0;
  let completions = 0;
  return {
    nextSequence: () => lastSequence + 1,
    counts: () => ({ entries: lastSequence - completions, completions }),
    accept(bytes) {
      const line = decodeLine(bytes);
      if (line === undefined) return '校验和不符';
      if (line.sequence !== lastSequence + 1) return `序号应为 ${lastSequence + 1}，实为 ${line.sequence}`;
      const record = parseRecord(line);
      if (record === undefined) return '内容不是留痕记录';
      if (isCompletion(record) && !entries.has(record.of)) return `所补全的序号 ${record.of} 不存在`;
      lastSequence = line.sequence;
      if (isCompletion(record)) completions += 1;
      else entries.add(record.sequence);
      return undefined;
    },
  };
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
