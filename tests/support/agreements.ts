import { Pool } from 'pg';
import { participants } from '../../src/kit/unit-directory';
import { readOrMakeSigningKeys, signingKeyOf } from '../../src/identity/signing-keys';
import { firstVersion, signText, writeSignedAgreements } from '../../src/commands/seed-agreements';
import type { Agreement } from '../../src/policy/agreement';
import type { BundleContent } from '../../src/policy/bundle';
import { writeDrafts } from '../../src/sharing/agreements';
import { publish } from '../../src/sharing/publication';
import { runningCluster } from '../../src/store/cluster';
import { postgresConnections } from '../../src/store/connections';
import { ask } from './ask';
import type { HubProcess } from './hub-process';
import { queryOn, type Query } from '../../src/sharing/query';

/** An agreement by which EXCH may know the size class that TAX keeps, but for what the test says. */
export const agreementOf = (change: Partial<Agreement> & Pick<Agreement, 'id'>): Agreement => ({
  consumer: 'EXCH',
  provider: 'TAX',
  purposes: ['M10'],
  fields: ['Tax.sizeClass'],
  thresholds: {},
  outcome: 'clear',
  scope: null,
  limits: null,
  validFrom: '2022-01-01',
  validUntil: '2035-12-31',
  ...change,
});

/** The hub's database under its own role. */
export async function inHubDatabase<T>(dataDir: string, work: (query: Query) => Promise<T>): Promise<T> {
  const pool = new Pool({ connectionString: runningCluster(dataDir)?.urlFor('hub') ?? '', max: 1 });
  try {
    return await work(queryOn(postgresConnections(pool)));
  } finally {
    await pool.end();
  }
}

export const draft = (dataDir: string, agreement: Agreement): Promise<void> =>
  inHubDatabase(dataDir, (query) => writeDrafts(query, [firstVersion(agreement)], null));

/** Puts agreements in force, signed by both sides' keys, publishes them as an act would, and waits until they count. */
export async function putInForce(
  { dataDir, url }: Pick<HubProcess, 'dataDir' | 'url'>,
  agreements: readonly Agreement[],
): Promise<void> {
  const bundle = await publishSigned(dataDir, agreements);
  while ((await ask(url, undefined, '{ units { code } }')).sharing.bundle !== bundle);
}

const publishSigned = (dataDir: string, agreements: readonly Agreement[]): Promise<string> =>
  inHubDatabase(dataDir, async (query) => {
    const codes = participants.map(({ code }) => code);
    const at = new Date();
    await writeSignedAgreements(
      query,
      agreements.map(firstVersion),
      await readOrMakeSigningKeys(dataDir, codes),
      at,
    );
    const [newest] = await query<{ content: string }>(
      'SELECT content FROM bundle ORDER BY number DESC LIMIT 1',
    );
    const { policies } = JSON.parse(newest?.content ?? '') as BundleContent;
    await publish(query, { policies, today: at.toISOString().slice(0, 10), at });
    const [published] = await query<{ hash: string }>('SELECT hash FROM bundle ORDER BY number DESC LIMIT 1');
    return published?.hash ?? '';
  });

/** A text signed by a unit's key of development. */
export async function signedBy(dataDir: string, unit: string, text: string): Promise<string> {
  const key = await signingKeyOf(dataDir, unit);
  if (key === undefined) throw new Error(`no key of ${unit}`);
  return signText(key, text);
}
