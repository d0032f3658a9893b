import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { CorrectionState, Finding } from './correction-state';

/** 校核: somebody who was shown a field of an enterprise says that it is wrong, and its owner finds out. */
@Entity('correction')
@Index(['uscc', 'field', 'filer'], { unique: true, where: `state <> 'CLOSED'` })
@Index(['owner'])
@Index(['filer'])
export class CorrectionRow {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  id!: string;

  @Column({ type: 'varchar', length: 18 })
  uscc!: string;

  /** Coordinate. */
  @Column({ type: 'varchar', length: 128 })
  field!: string;

  /** Code of the unit whose field it is. */
  @Column({ type: 'varchar', length: 8 })
  owner!: string;

  /** Unit code, or `SELF` for the enterprise. */
  @Column({ type: 'varchar', length: 10 })
  filer!: string;

  /** Receipt of the request in which the field was shown. */
  @Column({ type: 'varchar', length: 64 })
  shown!: string;

  /** What is said to be wrong. */
  @Column({ type: 'text' })
  objection!: string;

  /** Evidence: documents by their numbers. */
  @Column({ type: 'text', nullable: true })
  evidence!: string | null;

  @Column({ type: 'varchar', length: 16 })
  state!: CorrectionState;

  @Column({ name: 'filed_at', type: 'timestamptz', precision: 3 })
  filedAt!: Date;

  /** What one official of the owner found, which another concludes. */
  @Column({ type: 'varchar', length: 16, nullable: true })
  finding!: Finding | null;

  /** Pseudonym. */
  @Column({ name: 'found_by', type: 'varchar', length: 128, nullable: true })
  foundBy!: string | null;

  @Column({ type: 'text', nullable: true })
  reply!: string | null;

  @Column({ type: 'text', nullable: true })
  basis!: string | null;

  @Column({ name: 'concluded_at', type: 'timestamptz', precision: 3, nullable: true })
  concludedAt!: Date | null;

  @Column({ name: 'closed_at', type: 'timestamptz', precision: 3, nullable: true })
  closedAt!: Date | null;
}
