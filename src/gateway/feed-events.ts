import { newRequestId } from '../audit/request-id';
import type { GraphQLSchema } from 'graphql';
import type { Caller } from '../kit/caller';
import type { Notices } from '../kit/notices';
import { Refusal } from '../kit/refusal';
import { isTree } from '../plan/tree';
import { MORE, NEXT, SINCE, type FeedQuestion } from './feeds';
import { COMPLETE, HEARTBEAT, nextEvent, refusalEvents, toldOf, Waker, type StreamError } from './event-text';
import type { Hub } from './hub';
import { answer } from './pipeline';

/** Why a stream ends from this side. */
export type End = 'expired' | 'closing' | 'gone';

export interface Following {
  readonly hub: Hub;
  readonly notices: Notices;
  readonly question: FeedQuestion;
  readonly caller: Caller;
  readonly schema: GraphQLSchema;
  /** Aborted with an `End`. */
  readonly signal: AbortSignal;
  readonly heartbeatMs: number;
}

/**
 * Follows a feed as events of GraphQL over SSE (distinct connections). Each event is a new answer of the pipeline:
 * decided under the rights of that moment and recorded by its owner before it is told. The next answer is asked when the
 * reader has taken the one before, so a stream holds one page at most. A feed that is refused is told so, and ends; a hub
 * that stops ends without `complete`, since the reader is to come again with its last cursor.
 */
export async function* feedEvents(following: Following): AsyncGenerator<string, void, undefined> {
  const { hub, notices, question, signal, heartbeatMs } = following;
  const waker = new Waker(signal);
  const deaf = notices.hear(question.feed.query, () => waker.wake());
  // Rights that ended end the stream at once, not with the next change.
  const unfollow = hub.following?.hear(() => waker.wake());
  let since = question.since;
  let isFirst = true;
  try {
    while (!signal.aborted) {
      waker.rest();
      const { told, next, hasMore, isRefused } = await pageAfter(following, since);
      // What was read while the stream was ended is not told: whoever resumes reads it again.
      if (isAborted(signal)) break;
      if (isFirst || isRefused || next !== since) yield nextEvent(told, next);
      if (isRefused) return yield COMPLETE;
      isFirst = false;
      since = next;
      if (hasMore) continue;
      while (!isAborted(signal) && !(await waker.woken(heartbeatMs))) yield HEARTBEAT;
    }
    if (signal.reason === ('expired' satisfies End)) yield* refusalEvents(expired());
  } finally {
    deaf();
    unfollow?.();
  }
}

function expired(): StreamError {
  const { message, extensions } = new Refusal({
    code: 'UNAUTHENTICATED',
    about: '请重新获取凭证，并以 Last-Event-ID 继续',
  });
  return { message, extensions };
}

interface FeedPage {
  readonly told: object;
  readonly next: string | null;
  readonly hasMore: boolean;
  readonly isRefused: boolean;
}

async function pageAfter(
  { hub, question, caller, schema, signal }: Following,
  since: string | null,
): Promise<FeedPage> {
  const { document, operation, queryHash, key } = question;
  const answered = await answer(hub, {
    document,
    operation,
    queryHash,
    variables: { ...question.variables, [SINCE]: since },
    caller,
    requestId: newRequestId(hub.now()),
    signal,
    schema,
  });
  const page = answered.data?.[key];
  if (!isTree(page)) return { told: toldOf(answered), next: null, hasMore: false, isRefused: true };
  const { [NEXT]: next, [MORE]: more, ...rest } = page;
  const told = toldOf({ ...answered, data: { ...answered.data, [key]: rest } });
  return {
    told,
    next: typeof next === 'string' ? next : null,
    hasMore: more === true,
    isRefused: false,
  };
}

/** Asked of a function: what a signal says changes while one waits. */
const isAborted = (signal: AbortSignal): boolean => signal.aborted;
