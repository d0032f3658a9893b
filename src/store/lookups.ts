import { Socket } from 'node:net';
import { Client, type QueryConfig, type QueryResultRow } from 'pg';
import type { Lookup } from '../kit/owner';
import { postgresUrl, type SessionWish } from './database-url';

export interface Lookups {
  readonly lookup: Lookup;
  close(): Promise<void>;
}

/** Two let a second processor of the owner's server help; more only spread what could travel together. */
const CONNECTIONS = 2;
const CONNECT_TIMEOUT_MS = 5_000;
/** The server breaks a statement off after its own time; a connection that is silent for longer than this is dead. */
const SILENCE_MS = 6_000;

/**
 * Connections that many requests share for what they read by key. A statement is sent without waiting for the answer to
 * the one before it, and what is asked within one turn of the event loop is sent in one write: waking PostgreSQL for
 * each of them costs more than the reading. They open when they are first needed, and again after a loss.
 */
export function openLookups(options: Omit<SessionWish, 'readOnly'>): Lookups {
  const url = postgresUrl({ ...options, readOnly: true }).toString();
  const lines = Array.from({ length: CONNECTIONS }, () => new Line(url));
  return {
    lookup: (statement) =>
      lines.reduce((idlest, line) => (line.unanswered < idlest.unanswered ? line : idlest)).ask(statement),
    close: async () => {
      await Promise.all(lines.map((line) => line.close()));
    },
  };
}

class Line {
  unanswered = 0;
  readonly #url: string;
  #socket: Socket | undefined;
  #client: Promise<Client> | undefined;

  constructor(url: string) {
    this.#url = url;
  }

  async ask<Row extends QueryResultRow>(statement: QueryConfig): Promise<Row[]> {
    this.unanswered += 1;
    try {
      const client = await (this.#client ??= this.#connect());
      this.#sendTogether();
      return (await client.query<Row>(statement)).rows;
    } finally {
      this.unanswered -= 1;
    }
  }

  async close(): Promise<void> {
    const client = await this.#client?.catch(() => undefined);
    await client?.end();
  }

  async #connect(): Promise<Client> {
    const socket = (this.#socket = new Socket());
    const client = new Client({
      connectionString: this.#url,
      pipeline: true,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      query_timeout: SILENCE_MS,
      keepAlive: true,
      stream: () => socket,
    });
    // A lost connection ends after it has failed; by then another may have taken its place.
    const forget = (): void => {
      if (this.#socket === socket) this.#client = this.#socket = undefined;
    };
    // Whoever waits for an answer is told by the driver; the next one to ask opens a new connection.
    client.on('error', forget);
    client.on('end', forget);
    try {
      await client.connect();
    } catch (error) {
      forget();
      throw error;
    }
    return client;
  }

  #sendTogether(): void {
    const socket = this.#socket;
    if (socket === undefined || socket.writableCorked > 0) return;
    socket.cork();
    setImmediate(() => socket.uncork());
  }
}
