import { setTimeout as pause } from 'node:timers/promises';
import type { Notices } from '../kit/notices';
import { DISPUTE_FEED } from '../sharing/corrections/open-objections';

/** Which enterprises have a dispute that is open: so that nobody is asked for marks where there is none. */
export interface Disputed {
  /** False only where it is known that none of them, or nobody at all, has one. */
  mayBe(usccs?: readonly string[]): boolean;
  /** Resolves when what was committed before this call counts here. */
  check(): Promise<void>;
  stop(): Promise<void>;
}

export interface DisputedOptions {
  /** Enterprises with an open dispute, now. */
  readonly load: () => Promise<readonly string[]>;
  readonly notices: Notices;
  /** Milliseconds of a clock that only goes forward. */
  readonly elapsed?: () => number;
  readonly onTrouble: (error: unknown) => void;
}

/** A notice may be lost, so it is asked as well; what was heard longer ago than the lease is not known. */
const ASK_MS = 1_000;
const LEASE_MS = 5_000;

/** Keeps the codes of disputed enterprises, few as they are: told at once by the database, asked each second besides. */
export function followDisputed({
  load,
  notices,
  elapsed = () => performance.now(),
  onTrouble,
}: DisputedOptions): Disputed {
  const stopping = new AbortController();
  let awake = new AbortController();
  let known: ReadonlySet<string> = new Set();
  let heardAt = -Infinity;
  let checking: Promise<void> = Promise.resolve();

  const checkOnce = async (): Promise<void> => {
    const begun = elapsed();
    known = new Set(await load());
    heardAt = begun;
  };
  const check = (): Promise<void> => {
    const next = checking.then(checkOnce);
    checking = next.catch(() => undefined);
    return next;
  };
  const live = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      awake = new AbortController();
      await check().catch(onTrouble);
      const signal = AbortSignal.any([awake.signal, stopping.signal]);
      await pause(ASK_MS, undefined, { signal }).catch(() => undefined);
    }
  };
  const deaf = notices.hear(DISPUTE_FEED, () => awake.abort());
  const ended = live();
  return {
    mayBe: (usccs) =>
      elapsed() - heardAt > LEASE_MS ||
      (known.size > 0 && (usccs === undefined || usccs.some((uscc) => known.has(uscc)))),
    check,
    async stop() {
      deaf();
      stopping.abort();
      await ended;
    },
  };
}
