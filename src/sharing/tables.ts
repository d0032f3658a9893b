import { Column, Entity, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

/** 共享协议, as it was signed; the bundle is compiled from the rows in force. */
@Entity('agreement')
export class AgreementRow {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  id!: string;

  @Column({ type: 'varchar', length: 8 })
  consumer!: string;

  @Column({ type: 'varchar', length: 8 })
  provider!: string;

  @Column({ type: 'json' })
  purposes!: string[];

  @Column({ type: 'json' })
  fields!: string[];

  /** Coordinate of a yes-or-no question → the thresholds that may be asked. */
  @Column({ type: 'json', default: '{}' })
  thresholds!: Record<string, number[]>;

  @Column({ type: 'varchar', length: 8 })
  outcome!: 'clear' | 'masked';

  @Column({ type: 'json', nullable: true })
  scope!: { divisions?: string[] | 'own'; tiers?: string[] } | null;

  @Column({ name: 'valid_from', type: 'date' })
  validFrom!: string;

  @Column({ name: 'valid_until', type: 'date' })
  validUntil!: string;

  @Column({ name: 'revoked_at', type: 'timestamptz', nullable: true })
  revokedAt!: Date | null;

  /** Number of the application that it was agreed on; null where the plan's own operations are its ground. */
  @Column({ type: 'varchar', length: 16, nullable: true, unique: true })
  application!: string | null;

  /** `DRAFT` until both sides have signed; only one in force is compiled. */
  @Column({ type: 'varchar', length: 16, default: 'IN_FORCE' })
  state!: string;
}

/** 企业授权: an enterprise's yes to one consumer, purpose and set of fields, with an end. */
@Entity('consent')
@Index(['uscc', 'consumer', 'purpose'])
export class ConsentRow {
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

  @Column({ name: 'starts_on', type: 'date' })
  startsOn!: string;

  @Column({ name: 'ends_on', type: 'date' })
  endsOn!: string;

  @Column({ name: 'revoked_at', type: 'timestamptz', nullable: true })
  revokedAt!: Date | null;
}

/** One act in the life of a right: who did what to which application, agreement or consent, and when. Only ever added to. */
@Entity('sharing_event')
@Index(['kind', 'subject'])
export class SharingEvent {
  @PrimaryGeneratedColumn({ type: 'bigint' })
  id!: string;

  @Column({ type: 'timestamptz', precision: 3 })
  at!: Date;

  /** `consent`, `agreement`, `application` … */
  @Column({ type: 'varchar', length: 16 })
  kind!: string;

  /** Its number. */
  @Column({ type: 'varchar', length: 64 })
  subject!: string;

  /** Name of the root field. */
  @Column({ type: 'varchar', length: 40 })
  act!: string;

  /** Unit code, or `ENTERPRISE`. */
  @Column({ type: 'varchar', length: 10 })
  actor!: string;

  /** Pseudonym of the official. */
  @Column({ type: 'varchar', length: 128 })
  official!: string;

  @Column({ name: 'from_state', type: 'varchar', length: 16, nullable: true })
  fromState!: string | null;

  @Column({ name: 'to_state', type: 'varchar', length: 16, nullable: true })
  toState!: string | null;

  /** What was said with it: reason, legal basis. */
  @Column({ type: 'text', nullable: true })
  note!: string | null;

  /** Receipt of the request. */
  @Column({ type: 'varchar', length: 64 })
  receipt!: string;
}

/** What was loaded into this database and when: `synthetic` says which world. */
@Entity('hub_fact')
export class HubFact {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  name!: string;

  @Column({ type: 'text' })
  value!: string;
}
