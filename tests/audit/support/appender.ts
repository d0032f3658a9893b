import { writeSync } from 'node:fs';
import { newCompletion, newEntry } from './records';
import { openWitnessed } from './witnessed';

/**
 * Run as a process of its own: `appender <data directory>` appends to the record of the tax bureau without end, sixteen
 * at a time, and says each acknowledged sequence on a line of standard output, until it is killed. Checkpoints are made
 * all the while.
 */
async function appendWithoutEnd(dataDir: string): Promise<never> {
  const { log, checkpointer } = await openWitnessed(dataDir, { maxSegmentBytes: 20_000, maxEntries: 20 });
  // As the hub does: what the last process left gets its witnesses before anything is told.
  await checkpointer.checkpoint();
  const appendOne = async (): Promise<void> => {
    const sequence = await log.append(newEntry({ requestId: `process-${process.pid}` }));
    writeSync(1, `${sequence}\n`);
    writeSync(1, `${await log.append(newCompletion(sequence))}\n`);
  };
  const appendAlways = async (): Promise<never> => {
    for (;;) await appendOne();
  };
  return Promise.race(Array.from({ length: 16 }, appendAlways));
}

void appendWithoutEnd(process.argv[2] ?? '');
