import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Consumer, RecordedField, RecordState, RowBucket, RowRefusal } from './entry';

/** The searchable copy of one record, in its owner's database; the segments are the original. */
@Entity('access_record')
@Index(['time'])
export class AccessRecord {
  @PrimaryColumn({ type: 'bigint' })
  sequence!: string;

  @Column({ type: 'timestamptz', precision: 3 })
  time!: Date;

  @Column({ name: 'request_id', type: 'text' })
  requestId!: string;

  @Column({ type: 'json' })
  consumer!: Consumer;

  @Column({ type: 'text' })
  purpose!: string;

  @Column({ type: 'text' })
  bundle!: string;

  @Column({ type: 'text' })
  operation!: string;

  @Column({ type: 'json' })
  fields!: readonly RecordedField[];

  @Column({ type: 'text', nullable: true })
  rows!: RowBucket | null;

  @Column({ type: 'text' })
  state!: RecordState;

  /** Set by the completion: fields that were refused for some rows only. */
  @Column({ type: 'json', nullable: true })
  refused!: readonly RowRefusal[] | null;

  @Column({ name: 'completed_at', type: 'timestamptz', precision: 3, nullable: true })
  completedAt!: Date | null;
}

/**
 * Which records concern an enterprise, newest last: the key is the order in which an access log is read, so a
 * page costs its own length however many records there are.
 */
@Entity('access_subject')
export class AccessSubject {
  /** Keyed hash, never a code. */
  @PrimaryColumn({ type: 'text' })
  subject!: string;

  /** The record's time. */
  @PrimaryColumn({ type: 'timestamptz', precision: 3 })
  time!: Date;

  @PrimaryColumn({ type: 'bigint' })
  sequence!: string;
}

/** How far an owner's segments are carried over, moved in the same statement as the records themselves. */
@Entity('access_carried')
export class AccessCarried {
  /** Id of the owner whose log it is. */
  @PrimaryColumn({ type: 'text' })
  unit!: string;

  @Column({ type: 'text' })
  segment!: string;

  /** Bytes from the start of the segment. */
  @Column({ name: 'byte_offset', type: 'bigint' })
  offset!: string;

  /** The last record carried. */
  @Column({ type: 'bigint' })
  sequence!: string;
}

/** The last checkpoint of each log that this unit knows: its own, and those that it witnesses for others. */
@Entity('access_checkpoint')
export class AccessCheckpoint {
  /** `srdi-hub/TAX`. */
  @PrimaryColumn({ type: 'varchar', length: 64 })
  origin!: string;

  @Column({ type: 'bigint' })
  size!: string;

  /** The checkpoint with its signatures. */
  @Column({ type: 'text' })
  note!: string;
}

/** For the owner's DataSource. */
export const accessEntities = [AccessRecord, AccessSubject, AccessCarried, AccessCheckpoint] as const;
