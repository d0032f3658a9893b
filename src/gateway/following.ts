import { setTimeout as pause } from 'node:timers/promises';
import type { Notices } from '../kit/notices';
import type { Bundle } from '../policy/bundle';
import type { RightsStore } from './rights-store';

/** Where bundles are published. */
export interface BundleSource {
  /** Number of the newest publication. */
  newest(): Promise<number>;
  /** The newest bundle, checked. */
  load(): Promise<Publication>;
}

export interface Publication {
  readonly number: number;
  readonly bundle: Bundle;
}

export interface Following {
  /** Resolves when whatever was published before this call counts here; rejects where nobody can be asked. */
  check(): Promise<void>;
  /** Calls back whenever anybody's rights may have changed; gives the way to stop. */
  hear(onChange: () => void): () => void;
  stop(): Promise<void>;
}

export interface FollowingOptions {
  readonly rights: RightsStore;
  readonly source: BundleSource;
  readonly notices: Notices;
  /** The clock of the lease. */
  readonly elapsed?: () => number;
  readonly onTrouble: (error: unknown) => void;
}

/** Feed under which a publication is announced. */
const BUNDLE_FEED = 'bundle';

/** A notice may be lost, so it is asked as well: well within the lease, whatever an answer takes. */
const ASK_MS = 1_000;
const ANSWER_MS = 2_000;
/** Many agreements that nobody here has proved yet take a while; until then the lease runs on. */
const LOAD_MS = 60_000;

/** Keeps the rights of this process those of the newest publication, and says since when they are known to be. */
export function followBundles({
  rights,
  source,
  notices,
  elapsed = () => performance.now(),
  onTrouble,
}: FollowingOptions): Following {
  const listeners = new Set<() => void>();
  const stopping = new AbortController();
  let awake = new AbortController();
  let known: number | undefined;
  let state = rights.state();
  let checking: Promise<void> = Promise.resolve();

  const tell = (): void => {
    if (state === rights.state()) return;
    state = rights.state();
    for (const onChange of listeners) onChange();
  };
  // Nothing is taken that comes after its time: it may have been overtaken.
  const checkOnce = async (): Promise<void> => {
    const begun = elapsed();
    if ((await inTime(source.newest(), ANSWER_MS)) !== known) {
      const { number, bundle } = await inTime(source.load(), LOAD_MS);
      if (bundle.hash !== rights.bundle().hash) rights.publish(bundle);
      known = number;
    }
    rights.heard(begun);
    tell();
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
      // The day, and the lease, end without anybody's saying so.
      tell();
      await pause(ASK_MS, undefined, { signal: AbortSignal.any([awake.signal, stopping.signal]) }).catch(
        () => undefined,
      );
    }
  };
  // What the rights began with was read just now.
  rights.heard(elapsed());
  const deaf = notices.hear(BUNDLE_FEED, () => awake.abort());
  const ended = live();
  return {
    check,
    hear(onChange) {
      const call = (): void => onChange();
      listeners.add(call);
      return () => void listeners.delete(call);
    },
    async stop() {
      deaf();
      stopping.abort();
      await ended;
    },
  };
}

/** Waits no longer for an answer than so; what comes later is nobody's. */
async function inTime<T>(answer: Promise<T>, ms: number): Promise<T> {
  const giveUp = new AbortController();
  const late = pause(ms, undefined, { signal: giveUp.signal }).then(() => {
    throw new Error('the sharing service did not answer in time');
  });
  late.catch(() => undefined);
  try {
    return await Promise.race([answer, late]);
  } finally {
    giveUp.abort();
  }
}
