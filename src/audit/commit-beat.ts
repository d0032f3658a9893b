import { setImmediate as endOfTurn, setTimeout as pause } from 'node:timers/promises';

/** When logs write: those of one process together, and no more often than is worth it. */
export interface CommitBeat {
  /** Resolves when the next batches shall be written: at once while there is little to do. */
  next(): Promise<void>;
}

/** Each write that is forced to the disk costs 100 to 150 µs of processor time. */
const BEATS_PER_SECOND = 125;
/** So many may come without a wait: a caller that asks one question after the other is never held up. */
const BURST = 16;

/**
 * Beats at most so often, after a burst without waiting, like a token bucket. Under load each batch then holds several
 * requests, and waits a few milliseconds for that company.
 */
export function commitBeat(
  perSecond = BEATS_PER_SECOND,
  burst = BURST,
  clock: () => number = () => performance.now(),
): CommitBeat {
  const everyMs = 1000 / perSecond;
  let credit = burst;
  let at = clock();
  let coming: Promise<void> | undefined;
  return {
    next() {
      coming ??= beat();
      return coming;
    },
  };

  async function beat(): Promise<void> {
    const now = clock();
    credit = Math.min(burst, credit + (now - at) / everyMs) - 1;
    at = now;
    // What arrives in the same turn of the event loop shares one batch in either case.
    await (credit >= 0 ? endOfTurn() : pause(-credit * everyMs));
    coming = undefined;
  }
}
