import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { runningCluster } from '../../../src/store/cluster';
import { agreementOf, putInForce } from '../../support/agreements';
import { ask, codesOf, tokenFor } from '../../support/ask';
import { startHub, type HubProcess } from '../../support/hub-process';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- rows and answers are read by their shape
export type Read = any;

export interface Change {
  readonly cursor: string;
  readonly kind: 'ADDED' | 'CHANGED' | 'REMOVED';
  readonly reason: string;
  readonly tierBefore: string | null;
  readonly tierAfter: string | null;
  readonly enterprise: { readonly uscc: string };
}

const FIELDS =
  'changes { cursor kind reason reasonText happenedOn tierBefore tierAfter enterprise { uscc } } nextCursor hasMore asOf';
export const QUERY = `query ($since: String, $first: Int) { pushListChanges(since: $since, first: $first) { ${FIELDS} } }`;
export const SUBSCRIPTION = `subscription ($since: String) { pushListChanged(since: $since) { ${FIELDS} } }`;

let dataDir: string;
export let hub: HubProcess;
/** The bureau's own role, which writes as its own system would. */
export let bureau: Client;
export let token: string;

/** Starts the hub, anew on the same data where it was stopped. */
export async function start(): Promise<void> {
  hub = await startHub({ dataDir });
  bureau = await connected();
  token = await tokenFor(hub.url, { unit: 'LFR', purpose: 'M09' });
}

/** By which each city reads the list of its own enterprises. */
const withCities = agreementOf({
  id: 'test-city',
  consumer: 'CITY',
  provider: 'SMEB',
  purposes: ['M02'],
  fields: ['Query.pushListChanges'],
  scope: { divisions: 'own' },
});

export async function connected(): Promise<Client> {
  const client = new Client({ connectionString: runningCluster(dataDir)?.urlFor('smeb') ?? '' });
  await client.connect();
  return client;
}

/** One hub for all subjects. */
export async function startFollowing(): Promise<void> {
  dataDir = await mkdtemp(join(tmpdir(), 'srdi-test-'));
  await start();
  await putInForce(hub, [withCities]);
}

export async function endFollowing(): Promise<void> {
  await bureau.end();
  await hub.stop();
  await rm(dataDir, { recursive: true, force: true });
}

export const rows = async (text: string, values: readonly unknown[] = []): Promise<Read[]> =>
  (await bureau.query(text, [...values])).rows;

export async function page(
  since: string | null,
  first = 100,
  as = token,
): Promise<{ changes: Change[]; nextCursor: string | null; hasMore: boolean }> {
  const told = await ask(hub.url, as, QUERY, { since, first });
  expect(codesOf(told)).toEqual([]);
  return told.data.pushListChanges;
}

/** Everything after a cursor, in pages. */
export async function allAfter(
  since: string | null,
  as = token,
): Promise<{ changes: Change[]; cursor: string | null }> {
  const changes: Change[] = [];
  let cursor = since;
  for (;;) {
    const next = await page(cursor, 150, as);
    changes.push(...next.changes);
    cursor = next.nextCursor;
    if (!next.hasMore) return { changes, cursor };
  }
}

/** The list that a consumer holds after these changes; each must follow from the one before. */
export function followed(
  changes: readonly Change[],
  list = new Map<string, string | null>(),
): Map<string, string | null> {
  for (const { kind, enterprise, tierBefore, tierAfter } of changes) {
    expect([enterprise.uscc, list.get(enterprise.uscc) ?? null]).toEqual([enterprise.uscc, tierBefore]);
    expect(kind).toBe(tierBefore === null ? 'ADDED' : tierAfter === null ? 'REMOVED' : 'CHANGED');
    if (kind === 'REMOVED') list.delete(enterprise.uscc);
    else list.set(enterprise.uscc, tierAfter);
  }
  return list;
}

export const listed = async (condition = 'true'): Promise<Map<string, string>> =>
  new Map(
    (await rows(`SELECT uscc, tier FROM cultivation WHERE tier IS NOT NULL AND ${condition}`)).map((row) => [
      row.uscc,
      row.tier,
    ]),
  );

export const sorted = (list: ReadonlyMap<string, string | null>): unknown => [...list].sort();

export const someTitled = async (count: number, offset = 0): Promise<string[]> =>
  (
    await rows(
      `SELECT uscc FROM cultivation WHERE tier = 'SRDI' ORDER BY md5(uscc) LIMIT ${count} OFFSET ${offset}`,
    )
  ).map(({ uscc }) => uscc);
