import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Pool, PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { copyValue } from '../kit/copy-text';
import type { UnitDeclaration } from '../kit/define-unit';
import type { SyntheticEnterprise } from '../kit/synthetic';
import { tableOf } from '../kit/source';
import { tablesOf, type TableShape } from '../kit/tables';

export interface LoadTarget {
  readonly unit: UnitDeclaration;
  /** Writable connections of the unit's own role. */
  readonly pool: Pool;
}

export interface LoadOptions {
  readonly enterprises: Iterable<SyntheticEnterprise>;
  readonly count: number;
  readonly onProgress: (loaded: number, count: number) => void;
  readonly chunkSize?: number;
}

/**
 * Loads the synthetic enterprises into every unit that holds no rows of its own, by COPY; a unit is loaded whole or not
 * at all. Returns the ids of the units that were left as they are.
 */
export async function loadSynthetic(targets: readonly LoadTarget[], options: LoadOptions): Promise<string[]> {
  const empty = await Promise.all(targets.map(hasOnlySyntheticRows));
  const loading = targets.filter((_target, position) => empty[position]);
  const writers = await Promise.all(loading.map(openWriter));
  try {
    await loadChunks(writers, options);
    await Promise.all(writers.map((writer) => writer.finish()));
  } catch (error) {
    await Promise.all(writers.map((writer) => writer.client.query('ROLLBACK').catch(() => undefined)));
    throw error;
  } finally {
    for (const writer of writers) writer.client.release();
  }
  await Promise.all(loading.map(({ pool }) => pool.query('VACUUM ANALYZE')));
  return targets.filter((target) => !loading.includes(target)).map((target) => target.unit.id);
}

async function loadChunks(writers: readonly UnitWriter[], options: LoadOptions): Promise<void> {
  const { enterprises, count, onProgress, chunkSize = 2_000 } = options;
  let loaded = 0;
  let chunk: SyntheticEnterprise[] = [];
  const writing: Promise<unknown>[] = [];
  // While the databases take in some chunks, the next ones are made: no unit waits for a slower one.
  const flush = async (): Promise<void> => {
    const texts = writers.map((writer) => writer.encode(chunk));
    loaded += chunk.length;
    chunk = [];
    if (writing.length >= CHUNKS_AHEAD) await writing.shift();
    const written = Promise.all(writers.map((writer, position) => writer.write(texts[position] ?? [])));
    written.catch(() => undefined);
    writing.push(written);
    onProgress(loaded, count);
  };
  for (const enterprise of enterprises) {
    chunk.push(enterprise);
    if (chunk.length >= chunkSize) await flush();
  }
  await flush();
  await Promise.all(writing);
}

/** Of every table's text so many chunks may wait for their databases. */
const CHUNKS_AHEAD = 4;

interface UnitWriter {
  readonly client: PoolClient;
  encode(enterprises: readonly SyntheticEnterprise[]): readonly string[];
  write(texts: readonly string[]): Promise<void>;
  /** Makes the indexes again and what triggers would have made, and commits. */
  finish(): Promise<void>;
}

async function openWriter({ unit, pool }: LoadTarget): Promise<UnitWriter> {
  const tables = tablesOf(unit);
  const client = await pool.connect();
  await client.query('BEGIN');
  await client.query('SET LOCAL statement_timeout = 0');
  // What a trigger would make of each row, the unit makes of all at once when they are there.
  for (const { name } of tables) await client.query(`ALTER TABLE ${name} DISABLE TRIGGER USER`);
  // What the unit kept of its own work spoke of the world that goes.
  const records = (unit.records ?? []).map(tableOf);
  await client.query(`TRUNCATE ${[...tables.map((table) => table.name), ...records].join(', ')}`);
  const indexes = await dropIndexes(
    client,
    tables.map((table) => table.name),
  );
  return {
    client,
    encode: (enterprises) => encodeRows(unit, tables, enterprises),
    async write(texts) {
      for (const [position, table] of tables.entries()) {
        const text = texts[position] ?? '';
        if (text === '') continue;
        const columns = table.columns.map((column) => column.name).join(', ');
        await pipeline(
          Readable.from([text]),
          client.query(copyFrom(`COPY ${table.name} (${columns}) FROM STDIN`)),
        );
      }
    },
    async finish() {
      for (const definition of indexes) await client.query(definition);
      for (const { name } of tables) await client.query(`ALTER TABLE ${name} ENABLE TRIGGER USER`);
      if (unit.afterLoad !== undefined) await client.query(unit.afterLoad);
      await client.query('COMMIT');
    },
  };
}

/** An index over many rows is made in a fraction of the time that filling it row by row takes; gives the statements that make them again. */
async function dropIndexes(client: PoolClient, tables: readonly string[]): Promise<string[]> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `SELECT i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS definition FROM pg_index i
      WHERE i.indrelid = ANY($1::regclass[])
        AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid)`,
    [tables],
  );
  if (rows.length > 0) await client.query(`DROP INDEX ${rows.map(({ name }) => name).join(', ')}`);
  return rows.map(({ definition }) => definition);
}

/** One COPY text per table, in the order of `tables`. */
function encodeRows(
  unit: UnitDeclaration,
  tables: readonly TableShape[],
  enterprises: readonly SyntheticEnterprise[],
): string[] {
  const lines = new Map(tables.map((table) => [table.target, [] as string[]]));
  const shapes = new Map(tables.map((table) => [table.target, table]));
  for (const enterprise of enterprises) {
    for (const [target, rows] of unit.seed(enterprise)) {
      const shape = shapes.get(target);
      if (shape === undefined)
        throw new Error(`${unit.id} seeds ${target.name}, which is none of its tables`);
      for (const row of rows)
        lines.get(target)?.push(shape.columns.map((column) => copyValue(row[column.property])).join('\t'));
    }
  }
  return tables.map((table) => {
    const rows = lines.get(table.target) ?? [];
    return rows.length === 0 ? '' : `${rows.join('\n')}\n`;
  });
}

/** Rows that somebody imported are never overwritten. */
async function hasOnlySyntheticRows({ unit, pool }: LoadTarget): Promise<boolean> {
  for (const table of tablesOf(unit).filter(({ columns }) =>
    columns.some((column) => column.name === 'is_synthetic'),
  )) {
    const { rows } = await pool.query(`SELECT 1 FROM ${table.name} WHERE NOT is_synthetic LIMIT 1`);
    if (rows.length > 0) return false;
  }
  return true;
}
