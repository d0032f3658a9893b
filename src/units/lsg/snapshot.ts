import { GraphQLError } from 'graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Queryable } from '../../kit/connections';
import { figureRules } from './figures';
import { figureOf, type Outcome } from './scorecard';
import type { Scorecard, ScorecardFigureCode, ScorecardFigureState } from './scorecard-figure';

/** One figure of one day: sums only, nothing of any enterprise. */
@Entity('scorecard_snapshot')
export class ScorecardSnapshot {
  /** China's calendar day. */
  @PrimaryColumn({ type: 'date' })
  day!: string;

  @PrimaryColumn({ type: 'varchar', length: 40 })
  figure!: ScorecardFigureCode;

  @Column({ type: 'double precision', nullable: true })
  value!: number | null;

  @Column({ type: 'varchar', length: 12 })
  state!: ScorecardFigureState;

  @Column({ type: 'text', nullable: true })
  reason!: string | null;

  @Column({ type: 'text', nullable: true })
  reading!: string | null;

  @Column({ name: 'taken_at', type: 'timestamptz', precision: 3 })
  takenAt!: Date;

  /** Worked out later from dated records. */
  @Column({ name: 'is_reconstructed', type: 'boolean' })
  isReconstructed!: boolean;
}

/** What is kept of one figure. */
export type KeptFigure = Outcome & { readonly code: ScorecardFigureCode };

export interface Snapshot {
  readonly day: string;
  /** ISO. */
  readonly takenAt: string;
  readonly isReconstructed: boolean;
  readonly figures: readonly KeptFigure[];
}

/** Keeps what is not kept yet: the first word on a figure stands, unless its owner had not answered. */
export async function keepSnapshot(
  pool: Queryable,
  { day, takenAt, isReconstructed, figures }: Snapshot,
): Promise<void> {
  await pool.query(
    `INSERT INTO scorecard_snapshot (day, figure, value, state, reason, reading, taken_at, is_reconstructed)
     SELECT $1, code, value, state, reason, reading, $2, $3
       FROM json_to_recordset($4::json) AS f(code text, value float8, state text, reason text, reading text)
     ON CONFLICT (day, figure) DO UPDATE SET value = excluded.value, state = excluded.state,
       reason = excluded.reason, reading = excluded.reading, taken_at = excluded.taken_at
      WHERE scorecard_snapshot.state = 'UNAVAILABLE' AND excluded.state <> 'UNAVAILABLE'`,
    [day, takenAt, isReconstructed, JSON.stringify(figures)],
  );
}

interface SnapshotRow extends Outcome {
  readonly code: ScorecardFigureCode;
  readonly takenAt: Date;
  readonly isReconstructed: boolean;
}

/** The scorecard of a past day as it was kept; throws BAD_USER_INPUT naming the nearest days where none was. */
export async function snapshotOf(pool: Queryable, day: string): Promise<Scorecard> {
  const { rows } = await pool.query<SnapshotRow>(
    `SELECT figure AS code, value, state, reason, reading, taken_at AS "takenAt", is_reconstructed AS "isReconstructed"
       FROM scorecard_snapshot WHERE day = $1`,
    [day],
  );
  if (rows.length === 0) throw await noSnapshot(pool, day);
  const kept = new Map(rows.map((row) => [row.code, row]));
  return {
    asOf: day,
    isSnapshot: true,
    isReconstructed: rows.every(({ isReconstructed }) => isReconstructed),
    figures: figureRules.flatMap((rule) => {
      const row = kept.get(rule.code);
      if (row === undefined) return [];
      const { value, state, reason, reading } = row;
      return figureOf(rule, { value, state, reason, reading }, () => row.takenAt.toISOString());
    }),
  };
}

async function noSnapshot(pool: Queryable, day: string): Promise<GraphQLError> {
  const { rows } = await pool.query<{ before: string | null; after: string | null }>(
    `SELECT max(day) FILTER (WHERE day < $1)::text AS before, min(day) FILTER (WHERE day > $1)::text AS after
       FROM scorecard_snapshot`,
    [day],
  );
  const nearest = [rows[0]?.before, rows[0]?.after].filter((found) => typeof found === 'string');
  const next = nearest.length === 0 ? '尚无任何快照，请不填 asOf' : `最近的有 ${nearest.join('、')}`;
  return new GraphQLError(`${day} 没有保存快照：${next}`, { extensions: { code: 'BAD_USER_INPUT' } });
}

export interface KeptPoint extends Omit<Outcome, 'reading'> {
  readonly day: string;
  readonly isReconstructed: boolean;
}

/** What was kept of one figure, oldest first; both ends included. */
export async function keptPoints(
  pool: Queryable,
  figure: ScorecardFigureCode,
  from: string,
  to: string,
): Promise<KeptPoint[]> {
  const { rows } = await pool.query<KeptPoint>(
    `SELECT day::text, value, state, reason, is_reconstructed AS "isReconstructed"
       FROM scorecard_snapshot WHERE figure = $1 AND day BETWEEN $2 AND $3 ORDER BY day`,
    [figure, from, to],
  );
  return rows;
}
