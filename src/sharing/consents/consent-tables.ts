import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { ConsentMode, ConsentWindow } from './consent-terms';

/** What an enterprise is asked for or has said yes to: who may read what, for what, how, how often, from when to when. */
abstract class ConsentTermsRow {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  id!: string;

  @Column({ type: 'varchar', length: 18 })
  uscc!: string;

  @Column({ type: 'varchar', length: 8 })
  consumer!: string;

  @Column({ type: 'varchar', length: 4 })
  purpose!: string;

  /** Coordinates: `Credit.creditOverview`. */
  @Column({ type: 'json' })
  fields!: string[];

  /** First and last year of the data; both null: all years. */
  @Column({ name: 'year_from', type: 'int', nullable: true })
  yearFrom!: number | null;

  @Column({ name: 'year_until', type: 'int', nullable: true })
  yearUntil!: number | null;

  @Column({ type: 'varchar', length: 8, default: 'VIEW' })
  mode!: ConsentMode;

  /** How many days the consumer may keep what it was told; null where it may keep nothing. */
  @Column({ name: 'keep_days', type: 'int', nullable: true })
  keepDays!: number | null;

  /** Questions within each window; null: as often as the purpose needs. */
  @Column({ type: 'int', nullable: true })
  times!: number | null;

  /** `per` is a word of SQL. */
  @Column({ name: 'times_per', type: 'varchar', length: 8, nullable: true })
  timesPer!: ConsentWindow | null;

  @Column({ name: 'starts_on', type: 'date' })
  startsOn!: string;

  @Column({ name: 'ends_on', type: 'date' })
  endsOn!: string;
}

/** 企业授权: an enterprise's yes to one consumer, purpose and set of fields, with an end. */
@Entity('consent')
@Index(['uscc', 'consumer', 'purpose'])
@Index(['consumer'])
export class ConsentRow extends ConsentTermsRow {
  /** Null for those that the synthetic world begins with. */
  @Column({ name: 'given_at', type: 'timestamptz', precision: 3, nullable: true })
  givenAt!: Date | null;

  @Column({ name: 'paused_at', type: 'timestamptz', precision: 3, nullable: true })
  pausedAt!: Date | null;

  @Column({ name: 'revoked_at', type: 'timestamptz', nullable: true })
  revokedAt!: Date | null;

  /** The legal representative gave it in person. */
  @Column({ name: 'by_person', type: 'boolean', default: false })
  byPerson!: boolean;

  /** The enterprise's own signature over the text of the consent: a JWS, and the thumbprint of its key (RFC 7638). */
  @Column({ type: 'text', nullable: true })
  signature!: string | null;

  @Column({ type: 'varchar', length: 64, nullable: true })
  signer!: string | null;

  /** The request that it answers. */
  @Column({ type: 'varchar', length: 64, nullable: true })
  request!: string | null;
}

/** 授权请求: a consumer asks an enterprise for its yes. One at a time for each purpose. */
@Entity('consent_request')
@Index(['consumer'])
@Index(['uscc', 'consumer', 'purpose'], { unique: true, where: `state = 'OPEN'` })
export class ConsentRequestRow extends ConsentTermsRow {
  @Column({ type: 'text' })
  reason!: string;

  @Column({ type: 'varchar', length: 12, default: 'OPEN' })
  state!: 'OPEN' | 'GRANTED' | 'DECLINED' | 'WITHDRAWN';

  @Column({ name: 'requested_at', type: 'timestamptz', precision: 3 })
  requestedAt!: Date;

  @Column({ name: 'answered_at', type: 'timestamptz', precision: 3, nullable: true })
  answeredAt!: Date | null;

  /** What the enterprise said with its answer. */
  @Column({ type: 'text', nullable: true })
  answer!: string | null;
}

/** One question that was answered under a consent whose questions are counted; one request is one use. */
@Entity('consent_use')
export class ConsentUse {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  consent!: string;

  /** Receipt of the request. */
  @PrimaryColumn({ type: 'varchar', length: 64 })
  request!: string;

  @Column({ name: 'used_on', type: 'date' })
  usedOn!: string;
}

export const consentEntities = [ConsentRow, ConsentRequestRow, ConsentUse] as const;
