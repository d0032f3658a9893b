import { connect, createServer, type Socket } from 'node:net';

/** A port through which a server is reached, as long as it is open. */
export interface Door {
  readonly url: string;
  /** The server is as if it had stopped: whoever is inside is cut off, nobody else is let in. */
  close(): Promise<void>;
  open(): Promise<void>;
  /** Nothing passes any more, in either direction, until it is closed. */
  hold(): void;
}

export async function doorTo(serverUrl: string): Promise<Door> {
  const url = new URL(serverUrl);
  const inside = new Set<Socket>();
  let isHeld = false;
  const target = { host: url.hostname, port: Number(url.port) };
  const door = createServer((incoming) => {
    const outgoing = connect(target);
    for (const socket of [incoming, outgoing]) {
      inside.add(socket);
      socket.on('error', () => undefined).on('close', () => inside.delete(socket));
    }
    incoming.on('close', () => outgoing.destroy());
    outgoing.on('close', () => incoming.destroy());
    incoming.on('data', (bytes) => isHeld || outgoing.write(bytes));
    outgoing.on('data', (bytes) => isHeld || incoming.write(bytes));
  });
  const open = async (port: number): Promise<void> => {
    isHeld = false;
    await new Promise<void>((done) => door.listen(port, '127.0.0.1', done));
  };
  await open(0);
  const address = door.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  url.host = `127.0.0.1:${port}`;
  return {
    url: url.toString(),
    open: () => open(port),
    hold: () => void (isHeld = true),
    async close() {
      const closed = new Promise((done) => door.close(done));
      for (const socket of inside) socket.destroy();
      await closed;
    },
  };
}
