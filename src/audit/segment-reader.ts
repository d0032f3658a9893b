import { open, stat, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { firstSequenceOf, listSegments, segmentName } from './segment-file';
import { decodeLine, LINE_FEED, type CheckedLine } from './segment-line';

/** A place between two records: `sequence` is the last one before it. */
export interface LogPosition {
  readonly segment: string;
  /** Bytes from the start of the segment. */
  readonly offset: number;
  readonly sequence: number;
}

export const LOG_START: LogPosition = { segment: segmentName(1), offset: 0, sequence: 0 };

/** A line that is not what was written, or not where it belongs. */
export class DamagedSegment extends Error {
  override readonly name = 'DamagedSegment';

  constructor(
    readonly segment: string,
    /** Counted from 1; 0 when it was reached by its offset and not by counting. */
    readonly line: number,
    readonly reason: string,
  ) {
    super(`留痕日志损坏：${segment}${line > 0 ? ` 第 ${line} 行` : ''}：${reason}`);
  }
}

/** Yields the lines up to byte `end`, chunk by chunk and without line feeds; what follows the last one is left out. */
export async function* readLines(path: string, start: number, end: number): AsyncGenerator<Buffer[], void> {
  const handle = await open(path, 'r');
  try {
    let offset = start;
    let rest: Buffer = Buffer.alloc(0);
    while (offset < end) {
      const chunk = await readChunk(handle, offset, end);
      if (chunk.length === 0) break;
      offset += chunk.length;
      const text: Buffer = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      const lines: Buffer[] = [];
      let lineStart = 0;
      let lineEnd = text.indexOf(LINE_FEED, rest.length);
      while (lineEnd !== -1) {
        lines.push(text.subarray(lineStart, lineEnd));
        lineStart = lineEnd + 1;
        lineEnd = text.indexOf(LINE_FEED, lineStart);
      }
      rest = text.subarray(lineStart);
      yield lines;
    }
  } finally {
    await handle.close();
  }
}

/** Yields the records after `sequence` and up to `until`, chunk by chunk; throws DamagedSegment where one is not the next. */
export async function* recordsAfter(
  directory: string,
  sequence: number,
  until: LogPosition,
): AsyncGenerator<CheckedLine[], void> {
  const segments = await listSegments(directory);
  const first = segments.findLastIndex((segment) => firstSequenceOf(segment) <= sequence + 1);
  let next = firstSequenceOf(segments[Math.max(0, first)] ?? LOG_START.segment);
  for (const segment of segments.slice(Math.max(0, first))) {
    if (firstSequenceOf(segment) > until.sequence) return;
    const size = await readableSize(directory, segment, until);
    for await (const chunk of readLines(join(directory, segment), 0, size)) {
      // What is known already is counted, not read.
      const known = Math.min(chunk.length, Math.max(0, sequence + 1 - next));
      next += known;
      yield chunk.slice(known).map((bytes) => expectLine(bytes, segment, next++));
    }
  }
}

export interface LogBatch {
  readonly lines: readonly CheckedLine[];
  /** Where the next batch begins. */
  readonly end: LogPosition;
}

/**
 * Reads the records after `from` and up to `until`, about `maxBytes` of them and at least one, all of one segment.
 * Throws DamagedSegment where a record is not the next one.
 */
export async function readBatch(
  directory: string,
  from: LogPosition,
  until: LogPosition,
  maxBytes: number,
): Promise<LogBatch> {
  const { segment, offset, size } = await nextUnread(directory, from, until);
  const lines: CheckedLine[] = [];
  let end = offset;
  for await (const chunk of readLines(join(directory, segment), offset, size)) {
    for (const bytes of chunk) {
      lines.push(expectLine(bytes, segment, from.sequence + lines.length + 1));
      end += bytes.length + 1;
      if (end - offset >= maxBytes) break;
    }
    if (end - offset >= maxBytes) break;
  }
  const sequence = from.sequence + lines.length;
  if (lines.length === 0) throw new DamagedSegment(segment, 0, `缺少序号 ${from.sequence + 1}`);
  return { lines, end: { segment, offset: end, sequence } };
}

function expectLine(bytes: Buffer, segment: string, sequence: number): CheckedLine {
  const line = decodeLine(bytes);
  if (line === undefined) throw new DamagedSegment(segment, 0, `序号 ${sequence} 的校验和不符`);
  if (line.sequence !== sequence) {
    throw new DamagedSegment(segment, 0, `序号应为 ${sequence}，实为 ${line.sequence}`);
  }
  return line;
}

interface Unread {
  readonly segment: string;
  readonly offset: number;
  /** Bytes of the segment that may be read. */
  readonly size: number;
}

/** Steps over the end of a finished segment. */
async function nextUnread(directory: string, from: LogPosition, until: LogPosition): Promise<Unread> {
  const size = await readableSize(directory, from.segment, until);
  if (from.offset < size) return { segment: from.segment, offset: from.offset, size };
  const segment = segmentName(from.sequence + 1);
  if (segment === from.segment || firstSequenceOf(segment) > until.sequence) {
    throw new DamagedSegment(from.segment, 0, `缺少序号 ${from.sequence + 1}`);
  }
  return { segment, offset: 0, size: await readableSize(directory, segment, until) };
}

async function readableSize(directory: string, segment: string, until: LogPosition): Promise<number> {
  if (segment === until.segment) return until.offset;
  const found = await stat(join(directory, segment)).catch(() => undefined);
  if (found === undefined) throw new DamagedSegment(segment, 0, '文件不存在');
  return found.size;
}

const CHUNK_BYTES = 256 * 1024;

async function readChunk(handle: FileHandle, offset: number, end: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(Math.min(CHUNK_BYTES, end - offset));
  const { bytesRead } = await handle.read(buffer, 0, buffer.length, offset);
  return buffer.subarray(0, bytesRead);
}
