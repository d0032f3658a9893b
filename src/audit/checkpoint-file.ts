import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigurationError } from '../kit/configuration-error';
import { parseCheckpoint, type Checkpoint } from './checkpoint';
import { cutSegment, openSegmentFile } from './segment-file';

/** A unit's own checkpoints, each with its witnesses, in the order of their signing. */
export interface CheckpointFile {
  readonly last: Checkpoint | undefined;
  append(note: string): Promise<void>;
  close(): Promise<void>;
}

export const CHECKPOINT_FILE = 'checkpoints.log';

/** One note a line, as JSON, since a note has several lines of its own. */
export async function openCheckpointFile(directory: string): Promise<CheckpointFile> {
  const path = join(directory, CHECKPOINT_FILE);
  const file = await openSegmentFile(path);
  const { bytes, size } = await tailOf(path);
  const end = bytes.lastIndexOf('\n') + 1;
  // A write that a kill cut short: nobody was told of this checkpoint.
  if (end < bytes.length) await cutSegment(path, size - (bytes.length - end));
  const last = lastLine(bytes);
  if (end > 0 && last === undefined)
    throw new ConfigurationError(
      `检查点已损坏：${path}；请运行 srdi-hub audit verify 查看，并从备份恢复该文件`,
    );
  let written = size - (bytes.length - end);
  return {
    last,
    async append(note) {
      const added = Buffer.from(`${JSON.stringify(note)}\n`);
      try {
        await file.append(added);
      } catch (error) {
        // Half a line would spoil the next one.
        await cutSegment(path, written);
        throw error;
      }
      written += added.length;
    },
    close: () => file.close(),
  };
}

/** The last whole checkpoint of a file that somebody else may be writing. */
export async function lastCheckpoint(directory: string): Promise<Checkpoint | undefined> {
  const { bytes } = await tailOf(join(directory, CHECKPOINT_FILE));
  return lastLine(bytes);
}

/** Every line of the file as it stands; undefined for one that is no checkpoint. */
export async function readCheckpoints(directory: string): Promise<(Checkpoint | undefined)[]> {
  const text = await readFile(join(directory, CHECKPOINT_FILE), 'utf8').catch(() => '');
  return text.split('\n').slice(0, -1).map(parseLine);
}

function lastLine(bytes: Buffer): Checkpoint | undefined {
  const end = bytes.lastIndexOf('\n');
  return end === -1 ? undefined : parseLine(bytes.toString('utf8', 0, end).split('\n').at(-1) ?? '');
}

function parseLine(line: string): Checkpoint | undefined {
  try {
    const note: unknown = JSON.parse(line);
    return typeof note === 'string' && JSON.stringify(note) === line ? parseCheckpoint(note) : undefined;
  } catch {
    return undefined;
  }
}

/** More than any checkpoint and the torn one after it. */
const TAIL_BYTES = 64 * 1024;

async function tailOf(path: string): Promise<{ bytes: Buffer; size: number }> {
  const handle = await open(path, 'r');
  try {
    const { size } = await handle.stat();
    const bytes = Buffer.alloc(Math.min(size, TAIL_BYTES));
    await handle.read(bytes, 0, bytes.length, size - bytes.length);
    return { bytes, size };
  } finally {
    await handle.close();
  }
}
