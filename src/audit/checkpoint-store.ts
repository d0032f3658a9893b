import { randomBytes } from 'node:crypto';
import { open, readdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { Queryable } from '../kit/connections';
import { parseCheckpoint, unitOf, type Checkpoint } from './checkpoint';
import { makeDirectory } from './segment-file';

/** Where a unit keeps the last checkpoint that it knows of a log. */
export interface CheckpointStore {
  read(origin: string): Promise<Checkpoint | undefined>;
  /** Resolves when it is kept; an older one never takes the place of a newer. */
  write(checkpoint: Checkpoint): Promise<void>;
}

/** In the unit's own database, out of reach of whoever holds the files only. */
export function checkpointTable(database: Pick<Queryable, 'query'>): CheckpointStore {
  return {
    async read(origin) {
      const { rows } = await database.query('SELECT note FROM access_checkpoint WHERE origin = $1', [origin]);
      const [row] = rows;
      return hasNote(row) ? parseCheckpoint(row.note) : undefined;
    },
    async write({ origin, size, note }) {
      const { rows } = await database.query('SELECT size FROM access_checkpoint WHERE origin = $1', [origin]);
      await database.query(
        rows.length === 0
          ? 'INSERT INTO access_checkpoint (size, note, origin) VALUES ($1, $2, $3)'
          : 'UPDATE access_checkpoint SET size = $1, note = $2 WHERE origin = $3 AND size < $1',
        [size, note, origin],
      );
    },
  };
}

/** All that a unit's database knows of any log. */
export async function checkpointsIn(database: Pick<Queryable, 'query'>): Promise<(Checkpoint | undefined)[]> {
  const { rows } = await database.query('SELECT note FROM access_checkpoint ORDER BY origin', []);
  return rows.filter(hasNote).map(({ note }) => parseCheckpoint(note));
}

const WITNESSED_FOLDER = 'witnessed';

/** In the witness's own folder, `witnessed/<unit>.note`, for who verifies without a database. */
export function witnessedFiles(directory: string): CheckpointStore {
  const folder = join(directory, WITNESSED_FOLDER);
  const pathOf = (origin: string): string => join(folder, `${unitOf(origin)}.note`);
  return {
    async read(origin) {
      const note = await readFile(pathOf(origin), 'utf8').catch(() => undefined);
      return note === undefined ? undefined : parseCheckpoint(note);
    },
    async write({ origin, note }) {
      await makeDirectory(folder);
      const draft = `${pathOf(origin)}.${randomBytes(6).toString('hex')}`;
      const file = await open(draft, 'wx', 0o600);
      try {
        await file.writeFile(note);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(draft, pathOf(origin));
    },
  };
}

/** All that a unit's folder holds of other units' logs, by file; undefined for what is no checkpoint. */
export async function witnessedIn(directory: string): Promise<Map<string, Checkpoint | undefined>> {
  const folder = join(directory, WITNESSED_FOLDER);
  const names = await readdir(folder).catch(() => []);
  const notes = names
    .filter((name) => name.endsWith('.note'))
    .sort()
    .map(async (name) => [name, parseCheckpoint(await readFile(join(folder, name), 'utf8'))] as const);
  return new Map(await Promise.all(notes));
}

function hasNote(row: unknown): row is { readonly note: string } {
  return typeof row === 'object' && row !== null && 'note' in row && typeof row.note === 'string';
}
