import type { HubAnswer } from './response';

/** A refusal before anything is followed, as the protocol tells it: in an event, not in the status. */
export function* refusalEvents(...errors: readonly StreamError[]): Generator<string, void, undefined> {
  yield nextEvent({ errors }, null);
  yield COMPLETE;
}

export interface StreamError {
  readonly message: string;
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** A comment, which keeps a silent connection open. */
export const HEARTBEAT = ':\n\n';
export const COMPLETE = 'event: complete\ndata:\n\n';

export function nextEvent(result: object, cursor: string | null): string {
  return `${cursor === null ? '' : `id: ${cursor}\n`}event: next\ndata: ${JSON.stringify(result)}\n\n`;
}

/** An answer as the body of an event. */
export function toldOf({ data, errors, sharing }: HubAnswer): object {
  return { data, ...(errors.length === 0 ? {} : { errors }), extensions: { sharing } };
}

/** Remembers a call that comes while nobody waits. */
export class Waker {
  #isCalled = false;
  #onCall: () => void = () => undefined;

  constructor(readonly signal: AbortSignal) {}

  wake(): void {
    this.#isCalled = true;
    this.#onCall();
  }

  /** Forgets earlier calls: what they spoke of is about to be read. */
  rest(): void {
    this.#isCalled = false;
  }

  /** Whether a call came, or the signal, before so much time had gone by. */
  woken(withinMs: number): Promise<boolean> {
    if (this.#isCalled || this.signal.aborted) return Promise.resolve(true);
    return new Promise((resolve) => {
      const done = (isCalled: boolean): void => {
        clearTimeout(timer);
        this.signal.removeEventListener('abort', call);
        this.#onCall = () => undefined;
        resolve(isCalled);
      };
      const call = (): void => done(true);
      const timer = setTimeout(() => done(false), withinMs);
      this.signal.addEventListener('abort', call);
      this.#onCall = call;
    });
  }
}
