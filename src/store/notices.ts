import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { kept } from '../kit/kept';
import type { Notices } from '../kit/notices';
import { postgresUrl, type Place } from './database-url';

const CONNECT_TIMEOUT_MS = 5_000;
const RECONNECT_MS = 2_000;
/** A connection that has died without a word is found out after this. */
const ALIVE_MS = 30_000;

/**
 * Listens on channel `feed` of one database over a connection of its own, which opens when somebody first listens and
 * again after a loss. Whoever listens is called at once when it opens: what was said before went unheard.
 */
export function openNotices(options: Place): Notices & { close(): Promise<void> } {
  const connectionString = postgresUrl({ ...options, readOnly: true }).toString();
  const listeners = new Map<string, Set<() => void>>();
  const closing = new AbortController();
  let listening: Promise<void> | undefined;

  const callAll = (): void => {
    for (const ofFeed of listeners.values()) for (const onNotice of ofFeed) onNotice();
  };
  const listen = async (): Promise<void> => {
    while (!closing.signal.aborted) {
      await listenOnce(connectionString, closing.signal, callAll, (feed) =>
        listeners.get(feed)?.forEach((onNotice) => onNotice()),
      ).catch(() => undefined);
      await undisturbed(RECONNECT_MS, closing.signal);
    }
  };
  return {
    hear(feed, onNotice) {
      const ofFeed = kept(listeners, feed, () => new Set<() => void>());
      // Each listening is its own, even where two bring the same function.
      const call = (): void => onNotice();
      ofFeed.add(call);
      listening ??= listen();
      return () => void ofFeed.delete(call);
    },
    close: async () => {
      closing.abort();
      await listening;
    },
  };
}

/** One connection for as long as it lasts; rejects when it is lost, resolves when it is to be closed. */
async function listenOnce(
  connectionString: string,
  closing: AbortSignal,
  onOpen: () => void,
  onNotice: (feed: string) => void,
): Promise<void> {
  const client = new Client({
    connectionString,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    query_timeout: CONNECT_TIMEOUT_MS,
    keepAlive: true,
  });
  const lost = new AbortController();
  client.on('error', () => lost.abort());
  client.on('end', () => lost.abort());
  client.on('notification', ({ payload }) => onNotice(payload ?? ''));
  const over = AbortSignal.any([lost.signal, closing]);
  try {
    await client.connect();
    await client.query('LISTEN feed');
    onOpen();
    while (await undisturbed(ALIVE_MS, over)) await client.query('SELECT');
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Whether so much time went by before the signal came. */
function undisturbed(milliseconds: number, signal: AbortSignal): Promise<boolean> {
  return pause(milliseconds, true, { signal, ref: false }).catch(() => false);
}
