import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { AgreementScope } from '../../policy/agreement';
import type { ApplicationState, SharingManner } from './application-state';

/** 共享申请: one consumer asks one provider for fields, for one purpose, on a basis, until a day. */
@Entity('application')
@Index(['applicant', 'madeAt'])
@Index(['provider', 'madeAt'])
export class ApplicationRow {
  /** `A-12`. */
  @PrimaryColumn({ type: 'varchar', length: 16 })
  no!: string;

  /** What was asked of several providers at once: number of the first of its applications. */
  @Column({ type: 'varchar', length: 16 })
  cart!: string;

  @Column({ type: 'varchar', length: 8 })
  applicant!: string;

  /** Division for which the applicant's system acts. */
  @Column({ type: 'varchar', length: 6, nullable: true })
  division!: string | null;

  @Column({ type: 'varchar', length: 8 })
  provider!: string;

  /** Number of the registered operation whose fields these are. */
  @Column({ type: 'varchar', length: 16, nullable: true })
  operation!: string | null;

  @Column({ type: 'json' })
  fields!: string[];

  @Column({ type: 'json' })
  thresholds!: Record<string, number[]>;

  @Column({ type: 'varchar', length: 7 })
  purpose!: string;

  @Column({ type: 'text', nullable: true })
  basis!: string | null;

  @Column({ type: 'text', nullable: true })
  scene!: string | null;

  @Column({ type: 'json', nullable: true })
  scope!: AgreementScope | null;

  @Column({ type: 'varchar', length: 8 })
  outcome!: 'clear' | 'masked';

  @Column({ type: 'varchar', length: 8 })
  manner!: SharingManner;

  @Column({ name: 'starts_on', type: 'date' })
  startsOn!: string;

  @Column({ name: 'ends_on', type: 'date' })
  endsOn!: string;

  /** Some field is shared on condition. */
  @Column({ name: 'is_conditional', type: 'boolean' })
  isConditional!: boolean;

  @Column({ type: 'varchar', length: 16 })
  state!: ApplicationState;

  /** Counts the steps, so that nobody decides on what was changed meanwhile. */
  @Column({ type: 'integer' })
  version!: number;

  /** Official who prepared what another must decide. */
  @Column({ name: 'prepared_by', type: 'varchar', length: 128, nullable: true })
  preparedBy!: string | null;

  @Column({ type: 'varchar', length: 8, nullable: true })
  proposal!: 'AGREE' | 'REFUSE' | null;

  /** What the last step said: why it was returned, put off, refused. */
  @Column({ type: 'text', nullable: true })
  reason!: string | null;

  @Column({ name: 'reason_basis', type: 'text', nullable: true })
  reasonBasis!: string | null;

  /** The application that this one goes on from. */
  @Column({ type: 'varchar', length: 16, nullable: true })
  renews!: string | null;

  @Column({ name: 'made_at', type: 'timestamptz', precision: 3 })
  madeAt!: Date;
}
