import { first, rows, type Read } from './performing';

export const AS_OF = '2026-06-30';
export type State = 'MET' | 'NOT_MET' | 'UNKNOWN' | 'MANUAL';

export const is = (value: boolean | null | undefined): State =>
  value === null || value === undefined ? 'UNKNOWN' : value ? 'MET' : 'NOT_MET';

/** What the owners' own tables say of one enterprise, read behind the hub's back. */
export async function figuresOf(uscc: string): Promise<Read> {
  const returns = await rows(
    'tax',
    `SELECT year, revenue::float8, main_revenue::float8, net_profit::float8, debt::float8, assets::float8, rd_expense::float8
       FROM annual_return WHERE uscc = $1`,
    [uscc],
  );
  const of = (year: number): Read => returns.find((row) => row.year === year) ?? {};
  const { size_class } = await first('tax', 'SELECT size_class FROM tax WHERE uscc = $1', [uscc]);
  const listed = await first(
    'amr',
    'SELECT abnormal_listed, seriously_dishonest FROM registration WHERE uscc = $1',
    [uscc],
  );
  const rights = await first(
    'amr',
    `SELECT coalesce(other_class1_rights, 0) + (SELECT count(*)::int FROM patent p WHERE p.uscc = i.uscc AND p.kind = 'INVENTION' AND p.status = 'IN_FORCE') AS class1,
            coalesce(other_class2_rights, 0) + (SELECT count(*)::int FROM patent p WHERE p.uscc = i.uscc AND p.kind <> 'INVENTION' AND p.status = 'IN_FORCE') AS class2,
            quality_awards, standards_joined
       FROM intellectual_property i WHERE uscc = $1`,
    [uscc],
  );
  const [miit] = await rows('miit', 'SELECT digital_level FROM industry WHERE uscc = $1', [uscc]);
  const [science] = await rows(
    'std',
    `SELECT rd_staff_share::float8, coalesce($2 BETWEEN high_tech_from AND high_tech_until, false) AS is_high_tech FROM innovation WHERE uscc = $1`,
    [uscc, AS_OF],
  );
  const incidents = await rows(
    'city',
    `SELECT 1 FROM local_incident WHERE uscc = $1 AND grade IN ('MAJOR', 'EXTRAORDINARY') AND happened_on > current_date - interval '3 years' AND happened_on <= $2`,
    [uscc, AS_OF],
  );
  const awards = await rows(
    'std',
    'SELECT level, rank FROM science_award WHERE uscc = $1 AND year BETWEEN 2023 AND 2026',
    [uscc],
  );
  const platforms = await rows(
    'std',
    'SELECT level FROM rd_platform WHERE uscc = $1 AND recognised_on <= $2',
    [uscc, AS_OF],
  );
  const bureau = await first(
    'smeb',
    `SELECT development_score::float8 AS score, former_development_score::float8 AS former,
            2026 - extract(year FROM niche_since)::int - CASE WHEN extract(doy FROM niche_since) > 1 THEN 1 ELSE 0 END AS niche,
            coalesce($2 BETWEEN innovative_from AND innovative_until, false) AS innovative,
            EXISTS (SELECT FROM recognition r WHERE r.uscc = c.uscc AND $2 BETWEEN r.valid_from AND r.valid_until) AS titled,
            EXISTS (SELECT FROM recognition r WHERE r.uscc = c.uscc AND r.tier = 'NATIONAL_LITTLE_GIANT' AND $2 BETWEEN r.valid_from AND r.valid_until) AS giant
       FROM cultivation c WHERE uscc = $1`,
    [uscc, AS_OF],
  );
  return {
    last: of(2025),
    before: of(2024),
    base: of(2023),
    size_class,
    listed,
    rights,
    digitalLevel: miit?.digital_level ?? null,
    science,
    incidents,
    awards,
    platforms,
    bureau,
  };
}

/** `part / whole` against a bound, unknown where either is not filed. */
export const ratio = (
  part: number | null | undefined,
  whole: number | null | undefined,
  bound: number,
): boolean | null =>
  typeof part !== 'number' || typeof whole !== 'number' || whole === 0 ? null : part / whole >= bound;
const wan = 1_000_000;
export const reached = (fen: number | null | undefined, amount: number): State =>
  is(typeof fen === 'number' ? fen >= amount * wan : null);

/** Of two years together: the rate that leads from the base to the last, twice applied. */
export const growth = (
  last: number | null | undefined,
  base: number | null | undefined,
  years: 1 | 2,
): number | null =>
  typeof last !== 'number' || typeof base !== 'number' || base <= 0
    ? null
    : (years === 2 ? Math.sqrt(last / base) : last / base) - 1;

/** Of all the worst counts, of alternatives the best. */
export const all = (...states: readonly State[]): State =>
  (['NOT_MET', 'UNKNOWN', 'MANUAL', 'MET'] as const).find((state) => states.includes(state)) ?? 'MET';
export const any = (...states: readonly State[]): State =>
  (['MET', 'UNKNOWN', 'MANUAL', 'NOT_MET'] as const).find((state) => states.includes(state)) ?? 'NOT_MET';
