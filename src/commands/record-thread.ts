import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { Worker } from 'node:worker_threads';
import { RecordUnavailable } from '../audit/record-unavailable';
import { recordText } from '../audit/segment-line';
import type { UnitRecord } from '../audit/unit-record';
import { received, type Asked, type FromRecorder, type ToRecorder } from './record-messages';
import type { OpenRecords, RecordsOptions, RecordsPlace } from './records';

/**
 * Records live for a moment and are few at a time: more would only lie there, 40 MB of it at rest. A flag, since the one of
 * `npm start` wins over `resourceLimits`; it fits the thread that answers, whose heap is made by then.
 */
const YOUNG_GENERATION_MB = 4;

export interface RecordThreadOptions extends RecordsOptions {
  /** Told when the thread has ended by itself. */
  readonly onEnd: (error: Error) => void;
}

/** How the records will be kept, made ready before their databases are. */
export interface Recording {
  open(place: RecordsPlace, options: RecordThreadOptions): Promise<OpenRecords>;
  /** Where nothing comes of it. */
  abandon(): Promise<unknown>;
}

/**
 * Records on a thread of their own: what it costs to write, hash, sign and carry them is not taken from the thread that
 * answers, which only puts a record into words and waits until it is durable. Where that thread ends by itself, `onEnd`
 * hears of it: nothing more can be recorded, and so nothing told.
 */
export function recordThread(file = join(__dirname, 'record-worker.js')): Recording {
  setFlagsFromString(`--max-semi-space-size=${YOUNG_GENERATION_MB}`);
  const thread = new Worker(file, { name: 'record' });
  return {
    open: (place, options) => openOn(thread, place, options),
    abandon: () => thread.terminate(),
  };
}

async function openOn(
  thread: Worker,
  place: RecordsPlace,
  { now, onTrouble, onEnd }: RecordThreadOptions,
): Promise<OpenRecords> {
  const tell = (message: ToRecorder): void => thread.postMessage(message);
  const ended = new Promise<void>((resolve) => thread.once('exit', () => resolve()));
  /** Whoever waits for the answer of this number. */
  const waiting = new Map<number, Waiting>();
  let last = 0;
  let turn: Turn | undefined;
  let state: 'opening' | 'open' | 'closing' | 'ended' = 'opening';
  const opening = deferred();
  thread.on('message', hear);
  thread.on('error', end);
  thread.on('exit', (code) => end(new Error(`the thread that records ended with ${code}`)));
  tell({ kind: 'open', place });
  try {
    await opening.settled;
  } catch (error) {
    await thread.terminate();
    throw error;
  }
  state = 'open';

  return {
    units: new Map([...place.databases.keys()].map((unit) => [unit, recordOf(unit)])),
    async close() {
      if (state === 'open') {
        state = 'closing';
        tell({ kind: 'close' });
      }
      await ended;
    },
  };

  function recordOf(unit: string): UnitRecord {
    return {
      append: (record) => append(unit, recordText(record)),
      isWritable: async () => state === 'open' && (await ask(unit, 'isWritable')) === 1,
      carried: () => ask(unit, 'carried').then(() => undefined),
    };
  }

  /** What is recorded in one turn of the event loop goes over together. */
  function append(unit: string, text: string): Promise<number> {
    return answerTo(unit, (number) => {
      if (turn === undefined) {
        turn = { first: number, units: unit, texts: text };
        setImmediate(post);
      } else {
        turn.units += `\n${unit}`;
        turn.texts += `\n${text}`;
      }
    });
  }

  function post(): void {
    if (turn !== undefined) tell({ kind: 'append', time: now(), ...turn });
    turn = undefined;
  }

  function ask(unit: string, what: Asked): Promise<number> {
    // Those of a turn are numbered without a gap.
    post();
    return answerTo(unit, (number) => tell({ kind: 'ask', number, unit, what }));
  }

  function answerTo(unit: string, send: (number: number) => void): Promise<number> {
    if (state === 'ended')
      return Promise.reject(new RecordUnavailable(unit, 'the thread that records has ended'));
    return new Promise((resolve, reject) => {
      last += 1;
      waiting.set(last, { unit, resolve, reject });
      send(last);
    });
  }

  function hear(message: FromRecorder): void {
    switch (message.kind) {
      case 'open':
        opening.resolve();
        return;
      case 'failed':
        opening.reject(received(message.error));
        return;
      case 'durable':
        message.numbers.forEach((number, place) => taken(number)?.resolve(message.sequences[place] ?? 0));
        return;
      case 'answer':
        taken(message.number)?.resolve(message.answer);
        return;
      case 'refused': {
        const refused = taken(message.number);
        refused?.reject(received(message.error, refused.unit));
        return;
      }
      case 'trouble':
        onTrouble(received(message.error, message.unit), message.unit, message.what);
    }
  }

  function taken(number: number): Waiting | undefined {
    const one = waiting.get(number);
    waiting.delete(number);
    return one;
  }

  function end(error: Error): void {
    opening.reject(error);
    const isFault = state === 'open';
    state = 'ended';
    for (const { unit, reject } of waiting.values()) reject(new RecordUnavailable(unit, error));
    waiting.clear();
    if (isFault) onEnd(error);
  }
}

interface Waiting {
  readonly unit: string;
  /** With the sequence of what was recorded, or 1 for what is so. */
  readonly resolve: (answer: number) => void;
  readonly reject: (error: Error) => void;
}

interface Turn {
  readonly first: number;
  units: string;
  texts: string;
}

interface Deferred {
  readonly settled: Promise<void>;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

function deferred(): Deferred {
  let resolve: Deferred['resolve'] = () => undefined;
  let reject: Deferred['reject'] = () => undefined;
  const settled = new Promise<void>((...settle) => ([resolve, reject] = settle));
  return { settled, resolve, reject };
}
