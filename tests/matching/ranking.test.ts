import { rmSync } from 'node:fs';
import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict';
import { Pool } from 'pg';
import { characterPairs, pairsOf, sharedStretches } from '../../src/kit/character-pairs';
import { bestMatches, termsOf, type SupplyTable } from '../../src/kit/matching';
import type { Cluster } from '../../src/store/cluster';
import { postgresConnections } from '../../src/store/connections';
import { newDataDirectory, open } from '../store/support/cluster';
import { judge, type Judgement, type Ranking } from './judging';
import { demands, supplies, type SampleDemand, type SampleSupply } from './sample';

const jieba = Jieba.withDict(dict);
const dataDir = newDataDirectory();
let cluster: Cluster;
let pool: Pool;

beforeAll(async () => {
  cluster = (await open(dataDir, ['std'])).cluster;
  pool = new Pool({ connectionString: cluster.urlFor('std') });
  // A connection that is being closed may still hear that the cluster stops.
  pool.on('error', () => undefined);
  await makeTable('sample', supplies);
}, 60_000);
afterAll(async () => {
  await pool.end();
  await cluster.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

/** A supply table as an owner keeps it, with the segmented text beside for the ways that need it. */
async function makeTable(name: string, rows: readonly SampleSupply[]): Promise<void> {
  await pool.query(
    `CREATE TABLE ${name} (key text, title text, holder text, industry text, ipc text, words text)`,
  );
  await pool.query(
    `INSERT INTO ${name} SELECT key, title, '', industry, ipc, words
       FROM json_to_recordset($1) AS s(key text, title text, industry text, ipc text, words text)`,
    [JSON.stringify(rows.map((row) => ({ ...row, words: words(row.title).join(' ') })))],
  );
  await pool.query(`CREATE INDEX ${name}_pairs ON ${name} USING gin ((${pairsOf('title')}))`);
  await pool.query(`CREATE INDEX ${name}_ipc ON ${name} (ipc)`);
  await pool.query(`VACUUM ANALYZE ${name}`);
}

const tableOf = (name: string): SupplyTable => ({
  from: `${name} s`,
  number: 's.key',
  title: 's.title',
  holder: 's.holder',
  ipc: 's.ipc',
  where: '$1::date IS NOT NULL',
});

const matchesIn = (name: string, { subject, industry, ipc }: SampleDemand, first = 5) =>
  bestMatches({ pool: postgresConnections(pool), today: '2026-01-01' }, tableOf(name), {
    terms: termsOf(subject),
    industry,
    ipc,
    first,
  });

const common = new Set(
  '的 和 与 及 对 用 于 后 新 提高 提升 改进 需要 寻求 问题 方法 装置 技术 工艺 系统 设备'.split(' '),
);

/** The segmenter's words for searching, with the most common words left out for fairness. */
const words = (text: string): string[] => [
  ...new Set(
    jieba.cutForSearch(text, true).filter((word) => /[\p{L}\p{N}]/u.test(word) && !common.has(word)),
  ),
];

/**
 * Industry and class weigh the same in every way that is compared, `weight` beside text that counts 1, and the same are
 * candidates: what shares text or the class.
 */
function withFacets(
  weight: number,
  textScore: (demand: SampleDemand) => Promise<ReadonlyMap<string, number>>,
): Ranking {
  return async (demand) => {
    const scores = await textScore(demand);
    return supplies
      .map(({ key, industry, ipc }) => {
        const text = scores.get(key) ?? 0;
        const byIndustry = industry === demand.industry ? 1 : 0;
        const byClass = classLikeness(ipc, demand.ipc);
        return {
          key,
          score: text + weight * (byIndustry + byClass),
          isCandidate: text > 0 || (weight > 0 && byClass === 1),
        };
      })
      .filter(({ isCandidate }) => isCandidate)
      .sort((a, b) => b.score - a.score || (a.key < b.key ? -1 : 1))
      .map(({ key }) => key);
  };
}

/** 1 for the same subclass, a half for the same class. */
function classLikeness(one: string | null, other: string | null): number {
  if (one === null || other === null) return 0;
  return one === other ? 1 : one.slice(0, 3) === other.slice(0, 3) ? 0.5 : 0;
}

const scored = async (text: string, value: string): Promise<ReadonlyMap<string, number>> => {
  const { rows } = await pool.query<{ key: string; score: number }>(text, [value]);
  return new Map(rows.map(({ key, score }) => [key, score]));
};

const fullText = ({ subject }: SampleDemand): Promise<ReadonlyMap<string, number>> =>
  scored(
    `SELECT key, ts_rank(to_tsvector('simple', words), to_tsquery('simple', $1))::float8 AS score FROM sample`,
    words(subject).join(' | '),
  );

/** Share of the demand's words that a title has. */
const segmented = ({ subject }: SampleDemand): Promise<ReadonlyMap<string, number>> => {
  const asked = words(subject);
  return Promise.resolve(
    new Map(
      supplies.map(({ key, title }) => {
        const own = new Set(words(title));
        return [key, asked.filter((word) => own.has(word)).length / asked.length];
      }),
    ),
  );
};

/** Share of the demand's pairs of characters that a title has. */
const paired = ({ subject }: SampleDemand): Promise<ReadonlyMap<string, number>> => {
  const asked = termsOf(subject);
  return Promise.resolve(
    new Map(
      supplies.map(({ key, title }) => [
        key,
        asked.filter((pair) => title.includes(pair)).length / asked.length,
      ]),
    ),
  );
};

/** What pg_trgm's `similarity` gives where the database's character types are UTF-8; those of the cluster are C. */
const trigrams = ({ subject }: SampleDemand): Promise<ReadonlyMap<string, number>> => {
  const of = (text: string): Set<string> =>
    new Set(
      (text.match(/[\p{L}\p{N}]+/gu) ?? []).flatMap((run) => {
        const characters = [...`  ${run} `];
        return characters
          .slice(2)
          .map((_last, position) => characters.slice(position, position + 3).join(''));
      }),
    );
  const asked = of(subject);
  return Promise.resolve(
    new Map(
      supplies.map(({ key, title }) => {
        const own = of(title);
        const shared = [...asked].filter((trigram) => own.has(trigram)).length;
        return [key, shared / (asked.size + own.size - shared)];
      }),
    ),
  );
};

const inProduct: Ranking = async (demand) => (await matchesIn('sample', demand)).map(({ number }) => number);

it('ranks the labelled sample better by pairs of characters than by words or by trigrams', async () => {
  const ways: Readonly<Record<string, Ranking>> = {
    'text search over segmented words (ts_rank), text alone': withFacets(0, fullText),
    'segmented words, text alone': withFacets(0, segmented),
    'pg_trgm on UTF-8 character types, text alone': withFacets(0, trigrams),
    'pairs of characters, text alone': withFacets(0, paired),
    'text search over segmented words (ts_rank), with industry and class': withFacets(0.03, fullText),
    'segmented words, with industry and class': withFacets(0.15, segmented),
    'pg_trgm on UTF-8 character types, with industry and class': withFacets(0.15, trigrams),
    'pairs of characters, with industry and class (the hub)': inProduct,
  };
  const judged = new Map<string, Judgement>();
  for (const [name, rank] of Object.entries(ways)) judged.set(name, await judge(rank));
  report(
    [...judged].map(
      ([name, { ndcg, recall }]) => `${name}: nDCG@5 ${ndcg.toFixed(3)}, recall@5 ${recall.toFixed(3)}`,
    ),
  );
  const own = judged.get('pairs of characters, with industry and class (the hub)');
  expect(own?.ndcg).toBeGreaterThan(0.94);
  expect(own?.recall).toBeGreaterThan(0.96);
  for (const { ndcg } of judged.values()) expect(own?.ndcg).toBeGreaterThanOrEqual(ndcg);
});

it('pg_trgm finds nothing in the cluster, whose character types are C', async () => {
  await pool.query('CREATE EXTENSION pg_trgm');
  const { rows } = await pool.query<{ trigrams: string[] }>(
    `SELECT show_trgm('光伏组件热斑检测') AS trigrams`,
  );
  expect(rows[0]?.trigrams).toEqual([]);
});

it('ranks every pair of demand and supply as plain arithmetic does', async () => {
  for (const demand of demands) {
    const terms = termsOf(demand.subject);
    const expected = supplies
      .map(({ key, title, industry, ipc }) => {
        const shared = terms.filter((term) => title.includes(term)).length;
        const sameIpc = demand.ipc !== null && ipc === demand.ipc;
        const sameClass = demand.ipc !== null && ipc?.slice(0, 3) === demand.ipc.slice(0, 3);
        const rank =
          shared / terms.length +
          (industry === demand.industry ? 0.15 : 0) +
          (sameIpc ? 0.15 : sameClass ? 0.075 : 0);
        return { key, rank, isCandidate: shared > 0 || sameIpc };
      })
      .filter(({ rank, isCandidate }) => isCandidate && rank >= 0.1)
      .sort((a, b) => b.rank - a.rank || (a.key < b.key ? -1 : 1))
      .slice(0, 20)
      .map(({ key, rank }) => ({ number: key, score: Math.round((rank / 1.3) * 100) }));
    const found = await matchesIn('sample', demand, 20);
    expect(found.map(({ number, score }) => ({ number, score }))).toEqual(expected);
  }
});

it('says which words, class and industry a match shares', async () => {
  const [demand] = demands;
  if (demand === undefined) throw new Error('no demand');
  const [best] = await matchesIn('sample', demand);
  expect(best).toMatchObject({
    number: 'm01',
    sharedWords: ['煤机截割部', '密封'],
    isSameIndustry: true,
    isSameIpc: false,
  });
});

it('takes milliseconds among 100,000 supplies, by the index', async () => {
  await makeTable('many', manySupplies(100_000));
  const times: number[] = [];
  for (const demand of demands) {
    const started = performance.now();
    await matchesIn('many', demand);
    times.push(performance.now() - started);
  }
  times.sort((a, b) => a - b);
  const at = (share: number): number => times[Math.floor((times.length - 1) * share)] ?? 0;
  report([
    `100,000 supplies: p50 ${at(0.5).toFixed(0)} ms, p95 ${at(0.95).toFixed(0)} ms, most ${at(1).toFixed(0)} ms`,
  ]);
  expect(at(0.5)).toBeLessThan(300);
  const plan = await pool.query<Record<'QUERY PLAN', string>>(
    `EXPLAIN SELECT 1 FROM many s WHERE ${pairsOf('s.title')} && ARRAY['截割', '密封'] OR s.ipc = 'F16J'`,
  );
  expect(plan.rows.map((row) => row['QUERY PLAN']).join('\n')).toMatch(/many_pairs/);
}, 120_000);

it('takes pairs within words only, and joins what is shared into stretches', () => {
  expect(characterPairs('液压阀，阀芯')).toEqual(['压阀', '液压', '阀芯']);
  expect(sharedStretches('高压液压阀阀芯结构', new Set(['液压', '压阀', '阀芯']))).toEqual([
    '液压阀',
    '阀芯',
  ]);
  expect(sharedStretches('法兰', new Set(['阀芯']))).toEqual([]);
});

/** The first half of one title and the second of another: every word occurs in about one title of a hundred. */
function manySupplies(count: number): SampleSupply[] {
  return Array.from({ length: count }, (_, position) => {
    const one = supplies[position % supplies.length];
    const other = supplies[(position * 7919 + Math.floor(position / supplies.length)) % supplies.length];
    const half = (text = ''): number => Math.floor(text.length / 2);
    return {
      key: `N${position}`,
      title: `${one?.title.slice(0, half(one.title)) ?? ''}${other?.title.slice(half(other.title)) ?? ''}`,
      industry: one?.industry ?? '',
      ipc: other?.ipc ?? null,
    };
  });
}

/** The figures of docs/measurements.md, beside the test's own lines. */
function report(lines: readonly string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`);
}
