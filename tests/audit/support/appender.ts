import { writeSync } from 'node:fs';
import { openSegmentLog } from '../../../src/audit/segment-log';
import { newCompletion, newEntry } from './records';

/**
 * Run as a process of its own: `appender <directory>` appends without end, sixteen at a time, and says each
 * acknowledged sequence on a line of standard output, until it is killed.
 */
async function appendWithoutEnd(directory: string): Promise<never> {
  const log = await openSegmentLog({ directory, unit: 'tax', now: Date.now, maxSegmentBytes: 20_000 });
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
