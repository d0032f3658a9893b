/** The thread that records: opens every unit's record, takes in what the thread that answers sends, and says what is durable. */
import { parentPort } from 'node:worker_threads';
import { posted, type FromRecorder, type ToRecorder } from './record-messages';
import { openRecords, type KeptRecord, type OpenRecords } from './records';

const port = parentPort;
if (port === null) throw new Error('this file is run by the thread that answers');
const tell = (message: FromRecorder): void => port.postMessage(message);

port.once('message', ({ place }: ToRecorder & { kind: 'open' }) => {
  openRecords(place, {
    now: Date.now,
    onTrouble: (error, unit, what) => tell({ kind: 'trouble', error: posted(error), unit, what }),
  }).then(serve, (error: unknown) => tell({ kind: 'failed', error: posted(error) }));
});

function serve({ units, close }: OpenRecords<KeptRecord>): void {
  let durable: { numbers: number[]; sequences: number[] } | undefined;

  port?.on('message', (message: ToRecorder) => {
    if (message.kind === 'append') append(message);
    else if (message.kind === 'ask') void ask(message);
    else if (message.kind === 'close') void close().finally(() => port.close());
  });
  tell({ kind: 'open' });

  function append({ first, time, ...lines }: ToRecorder & { kind: 'append' }): void {
    const owners = lines.units.split('\n');
    lines.texts.split('\n').forEach((text, place) => {
      const number = first + place;
      recordOf(owners[place] ?? '')
        .appendText(text, time)
        .then(
          (sequence) => note(number, sequence),
          (error: unknown) => tell({ kind: 'refused', number, error: posted(error) }),
        );
    });
  }

  /** One message for all that one write made durable. */
  function note(number: number, sequence: number): void {
    if (durable === undefined) {
      durable = { numbers: [], sequences: [] };
      setImmediate(() => {
        if (durable !== undefined) tell({ kind: 'durable', ...durable });
        durable = undefined;
      });
    }
    durable.numbers.push(number);
    durable.sequences.push(sequence);
  }

  async function ask({ number, unit, what }: ToRecorder & { kind: 'ask' }): Promise<void> {
    try {
      const answer = await recordOf(unit)[what]();
      tell({ kind: 'answer', number, answer: answer === false ? 0 : 1 });
    } catch (error) {
      tell({ kind: 'refused', number, error: posted(error) });
    }
  }

  function recordOf(unit: string): KeptRecord {
    const record = units.get(unit);
    if (record === undefined) throw new Error(`no record of ${unit}`);
    return record;
  }
}
