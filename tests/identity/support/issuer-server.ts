import { createServer, type RequestListener, type Server } from 'node:http';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { developmentKeys } from '../../../src/identity/development-clients';
import { createDevelopmentIssuer } from '../../../src/identity/development-issuer';
import type { DevelopmentKeys } from '../../../src/identity/development-keys';

export interface HttpServer {
  readonly url: string;
  close(): Promise<void>;
}

/** Serves on a free port of this machine. */
export async function serve(listener: RequestListener): Promise<HttpServer> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${portOf(server)}`, close: () => closed(server) };
}

export interface IssuerServer extends HttpServer {
  readonly dataDir: string;
  readonly keys: DevelopmentKeys;
  readonly audience: string;
  readonly faults: unknown[];
}

/** A development issuer over HTTP, with a data directory of its own. */
export async function startIssuer(): Promise<IssuerServer> {
  const dataDir = await mkdtemp(join(tmpdir(), 'issuer-'));
  const keys = await developmentKeys(dataDir);
  const faults: unknown[] = [];
  let listener: RequestListener = (_request, response) => response.end();
  const server = await serve((request, response) => listener(request, response));
  const audience = `${server.url}/graphql`;
  const onFault = (error: unknown): void => void faults.push(error);
  const { handler } = await createDevelopmentIssuer({ issuerUrl: server.url, audience, keys, onFault });
  listener = handler;
  return {
    ...server,
    dataDir,
    keys,
    audience,
    faults,
    close: async () => {
      await server.close();
      await rm(dataDir, { recursive: true });
    },
  };
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('not listening on a port');
  return address.port;
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
