import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What was done under a key that the client chose: the same key never does anything twice. */
@Entity('change_key')
export class ChangeKey {
  /** Division for which the change was made; empty where the unit has no divisions: one city cannot see another's keys. */
  @PrimaryColumn({ type: 'text' })
  scope!: string;

  @PrimaryColumn({ type: 'text' })
  key!: string;

  /** Name of the root field. */
  @Column({ type: 'text' })
  change!: string;

  /** SHA-256 of the input: enough to tell another input from the same, and no second copy of it. */
  @Column({ type: 'text' })
  input!: string;

  @Column({ type: 'json', nullable: true })
  result!: object | null;

  /** Receipt of the request that did it. */
  @Column({ type: 'text' })
  receipt!: string;

  @Column({ name: 'made_at', type: 'timestamptz', precision: 3 })
  madeAt!: Date;
}
