import { COMPLETE, HEARTBEAT, nextEvent, toldOf, Waker } from './event-text';
import type { Hub, OwnerProgress, Question } from './hub';
import { answer } from './pipeline';

/**
 * One question answered by events (GraphQL over SSE): an event `progress` for every owner that is asked and has answered,
 * as it happens, then the answer, the same as JSON would bring. A reader that goes away calls the question off.
 */
export async function* answerEvents(
  hub: Hub,
  question: Omit<Question, 'onProgress'>,
  heartbeatMs: number,
): AsyncGenerator<string, void, undefined> {
  const waker = new Waker(question.signal);
  const waiting: string[] = [];
  const counts = { asked: 0, answered: 0 };
  const onProgress = (progress: OwnerProgress): void => {
    counts[progress.state === 'ASKED' ? 'asked' : 'answered'] += 1;
    waiting.push(progressEvent({ ...progress, ...counts }));
    waker.wake();
  };
  const state = { isAnswered: false };
  const answered = answer(hub, { ...question, onProgress }).finally(() => {
    state.isAnswered = true;
    waker.wake();
  });
  // It is awaited below, when everything that came before it has been told.
  answered.catch(() => undefined);
  while (!state.isAnswered && !question.signal.aborted) {
    waker.rest();
    yield* waiting.splice(0);
    if (!(await waker.woken(heartbeatMs))) yield HEARTBEAT;
  }
  yield* waiting.splice(0);
  if (question.signal.aborted) return;
  yield nextEvent(toldOf(await answered), null);
  yield COMPLETE;
}

function progressEvent(progress: object): string {
  return `event: progress\ndata: ${JSON.stringify(progress)}\n\n`;
}
