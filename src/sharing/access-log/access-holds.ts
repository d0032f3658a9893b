import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { HubContext } from '../hub-context';
import type { AccessDelay } from './access-log-types';

/**
 * 延迟告知: while an investigation runs, an enterprise is not told that one unit looked at it (个人信息保护法 第18条、第35条).
 * Only the telling is put off: the owners' records hold every entry, and all are told when the hold ends.
 */
@Entity('access_hold')
@Index(['uscc'])
@Index(['unit'])
export class AccessHoldRow {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  id!: string;

  @Column({ type: 'varchar', length: 8 })
  unit!: string;

  @Column({ type: 'varchar', length: 18 })
  uscc!: string;

  /** Law and article. */
  @Column({ type: 'text' })
  basis!: string;

  @Column({ name: 'ends_on', type: 'date' })
  endsOn!: string;

  /** Pseudonym. */
  @Column({ name: 'proposed_by', type: 'varchar', length: 128 })
  proposedBy!: string;

  @Column({ name: 'proposed_at', type: 'timestamptz', precision: 3 })
  proposedAt!: Date;

  /** It begins when another official has confirmed it; nothing before is withheld. */
  @Column({ name: 'confirmed_at', type: 'timestamptz', precision: 3, nullable: true })
  confirmedAt!: Date | null;

  @Column({ name: 'released_at', type: 'timestamptz', precision: 3, nullable: true })
  releasedAt!: Date | null;
}

/** One that has been confirmed, over or not. */
export interface AccessHold {
  readonly unit: string;
  readonly basis: string;
  /** ISO, ms. */
  readonly since: string;
  /** When it was released, or the end of its last day; what comes later is told. */
  readonly until: string;
  readonly isOver: boolean;
}

/** Those that were ever confirmed about one enterprise. */
export async function holdsOf(hub: HubContext, uscc: string): Promise<AccessHold[]> {
  const rows = await hub.lookup<{ unit: string; basis: string; since: Date; until: Date; isOver: boolean }>({
    name: 'access_holds',
    text: `SELECT unit, basis, confirmed_at AS since,
             coalesce(released_at, (ends_on + 1)::timestamp AT TIME ZONE 'Asia/Shanghai') AS until,
             released_at IS NOT NULL OR ends_on < $2::date AS "isOver"
           FROM access_hold WHERE uscc = $1 AND confirmed_at IS NOT NULL ORDER BY confirmed_at`,
    values: [uscc, hub.today],
  });
  return rows.map(({ since, until, ...hold }) => ({
    ...hold,
    since: since.toISOString(),
    until: until.toISOString(),
  }));
}

/** Whose entries, since when, are not told now. */
export function withheldNow(holds: readonly AccessHold[]): { unit: string; since: string }[] {
  return holds.filter(({ isOver }) => !isOver).map(({ unit, since }) => ({ unit, since }));
}

/** The hold, now over, for which an entry was told late. */
export function delayOf(holds: readonly AccessHold[], unit: string, time: string): AccessDelay | null {
  const hold = holds.find(
    (item) => item.isOver && item.unit === unit && item.since <= time && time < item.until,
  );
  return hold === undefined ? null : { basis: hold.basis, since: hold.since, until: hold.until };
}
