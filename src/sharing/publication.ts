import type { Connections } from '../kit/connections';
import { canonicalJson } from '../kit/canonical-json';
import { kept } from '../kit/kept';
import { agreementDigest, bundleHash, type BundleContent } from '../policy/bundle';
import { contentColumns, queryOn, type AgreementContent, type Query } from './agreements';
import { allKeys, isSignedByBoth, type Signature } from './signatures';

/** Name of the lock under which anything changes that is in force: publications have an order. */
export const AGREEMENTS = 'agreements';

/** What decides over a publication beside the agreements. */
export interface PublicationFacts {
  /** Digest of the policies of the publishing process. */
  readonly policies: string;
  /** What had expired by this day is left out. */
  readonly today: string;
  readonly at: Date;
}

/** Publishes what is in force now and announces it with the end of the transaction, which holds the lock. */
export async function publish(query: Query, { policies, today, at }: PublicationFacts): Promise<void> {
  const rows = await query<{ id: string; digest: string }>(
    `SELECT id, digest FROM agreement WHERE state = 'IN_FORCE' AND valid_until >= $1`,
    [today],
  );
  const agreements = rows
    .map(({ id, digest }): [string, string] => [id, digest])
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const content: BundleContent = { agreements, policies };
  await query('INSERT INTO bundle (hash, content, published_at) VALUES ($1, $2, $3)', [
    bundleHash(content),
    canonicalJson(content),
    at,
  ]);
  await query(`SELECT pg_notify('feed', 'bundle')`);
}

/** Publishes unless the bundle of this hash, or for none any bundle, was published before. */
export async function publishUnlessKnown(
  pool: Connections,
  hash: string | undefined,
  facts: PublicationFacts,
): Promise<void> {
  await aloneWithAgreements(pool, async (query) => {
    const known = await query('SELECT FROM bundle WHERE $1::text IS NULL OR hash = $1 LIMIT 1', [
      hash ?? null,
    ]);
    if (known.length === 0) await publish(query, facts);
  });
}

/** One transaction under the lock, for what is no act of an official. */
export async function aloneWithAgreements(
  pool: Connections,
  work: (query: Query) => Promise<void>,
): Promise<void> {
  const client = await pool.connect();
  const query = queryOn(client);
  try {
    await client.query('BEGIN');
    await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [AGREEMENTS]);
    await work(query);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

/** One publication, and what it is made of. */
export interface PublishedBundle {
  readonly number: number;
  readonly hash: string;
  readonly agreements: readonly AgreementContent[];
}

export interface PublicationReader {
  newest(): Promise<number>;
  /** The newest publication; rejects where what is kept is not what was published and signed. */
  read(): Promise<PublishedBundle>;
}

/** Reads publications and keeps the agreements that were proved, since they never change. */
export function publicationReader(query: Query): PublicationReader {
  let proved = new Map<string, AgreementContent>();
  return {
    async newest() {
      const [row] = await query<{ number: string }>('SELECT max(number)::text AS number FROM bundle');
      return Number(row?.number ?? 0);
    },
    async read() {
      const [row] = await query<{ number: string; hash: string; content: string }>(
        'SELECT number, hash, content FROM bundle ORDER BY number DESC LIMIT 1',
      );
      if (row === undefined) throw new Error('no bundle was published');
      const content = JSON.parse(row.content) as BundleContent;
      if (bundleHash(content) !== row.hash) throw new Error(`授权包 ${row.hash} 的内容与其哈希不符`);
      const missing = content.agreements.filter(([id, digest]) => !proved.has(`${id} ${digest}`));
      const found = await prove(query, missing);
      proved = new Map(
        content.agreements.map(([id, digest]) => {
          const key = `${id} ${digest}`;
          const agreement = proved.get(key) ?? found.get(key);
          if (agreement === undefined) throw new Error(`协议 ${id} 与所发布的不符，或缺少双方签名`);
          return [key, agreement];
        }),
      );
      return { number: Number(row.number), hash: row.hash, agreements: [...proved.values()] };
    },
  };
}

/** Those of the listed agreements whose content has the listed digest and both signatures. */
async function prove(
  query: Query,
  listed: readonly (readonly [id: string, digest: string])[],
): Promise<Map<string, AgreementContent>> {
  if (listed.length === 0) return new Map();
  const ids = listed.map(([id]) => id);
  const rows = await query<AgreementContent>(`SELECT ${contentColumns} FROM agreement WHERE id = ANY($1)`, [
    ids,
  ]);
  const signed = await query<Signature & { agreement: string }>(
    'SELECT agreement, side, kid, signature FROM agreement_signature WHERE agreement = ANY($1)',
    [ids],
  );
  const known = await allKeys(query);
  const keys = new Map(known.map((key) => [key.kid, key]));
  const signatures = new Map<string, Signature[]>();
  for (const one of signed) kept(signatures, one.agreement, (): Signature[] => []).push(one);
  return new Map(
    rows
      .filter((content) => isSignedByBoth(content, signatures.get(content.id) ?? [], keys))
      .map((content) => [`${content.id} ${agreementDigest(content)}`, content]),
  );
}
