import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isCompletion, type Completion, type RecordEntry } from './entry';
import { listSegments } from './segment-file';
import { decodeLine, parseRecord } from './segment-line';
import { DamagedSegment, readLines } from './segment-reader';

/** What one owner's log holds of one request. */
export interface ReceiptItem {
  /** Id of the owner, `tax`. */
  readonly unit: string;
  readonly entry: RecordEntry;
  readonly completions: readonly Completion[];
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

async function readUnitReceipt(directory: string, unit: string, requestId: string): Promise<ReceiptItem[]> {
  const found = new Map<number, { unit: string; entry: RecordEntry; completions: Completion[] }>();
  const mentions: Buffer[] = [Buffer.from(`"requestId":${JSON.stringify(requestId)}`)];
  for await (const { segment, bytes } of linesWith(directory, mentions)) {
    const line = decodeLine(bytes);
    const record = line === undefined ? undefined : parseRecord(line);
    if (record === undefined) throw new DamagedSegment(segment, 0, '校验和不符');
    if (isCompletion(record)) found.get(record.of)?.completions.push(record);
    else if (record.requestId === requestId) {
      found.set(record.sequence, { unit, entry: record, completions: [] });
      mentions.push(Buffer.from(`"of":${record.sequence},`));
    }
  }
  return [...found.values()];
}

/** Looks at bytes only, so that a log of gigabytes is searched at the speed of the disk; `needles` may grow meanwhile. */
async function* linesWith(
  directory: string,
  needles: readonly Buffer[],
): AsyncGenerator<{ segment: string; bytes: Buffer }, void> {
  for (const segment of await listSegments(directory)) {
    const path = join(directory, segment);
    const { size } = await stat(path);
    for await (const chunk of readLines(path, 0, size)) {
      for (const bytes of chunk)
        if (needles.some((needle) => bytes.includes(needle))) yield { segment, bytes };
    }
  }
}
