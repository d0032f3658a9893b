import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { cutSegment, firstSequenceOf, listSegments, makeDirectory, segmentName } from './segment-file';
import { decodeLine } from './segment-line';
import { DamagedSegment, LOG_START, readLines, type LogPosition } from './segment-reader';

export interface RecoveredLog {
  readonly end: LogPosition;
  /** Bytes of a write that never ended, cut off; nothing of them was acknowledged. */
  readonly cutBytes: number;
}

/**
 * Finds the end of a log and cuts off a torn tail. Reads the last segment only: every earlier one was durable
 * before the next was begun. Throws DamagedSegment where anything acknowledged is missing or changed.
 */
export async function recoverLog(directory: string): Promise<RecoveredLog> {
  await makeDirectory(directory);
  const segments = await listSegments(directory);
  const last = segments.at(-1);
  if (last === undefined) return { end: LOG_START, cutBytes: 0 };
  const scan = await scanSegment(directory, last);
  if (scan.bad !== undefined && !scan.bad.torn)
    throw new DamagedSegment(last, scan.bad.line, scan.bad.reason);
  if (scan.lines === 0) await checkPredecessor(directory, segments.at(-2), last);
  const { size } = await stat(join(directory, last));
  await cutSegment(join(directory, last), scan.goodBytes);
  return {
    end: { segment: last, offset: scan.goodBytes, sequence: scan.lastSequence },
    cutBytes: size - scan.goodBytes,
  };
}

interface SegmentScan {
  readonly lines: number;
  /** The sequence before the segment when it has no line. */
  readonly lastSequence: number;
  readonly goodBytes: number;
  readonly bad: { readonly line: number; readonly reason: string; readonly torn: boolean } | undefined;
}

/** Reads to the first bad line; it is a torn tail unless a line after it was written when it was durable. */
async function scanSegment(directory: string, segment: string): Promise<SegmentScan> {
  const path = join(directory, segment);
  const { size } = await stat(path);
  const before = firstSequenceOf(segment) - 1;
  let lines = 0;
  let goodBytes = 0;
  let reason: string | undefined;
  for await (const chunk of readLines(path, 0, size)) {
    for (const bytes of chunk) {
      const line = decodeLine(bytes);
      if (reason !== undefined) {
        if (line?.opensBatch === true) return scanned({ line: lines + 1, reason, torn: false });
      } else if (line === undefined) {
        reason = '校验和不符';
      } else if (line.sequence !== before + lines + 1) {
        reason = `序号应为 ${before + lines + 1}，实为 ${line.sequence}`;
        return scanned({ line: lines + 1, reason, torn: false });
      } else {
        lines += 1;
        goodBytes += bytes.length + 1;
      }
    }
  }
  return scanned(reason === undefined ? undefined : { line: lines + 1, reason, torn: true });

  function scanned(bad: SegmentScan['bad']): SegmentScan {
    return { lines, lastSequence: before + lines, goodBytes, bad };
  }
}

/** A segment without a line proves nothing about the one before it: that one must end right before it. */
async function checkPredecessor(
  directory: string,
  previous: string | undefined,
  last: string,
): Promise<void> {
  if (previous === undefined) {
    if (last !== segmentName(1)) throw new DamagedSegment(last, 0, '之前的分段文件缺失');
    return;
  }
  const scan = await scanSegment(directory, previous);
  if (scan.bad !== undefined) throw new DamagedSegment(previous, scan.bad.line, scan.bad.reason);
  const { size } = await stat(join(directory, previous));
  if (scan.goodBytes !== size || segmentName(scan.lastSequence + 1) !== last) {
    throw new DamagedSegment(previous, scan.lines, `应止于序号 ${firstSequenceOf(last) - 1}`);
  }
}
