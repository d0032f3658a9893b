import { join } from 'node:path';
import { ConfigurationError } from '../kit/configuration-error';
import { commitBeat, type CommitBeat } from './commit-beat';
import type { NewRecord } from './entry';
import { RecordUnavailable } from './record-unavailable';
import { recoverLog, type RecoveredLog } from './recovery';
import { cutSegment, openSegmentFile, segmentName, type OpenSegmentFile } from './segment-file';
import { CONTINUES_BATCH, encodeLine, OPENS_BATCH, recordText, stampedJson } from './segment-line';
import { DamagedSegment, type LogPosition } from './segment-reader';

export interface SegmentLogOptions {
  readonly directory: string;
  /** Id of the owner, `tax`. */
  readonly unit: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** A segment is closed when the next batch would make it longer. */
  readonly maxSegmentBytes?: number;
  readonly openFile?: OpenSegmentFile;
  /** One for all logs of a process. */
  readonly beat?: CommitBeat;
}

/** One owner's record: appended, durable, gapless. One process writes to a directory. */
export interface SegmentLog {
  readonly unit: string;
  readonly directory: string;
  readonly recovered: { readonly cutBytes: number };
  /** Resolves with the record's sequence once it would survive a loss of power; else throws RecordUnavailable. */
  append(record: NewRecord): Promise<number>;
  /** Appends the `recordText` of a record that was made at `time`. */
  appendText(text: string, time: number): Promise<number>;
  /** The end of what is durable. */
  durable(): LogPosition;
  /** Calls `listener` with the records of every batch that became durable, as JSON; returns how to stop that. */
  onDurable(listener: (records: readonly string[]) => void): () => void;
  /** For readiness; asking sets off an attempt to heal as an append would, so that an idle log heals too. */
  isWritable(): boolean;
  /** Writes what was appended, then refuses. */
  close(): Promise<void>;
}

/** Opens or begins a log and repairs its torn tail; damage to anything acknowledged is a ConfigurationError. */
export async function openSegmentLog(options: SegmentLogOptions): Promise<SegmentLog> {
  const { directory, unit, now, maxSegmentBytes = 16 * MEBIBYTE, openFile = openSegmentFile } = options;
  const { beat = commitBeat() } = options;
  const recovered = await recover(directory, unit);
  const isoOf = timestamps();
  const listeners = new Set<(records: readonly string[]) => void>();
  let durable = recovered.end;
  let nextSequence = durable.sequence + 1;
  let file = await openFile(join(directory, durable.segment));
  let waiting = emptyBatch();
  let flushing: Promise<void> | undefined;
  let failure: Failure | undefined;
  let reopening: Promise<void> | undefined;
  let isClosed = false;

  return {
    unit,
    directory,
    recovered: { cutBytes: recovered.cutBytes },
    append: (record) => appendText(recordText(record), now()),
    appendText,
    durable: () => durable,
    onDurable(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    isWritable() {
      if (failure !== undefined && !isClosed) reopened(failure).catch(() => undefined);
      return !isClosed && failure === undefined;
    },
    async close() {
      isClosed = true;
      await flushing;
      await reopening?.catch(() => undefined);
      await file.close();
    },
  };

  function appendText(text: string, time: number): Promise<number> {
    if (isClosed) return Promise.reject(new RecordUnavailable(unit, 'the log is closed'));
    if (failure !== undefined) return reopened(failure).then(() => appendText(text, time));
    if (waiting.characters > MAX_WAITING_CHARACTERS) {
      return Promise.reject(new RecordUnavailable(unit, 'the disk does not keep up'));
    }
    return new Promise((resolve, reject) => {
      const sequence = nextSequence;
      const json = stampedJson({ sequence, time: isoOf(time) }, text);
      nextSequence += 1;
      const line = encodeLine(waiting.lines.length === 0 ? OPENS_BATCH : CONTINUES_BATCH, json);
      waiting.lines.push(line);
      waiting.records.push(json);
      waiting.characters += line.length;
      waiting.appenders.push({ sequence, resolve, reject });
      flushing ??= flush();
    });
  }

  /** Group commit: while one batch is on its way to the disk, the next one gathers. */
  async function flush(): Promise<void> {
    while (waiting.lines.length > 0) {
      await beat.next();
      const batch = waiting;
      waiting = emptyBatch();
      try {
        await write(Buffer.from(batch.lines.join('')), batch.lines.length);
      } catch (cause) {
        refuse(batch, cause);
        break;
      }
      for (const { sequence, resolve } of batch.appenders) resolve(sequence);
      for (const listener of listeners) listener(batch.records);
    }
    flushing = undefined;
  }

  async function write(bytes: Buffer, records: number): Promise<void> {
    if (durable.offset > 0 && durable.offset + bytes.length > maxSegmentBytes) await beginSegment();
    await file.append(bytes);
    durable = {
      segment: durable.segment,
      offset: durable.offset + bytes.length,
      sequence: durable.sequence + records,
    };
  }

  async function beginSegment(): Promise<void> {
    const segment = segmentName(durable.sequence + 1);
    const next = await openFile(join(directory, segment));
    await file.close();
    file = next;
    durable = { segment, offset: 0, sequence: durable.sequence };
  }

  /** What reached the disk is unknown from here on, so nothing more is promised until the log is opened anew. */
  function refuse(batch: Batch, cause: unknown): void {
    failure = { cause, at: now() };
    const refused = [...batch.appenders, ...waiting.appenders];
    waiting = emptyBatch();
    nextSequence = durable.sequence + 1;
    for (const { reject } of refused) reject(new RecordUnavailable(unit, cause));
  }

  /** Tries at most once a second whether the disk takes records again. */
  function reopened(last: Failure): Promise<void> {
    if (reopening !== undefined) return reopening;
    if (Math.abs(now() - last.at) < REOPEN_INTERVAL_MS) {
      return Promise.reject(new RecordUnavailable(unit, last.cause));
    }
    reopening = reopen()
      .catch((cause: unknown) => {
        failure = { cause, at: now() };
        throw new RecordUnavailable(unit, cause);
      })
      .finally(() => (reopening = undefined));
    return reopening;
  }

  /** Cuts off what was never acknowledged and goes on in a new segment: pages of the old one may be lost unseen. */
  async function reopen(): Promise<void> {
    await file.close().catch(() => undefined);
    await cutSegment(join(directory, durable.segment), durable.offset);
    const segment = durable.offset === 0 ? durable.segment : segmentName(durable.sequence + 1);
    file = await openFile(join(directory, segment));
    durable = { ...durable, segment, offset: 0 };
    failure = undefined;
  }
}

const MEBIBYTE = 1024 * 1024;
const REOPEN_INTERVAL_MS = 1000;

/** Bounds the memory of a batch that waits for a stalled disk. */
const MAX_WAITING_CHARACTERS = 8 * MEBIBYTE;

interface Failure {
  readonly cause: unknown;
  readonly at: number;
}

interface Batch {
  readonly lines: string[];
  readonly records: string[];
  readonly appenders: Appender[];
  characters: number;
}

interface Appender {
  readonly sequence: number;
  readonly resolve: (sequence: number) => void;
  readonly reject: (error: RecordUnavailable) => void;
}

const emptyBatch = (): Batch => ({ lines: [], records: [], appenders: [], characters: 0 });

/** ISO times, formatted once a millisecond. */
function timestamps(): (time: number) => string {
  let at = Number.NaN;
  let text = '';
  return (time) => {
    if (time !== at) {
      at = time;
      text = new Date(time).toISOString();
    }
    return text;
  };
}

async function recover(directory: string, unit: string): Promise<RecoveredLog> {
  try {
    return await recoverLog(directory);
  } catch (error) {
    if (!(error instanceof DamagedSegment)) throw error;
    throw new ConfigurationError(
      `${error.message}；请运行 srdi-hub audit verify --unit ${unit} 查看，并从备份恢复该文件`,
    );
  }
}
