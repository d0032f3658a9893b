import type { Connections } from '../kit/connections';
import { canonicalJson } from '../kit/canonical-json';
import { agreementDigest, bundleHash, type BundleContent } from '../policy/bundle';
import { contentColumns, type AgreementContent } from './agreements';
import { allKeys, isSignedByBoth, type Signature } from './signatures';
import { queryOn, type Query } from './query';

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
  const proved = new Map<string, AgreementContent>();
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
      const missing = content.agreements.filter((listed) => !proved.has(keyOf(listed)));
      await prove(query, missing, proved);
      const agreements = content.agreements.map((listed) => {
        const agreement = proved.get(keyOf(listed));
        if (agreement === undefined) throw new Error(`协议 ${listed[0]} 与所发布的不符，或缺少双方签名`);
        return agreement;
      });
      const inForce = new Set(content.agreements.map(keyOf));
      for (const key of proved.keys()) if (!inForce.has(key)) proved.delete(key);
      return { number: Number(row.number), hash: row.hash, agreements };
    },
  };
}

type Listed = BundleContent['agreements'][number];

const keyOf = ([id, digest]: Listed): string => `${id} ${digest}`;

/** So many at a time: between them the other work of the process has its turn. */
const AT_ONCE = 50;

/** Adds what of the listed agreements has the digest of its content and both signatures; what was proved stays so. */
async function prove(
  query: Query,
  listed: readonly Listed[],
  proved: Map<string, AgreementContent>,
): Promise<void> {
  if (listed.length === 0) return;
  const keys = new Map((await allKeys(query)).map((key) => [key.kid, key]));
  for (let from = 0; from < listed.length; from += AT_ONCE) {
    const ids = listed.slice(from, from + AT_ONCE).map(([id]) => id);
    const rows = await query<AgreementContent & { signatures: readonly Signature[] | null }>(
      `SELECT ${contentColumns}, (SELECT json_agg(s) FROM agreement_signature s WHERE s.agreement = a.id) AS signatures
       FROM agreement a WHERE id = ANY($1)`,
      [ids],
    );
    for (const { signatures, ...content } of rows)
      if (isSignedByBoth(content, signatures ?? [], keys))
        proved.set(keyOf([content.id, agreementDigest(content)]), content);
  }
}
