import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isCompletion, type Completion, type RecordEntry } from './entry';
import { timeOfRequest } from './request-id';
import { listSegments } from './segment-file';
import { decodeLine, parseRecord } from './segment-line';
import { DamagedSegment, readLines } from './segment-reader';

/** What one owner's log holds of one request. */
export interface ReceiptItem {
  /** Id of the owner, `tax`. */
  readonly unit: string;
  readonly entry: RecordEntry;
  readonly completions: readonly Completion[];
  /** The records as they stand in the log, which is what was hashed: the entry, then its completions. */
  readonly records: readonly string[];
}

/** All entries of a request over the logs of all owners; empty when no log knows it. Throws DamagedSegment. */
export async function readReceipt(auditDirectory: string, requestId: string): Promise<ReceiptItem[]> {
  const folders = await readdir(auditDirectory, { withFileTypes: true });
  const units = folders.filter((folder) => folder.isDirectory()).map((folder) => folder.name);
  const items: ReceiptItem[] = [];
  for (const unit of units.sort())
    items.push(...(await readUnitReceipt(join(auditDirectory, unit), unit, requestId)));
  return items;
}

interface Found extends ReceiptItem {
  readonly completions: Completion[];
  readonly records: string[];
}

async function readUnitReceipt(directory: string, unit: string, requestId: string): Promise<ReceiptItem[]> {
  const found = new Map<number, Found>();
  const mentions: Buffer[] = [Buffer.from(`"requestId":${JSON.stringify(requestId)}`)];
  for await (const { segment, bytes } of linesWith(
    directory,
    await segmentsOf(directory, requestId),
    mentions,
  )) {
    const line = decodeLine(bytes);
    const record = line === undefined ? undefined : parseRecord(line);
    if (line === undefined || record === undefined) throw new DamagedSegment(segment, 0, '校验和不符');
    if (isCompletion(record)) {
      found.get(record.of)?.completions.push(record);
      found.get(record.of)?.records.push(line.json);
    } else if (record.requestId === requestId) {
      found.set(record.sequence, { unit, entry: record, completions: [], records: [line.json] });
      mentions.push(Buffer.from(`"of":${record.sequence},`));
    }
  }
  return [...found.values()];
}

/** Clocks may be set, and a request takes its time. */
const MARGIN_MS = 5 * 60_000;

/** Segments that may hold the request: by the time in its id, or all where it has none. */
async function segmentsOf(directory: string, requestId: string): Promise<string[]> {
  const segments = await listSegments(directory);
  const time = timeOfRequest(requestId);
  if (time === undefined) return segments;
  const chosen: string[] = [];
  for (const segment of segments.reverse()) {
    const begins = await timeOfFirst(join(directory, segment));
    if (begins > time + MARGIN_MS) continue;
    chosen.unshift(segment);
    if (begins < time - MARGIN_MS) break;
  }
  return chosen;
}

const FIRST_BYTES = 128;

/** When a segment's first record was made; a segment without one is as if it were made now. */
async function timeOfFirst(path: string): Promise<number> {
  const handle = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(FIRST_BYTES), 0, FIRST_BYTES, 0);
    const [, time = ''] = /"time":"([^"]+)"/.exec(buffer.toString('latin1', 0, bytesRead)) ?? [];
    return Number.isNaN(Date.parse(time)) ? Date.now() : Date.parse(time);
  } finally {
    await handle.close();
  }
}

/** Looks at bytes only, so that a log of gigabytes is searched at the speed of the disk; `needles` may grow meanwhile. */
async function* linesWith(
  directory: string,
  segments: readonly string[],
  needles: readonly Buffer[],
): AsyncGenerator<{ segment: string; bytes: Buffer }, void> {
  for (const segment of segments) {
    const path = join(directory, segment);
    const { size } = await stat(path);
    for await (const chunk of readLines(path, 0, size)) {
      for (const bytes of chunk)
        if (needles.some((needle) => bytes.includes(needle))) yield { segment, bytes };
    }
  }
}
