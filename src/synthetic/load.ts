import type { Connection, Connections } from '../kit/connections';
import type { UnitDeclaration } from '../kit/define-unit';
import type { SyntheticEnterprise } from '../kit/synthetic';
import { tableOf } from '../kit/source';
import { tablesOf, type TableShape } from '../kit/tables';

export interface LoadTarget {
  readonly unit: UnitDeclaration;
  /** Writable connections of the unit's own role. */
  readonly pool: Connections;
}

export interface LoadOptions {
  readonly enterprises: Iterable<SyntheticEnterprise>;
  readonly count: number;
  readonly onProgress: (loaded: number, count: number) => void;
  readonly chunkSize?: number;
}

/**
 * Loads the synthetic enterprises into every unit that holds no rows of its own; a unit is loaded whole or not
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
  await Promise.all(loading.map(({ unit, pool }) => pool.query(pool.dialect.loading.analyse(namesOf(unit)))));
  return targets.filter((target) => !loading.includes(target)).map((target) => target.unit.id);
}

async function loadChunks(writers: readonly UnitWriter[], options: LoadOptions): Promise<void> {
  const { enterprises, count, onProgress, chunkSize = 2_000 } = options;
  let loaded = 0;
  let chunk: SyntheticEnterprise[] = [];
  const writing: Promise<unknown>[] = [];
  // While the databases take in some chunks, the next ones are made: no unit waits for a slower one.
  const flush = async (): Promise<void> => {
    const lines = writers.map((writer) => writer.encode(chunk));
    loaded += chunk.length;
    chunk = [];
    if (writing.length >= CHUNKS_AHEAD) await writing.shift();
    const written = Promise.all(writers.map((writer, position) => writer.write(lines[position] ?? [])));
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

/** Of every table's lines so many chunks may wait for their databases. */
const CHUNKS_AHEAD = 4;

interface UnitWriter {
  readonly client: Connection;
  /** Lines of each table, in the order of the unit's tables. */
  encode(enterprises: readonly SyntheticEnterprise[]): readonly (readonly string[])[];
  write(lines: readonly (readonly string[])[]): Promise<void>;
  /** Makes the indexes again and what triggers would have made, and commits. */
  finish(): Promise<void>;
}

async function openWriter({ unit, pool }: LoadTarget): Promise<UnitWriter> {
  const tables = tablesOf(unit);
  const names = namesOf(unit);
  const { loading } = pool.dialect;
  const client = await pool.connect();
  await client.query('START TRANSACTION');
  // What the unit kept of its own work spoke of the world that goes.
  for (const statement of loading.clear(names, (unit.records ?? []).map(tableOf)))
    await client.query(statement);
  const indexes = await dropIndexes(client, names);
  return {
    client,
    encode: (enterprises) => encodeRows(unit, tables, enterprises, loading.line),
    async write(lines) {
      for (const [position, { name, columns }] of tables.entries()) {
        const own = lines[position] ?? [];
        const into = columns.map((column) => column.name);
        if (own.length > 0) await client.takeIn(name, into, own);
      }
    },
    async finish() {
      for (const definition of indexes) await client.query(definition);
      for (const statement of loading.restore(names)) await client.query(statement);
      if (unit.afterLoad !== undefined) await client.query(unit.afterLoad);
      await client.query('COMMIT');
    },
  };
}

const namesOf = (unit: UnitDeclaration): string[] => tablesOf(unit).map(({ name }) => name);

/** An index over many rows is made in a fraction of the time that filling it row by row takes; gives the statements that make them again. */
async function dropIndexes(client: Connection, tables: readonly string[]): Promise<string[]> {
  const { indexes } = client.dialect.loading;
  if (indexes === undefined) return [];
  const { rows } = await client.query<{ name: string; definition: string }>(indexes, [tables]);
  if (rows.length > 0) await client.query(`DROP INDEX ${rows.map(({ name }) => name).join(', ')}`);
  return rows.map(({ definition }) => definition);
}

/** The lines of every table, in the order of `tables`. */
function encodeRows(
  unit: UnitDeclaration,
  tables: readonly TableShape[],
  enterprises: readonly SyntheticEnterprise[],
  lineOf: (values: readonly unknown[]) => string,
): string[][] {
  const lines = new Map(tables.map((table) => [table.target, [] as string[]]));
  const shapes = new Map(tables.map((table) => [table.target, table]));
  for (const enterprise of enterprises) {
    for (const [target, rows] of unit.seed(enterprise)) {
      const shape = shapes.get(target);
      if (shape === undefined)
        throw new Error(`${unit.id} seeds ${target.name}, which is none of its tables`);
      for (const row of rows)
        lines.get(target)?.push(lineOf(shape.columns.map((column) => row[column.property])));
    }
  }
  return tables.map((table) => lines.get(table.target) ?? []);
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
