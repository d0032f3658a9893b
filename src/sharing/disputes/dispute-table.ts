import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { DisputeOutcome, DisputeState } from './dispute-state';

/** 共享争议: about one application, in three tiers. */
@Entity('dispute')
@Index('dispute_open', ['application'], { unique: true, where: `state IN ('NEGOTIATING', 'COORDINATING')` })
export class DisputeRow {
  /** `D-13`. */
  @PrimaryColumn({ type: 'varchar', length: 16 })
  no!: string;

  @Column({ type: 'varchar', length: 16 })
  application!: string;

  /** Unit that opened it. */
  @Column({ name: 'opened_by', type: 'varchar', length: 8 })
  openedBy!: string;

  @Column({ type: 'text' })
  matter!: string;

  @Column({ type: 'text' })
  basis!: string;

  @Column({ type: 'varchar', length: 16 })
  state!: DisputeState;

  /** What one side has offered, and whether the reply is to be given anew if the other accepts. */
  @Column({ type: 'text', nullable: true })
  offer!: string | null;

  @Column({ name: 'offered_by', type: 'varchar', length: 8, nullable: true })
  offeredBy!: string | null;

  @Column({ type: 'boolean', default: false })
  reopens!: boolean;

  @Column({ type: 'varchar', length: 16, nullable: true })
  outcome!: DisputeOutcome | null;

  @Column({ type: 'text', nullable: true })
  decision!: string | null;

  @Column({ name: 'decision_basis', type: 'text', nullable: true })
  decisionBasis!: string | null;

  /** Number of the government's own document. */
  @Column({ name: 'document_no', type: 'text', nullable: true })
  documentNo!: string | null;

  @Column({ name: 'prepared_by', type: 'varchar', length: 128, nullable: true })
  preparedBy!: string | null;

  @Column({ name: 'made_at', type: 'timestamptz', precision: 3 })
  madeAt!: Date;
}
