import type { UsageLimits } from '../kit/usage-limits';
import { Column, Entity, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

/** Life of an agreement. That it has expired follows from its days and stands nowhere. */
export type AgreementState =
  'DRAFT' | 'CONSUMER_SIGNED' | 'PROVIDER_SIGNED' | 'IN_FORCE' | 'SUSPENDED' | 'SUPERSEDED' | 'REVOKED';

/** 共享协议, one version: its content stays as it was drafted, only its state changes. */
@Entity('agreement')
@Index(['state'])
export class AgreementRow {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  id!: string;

  @Column({ type: 'int', default: 1 })
  version!: number;

  /** The version that this one takes the place of when it comes into force. */
  @Column({ type: 'varchar', length: 64, nullable: true })
  supersedes!: string | null;

  /** Number of the application that it answers. */
  @Column({ type: 'varchar', length: 64, nullable: true })
  application!: string | null;

  @Column({ type: 'varchar', length: 16, default: 'DRAFT' })
  state!: AgreementState;

  /** Pseudonym of the official who drafted it, who does not sign it. */
  @Column({ name: 'prepared_by', type: 'varchar', length: 128, nullable: true })
  preparedBy!: string | null;

  /** Unit that suspended it, which alone, or the authority, resumes it. */
  @Column({ name: 'suspended_by', type: 'varchar', length: 8, nullable: true })
  suspendedBy!: string | null;

  /** Of the content that both sides signed; there as soon as it is in force. */
  @Column({ type: 'varchar', length: 32, nullable: true })
  digest!: string | null;

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

  @Column({ type: 'json', nullable: true })
  limits!: UsageLimits | null;

  @Column({ name: 'valid_from', type: 'date' })
  validFrom!: string;

  @Column({ name: 'valid_until', type: 'date' })
  validUntil!: string;
}

/** One side's signature on one version of an agreement: each side signs once. */
@Entity('agreement_signature')
export class AgreementSignature {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  agreement!: string;

  @PrimaryColumn({ type: 'varchar', length: 8 })
  side!: 'consumer' | 'provider';

  /** Unit whose key it is. */
  @Column({ type: 'varchar', length: 8 })
  unit!: string;

  @Column({ type: 'varchar', length: 64 })
  kid!: string;

  /** Base64url. */
  @Column({ type: 'text' })
  signature!: string;

  /** Pseudonym of the official, or of the seed. */
  @Column({ type: 'varchar', length: 128 })
  official!: string;

  @Column({ name: 'signed_at', type: 'timestamptz', precision: 3 })
  signedAt!: Date;
}

/** A public key by which a unit's signatures are checked. */
@Entity('signing_key')
export class SigningKey {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  kid!: string;

  @Column({ type: 'varchar', length: 8 })
  unit!: string;

  @Column({ type: 'varchar', length: 16 })
  algorithm!: string;

  /** JWK. */
  @Column({ name: 'public_key', type: 'json' })
  publicKey!: object;

  /** From then on it signs nothing more. */
  @Column({ name: 'withdrawn_at', type: 'timestamptz', precision: 3, nullable: true })
  withdrawnAt!: Date | null;
}

/** One publication: what was in force from then on. Only ever added to. */
@Entity('bundle')
@Index(['hash'])
export class BundleRow {
  @PrimaryGeneratedColumn({ type: 'bigint' })
  number!: string;

  @Column({ type: 'varchar', length: 32 })
  hash!: string;

  /** Canonical JSON, of which `hash` is the hash: numbers and digests of the agreements, digest of the policies. */
  @Column({ type: 'text' })
  content!: string;

  @Column({ name: 'published_at', type: 'timestamptz', precision: 3 })
  publishedAt!: Date;
}

/** How much was asked under one agreement in one window. */
@Entity('agreement_usage')
export class AgreementUsage {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  agreement!: string;

  @PrimaryColumn({ name: 'window_start', type: 'timestamptz', precision: 3 })
  windowStart!: Date;

  @Column({ type: 'int' })
  calls!: number;

  @Column({ type: 'int' })
  enterprises!: number;
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
