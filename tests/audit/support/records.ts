import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NewCompletion, NewEntry } from '../../../src/audit/entry';
import { listSegments } from '../../../src/audit/segment-file';

export function newEntry(changes: Partial<NewEntry> = {}): NewEntry {
  return {
    requestId: 'request-1',
    consumer: { kind: 'unit', unit: 'EXCH', system: 'main', official: 'official-7' },
    purpose: 'M10',
    bundle: 'bundle-hash',
    operation: 'operation-hash',
    fields: [
      { field: 'Tax.creditRating', outcome: 'clear', agreement: 'EXCH-TAX-1' },
      { field: 'Tax.revenue', outcome: 'DENIED_NO_GRANT', agreement: null },
    ],
    subjects: ['subject-a'],
    rows: null,
    state: 'asked',
    ...changes,
  };
}

export function newCompletion(of: number, changes: Partial<NewCompletion> = {}): NewCompletion {
  return { of, rows: '1', state: 'answered', ...changes };
}

/** Runs with a directory that is removed afterwards. */
export async function withDirectory<Result>(use: (directory: string) => Promise<Result>): Promise<Result> {
  const directory = await mkdtemp(join(tmpdir(), 'srdi-audit-'));
  try {
    return await use(directory);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

export async function segmentPaths(directory: string): Promise<string[]> {
  return (await listSegments(directory)).map((segment) => join(directory, segment));
}

/** Changes the lines of one segment, counted from 0, as somebody with an editor would. */
export async function editSegment(
  directory: string,
  index: number,
  edit: (lines: string[]) => string[],
): Promise<void> {
  const path = (await segmentPaths(directory))[index];
  if (path === undefined) throw new Error(`no segment ${index}`);
  const lines = (await readFile(path, 'utf8')).split('\n').slice(0, -1);
  await writeFile(
    path,
    edit(lines)
      .map((line) => `${line}\n`)
      .join(''),
  );
}
