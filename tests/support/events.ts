/** One event of a stream, its data read. */
export interface StreamEvent {
  readonly event: string;
  readonly id: string | undefined;
  readonly data: any; // eslint-disable-line @typescript-eslint/no-explicit-any -- answers are read by their shape
}

export interface Events {
  next(): Promise<StreamEvent>;
  /** What comes until the stream ends. */
  rest(): Promise<StreamEvent[]>;
  readonly ended: Promise<void>;
  close(): void;
}

/** Subscribes as a department system does (GraphQL over SSE, distinct connections). */
export async function openEvents(
  url: string,
  token: string | undefined,
  body: object,
  headers: Readonly<Record<string, string>> = {},
): Promise<Events> {
  const closing = new AbortController();
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'text/event-stream',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...headers,
    },
    body: JSON.stringify(body),
    signal: closing.signal,
  });
  if (response.body === null || !response.headers.get('content-type')?.startsWith('text/event-stream'))
    throw new Error(`no events: ${response.status} ${await response.text()}`);
  const events = read(response.body);
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  const next = async (): Promise<StreamEvent | undefined> => {
    const { done, value } = await events.next();
    if (done === true) end();
    return done === true ? undefined : value;
  };
  const must = async (): Promise<StreamEvent> => {
    const event = await next();
    if (event === undefined) throw new Error('the stream has ended');
    if (event.event === 'complete') void next();
    return event;
  };
  return {
    next: must,
    rest: async () => {
      const found: StreamEvent[] = [];
      for (let event = await next(); event !== undefined; event = await next()) found.push(event);
      return found;
    },
    ended,
    close: () => closing.abort(),
  };
}

async function* read(body: ReadableStream<Uint8Array>): AsyncGenerator<StreamEvent, void, undefined> {
  let text = '';
  for await (const chunk of body.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const event = eventOf(text.slice(0, end));
      text = text.slice(end + 2);
      if (event !== undefined) yield event;
    }
  }
}

/** Undefined for a comment. */
function eventOf(block: string): StreamEvent | undefined {
  const fields = new Map(
    block
      .split('\n')
      .map((line) => /^(\w+):\s?(.*)$/.exec(line))
      .flatMap((match) => (match === null ? [] : [[match[1] ?? '', match[2] ?? ''] as const])),
  );
  const event = fields.get('event');
  if (event === undefined) return undefined;
  const data = fields.get('data') ?? '';
  return { event, id: fields.get('id'), data: data === '' ? undefined : JSON.parse(data) };
}
