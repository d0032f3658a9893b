import { rmSync } from 'node:fs';
import { createServer, connect, type Server, type Socket } from 'node:net';
import type { Cluster } from '../../src/store/cluster';
import { openLookups, type Lookups } from '../../src/store/lookups';
import { newDataDirectory, open, query } from './support/cluster';

let cluster: Cluster;
let dataDir: string;
let lookups: Lookups;
beforeAll(async () => {
  dataDir = newDataDirectory();
  ({ cluster } = await open(dataDir, ['tax']));
  await query(
    cluster.urlFor('tax'),
    'CREATE TABLE paper AS SELECT n AS id, n * n AS square FROM generate_series(1, 500) n',
  );
});
afterAll(async () => {
  await cluster.stop();
  rmSync(dataDir, { recursive: true });
});
beforeEach(() => {
  lookups = openLookups({ id: 'tax', url: cluster.urlFor('tax'), statementTimeoutMs: 300 });
});
afterEach(() => lookups.close());

const squareOf = (id: number): Promise<{ square: number }[]> =>
  lookups.lookup({ name: 'square', text: 'SELECT square FROM paper WHERE id = $1', values: [id] });

const sessions = (): Promise<unknown[]> =>
  query(
    cluster.adminUrl,
    `SELECT pid FROM pg_stat_activity WHERE datname = 'tax' AND application_name = 'srdi-hub:tax'`,
  );

it('gives everybody their own rows, over two connections however many ask at once', async () => {
  const ids = Array.from({ length: 500 }, (_, index) => index + 1);
  const squares = await Promise.all(ids.map(squareOf));
  expect(squares.map(([row]) => row?.square)).toEqual(ids.map((id) => id * id));
  expect(await sessions()).toHaveLength(2);
});

it('fails the one statement that is wrong, and not its neighbours', async () => {
  const settled = await Promise.allSettled([
    squareOf(3),
    lookups.lookup({ text: 'SELECT square FROM no_such_paper WHERE id = $1', values: [1] }),
    squareOf(4),
    lookups.lookup({ name: 'square', text: 'SELECT square FROM paper WHERE id = $1', values: ['no number'] }),
    squareOf(5),
    squareOf(6),
  ]);
  expect(settled.map(({ status }) => status)).toEqual([
    'fulfilled',
    'rejected',
    'fulfilled',
    'rejected',
    'fulfilled',
    'fulfilled',
  ]);
  expect(settled[1]).toMatchObject({ reason: { code: '42P01' } });
  expect(settled[3]).toMatchObject({ reason: { code: '22P02' } });
  expect(settled[5]).toMatchObject({ value: [{ square: 36 }] });
});

it('cannot write', async () => {
  await expect(
    lookups.lookup({ text: 'DELETE FROM paper WHERE id = $1', values: [1] }),
  ).rejects.toMatchObject({
    code: '25006',
  });
});

it('breaks a statement off after its time, and answers those behind it', async () => {
  const slow = Array.from({ length: 2 }, () => lookups.lookup({ text: 'SELECT pg_sleep(60)', values: [] }));
  const behind = Promise.all([squareOf(7), squareOf(8)]);
  await Promise.all(slow.map((one) => expect(one).rejects.toMatchObject({ code: '57014' })));
  expect(await behind).toEqual([[{ square: 49 }], [{ square: 64 }]]);
});

it('tells whoever waits that the connection is lost, and opens another for the next', async () => {
  await Promise.all([squareOf(1), squareOf(2)]);
  const waiting = [squareOf(9), lookups.lookup({ text: 'SELECT pg_sleep(0.2)', values: [] })].map((one) =>
    one.then(
      () => 'answered',
      () => 'lost',
    ),
  );
  await query(
    cluster.adminUrl,
    // Answers when the sessions are gone: until then a line that is idle would not know that it is lost.
    `SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = 'tax'`,
  );
  expect(await Promise.all(waiting)).toContain('lost');
  expect(await squareOf(10)).toEqual([{ square: 100 }]);
  await Promise.all(Array.from({ length: 50 }, (_, index) => squareOf(index + 1)));
  expect(await sessions()).toHaveLength(2);
});

it('asks again at the next question where nothing listened before', async () => {
  const proxy = await doorTo(cluster.urlFor('tax'));
  const late = openLookups({ id: 'tax', url: proxy.url });
  try {
    const ask = (): Promise<unknown> => late.lookup({ text: 'SELECT 1 AS one', values: [] });
    await expect(ask()).rejects.toThrow(/ECONNREFUSED/);
    await proxy.open();
    expect(await ask()).toEqual([{ one: 1 }]);
  } finally {
    await late.close();
    await proxy.close();
  }
});

/** A TCP port that leads to the cluster's socket once it is opened. */
async function doorTo(
  socketUrl: string,
): Promise<{ url: string; open(): Promise<void>; close(): Promise<void> }> {
  const url = new URL(socketUrl);
  const socket = `${url.searchParams.get('host') ?? ''}/.s.PGSQL.5432`;
  const reserved = createServer();
  const port = await listening(reserved, 0);
  await new Promise((resolve) => reserved.close(resolve));
  const passing = new Set<Socket>();
  const door = createServer((incoming) => {
    const outgoing = connect(socket);
    for (const one of [incoming, outgoing]) passing.add(one.on('error', () => undefined));
    incoming.pipe(outgoing).pipe(incoming);
  });
  url.searchParams.delete('host');
  url.host = `127.0.0.1:${port}`;
  return {
    url: url.toString(),
    open: async () => {
      await listening(door, port);
    },
    close: async () => {
      for (const one of passing) one.destroy();
      await new Promise((resolve) => door.close(resolve));
    },
  };
}

async function listening(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : port;
}
