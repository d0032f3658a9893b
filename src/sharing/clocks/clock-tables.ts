import { Column, Entity, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import type { Provenance } from '../../kit/rules/rule-set';

/** A clock that runs, stands or has ended, for one step of one matter. */
@Entity('clock')
@Index(['kind', 'subject'])
@Index(['dueOn'], { where: 'ended_on IS NULL' })
export class ClockRow {
  @PrimaryGeneratedColumn({ type: 'bigint' })
  id!: string;

  /** As in `sharing_event`: `application`, `dispute`, `catalogue`, `correction`. */
  @Column({ type: 'varchar', length: 16 })
  kind!: string;

  @Column({ type: 'varchar', length: 64 })
  subject!: string;

  @Column({ type: 'varchar', length: 24 })
  step!: string;

  @Column({ type: 'varchar', length: 64 })
  rule!: string;

  @Column({ type: 'varchar', length: 8 })
  counted!: string;

  @Column({ name: 'started_on', type: 'date' })
  startedOn!: string;

  @Column({ name: 'due_on', type: 'date' })
  dueOn!: string;

  @Column({ name: 'paused_on', type: 'date', nullable: true })
  pausedOn!: string | null;

  @Column({ name: 'ended_on', type: 'date', nullable: true })
  endedOn!: string | null;

  /** Unit that must act before it is due, or `SELF` for the enterprise. */
  @Column({ type: 'varchar', length: 8 })
  responsible!: string;

  /** Unit that waits for it, or `SELF` for the enterprise. */
  @Column({ type: 'varchar', length: 8 })
  concerned!: string;

  /** Division for which the one that waits acts; null: for the whole unit. */
  @Column({ type: 'varchar', length: 6, nullable: true })
  division!: string | null;
}

/** A rule that the authority has set beside the texts that the hub knows, or in place of one of them. */
@Entity('clock_rule')
export class ClockRuleRow {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  id!: string;

  @Column({ type: 'varchar', length: 24 })
  step!: string;

  @Column({ type: 'integer' })
  days!: number;

  @Column({ type: 'varchar', length: 8 })
  counted!: string;

  @Column({ type: 'varchar', length: 6, nullable: true })
  division!: string | null;

  @Column({ type: 'text' })
  source!: string;

  @Column({ type: 'varchar', length: 4 })
  provenance!: Provenance;

  @Column({ name: 'verified_by', type: 'text', nullable: true })
  verifiedBy!: string | null;

  @Column({ name: 'valid_from', type: 'date' })
  validFrom!: string;
}

/** A year of working days that the authority has loaded from the State Council's notice. */
@Entity('calendar_year')
export class CalendarYearRow {
  @PrimaryColumn({ type: 'integer' })
  year!: number;

  @Column({ type: 'json' })
  holidays!: string[];

  @Column({ type: 'json' })
  workdays!: string[];

  @Column({ type: 'text' })
  source!: string;
}
