import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { CatalogueState } from './catalogue-state';
import type { CatalogueResource } from './resource';

/** One version of one unit's catalogue, as it was drafted, reviewed and published. */
@Entity('catalogue_version')
@Index('catalogue_open', ['unit'], { unique: true, where: `state IN ('DRAFT', 'SUBMITTED', 'REVIEWED')` })
@Index('catalogue_published', ['unit'], { unique: true, where: `state = 'PUBLISHED'` })
export class CatalogueVersionRow {
  @PrimaryColumn({ type: 'varchar', length: 8 })
  unit!: string;

  @PrimaryColumn({ type: 'integer' })
  version!: number;

  @Column({ type: 'varchar', length: 16 })
  state!: CatalogueState;

  @Column({ type: 'json' })
  content!: CatalogueResource[];

  /** Why it was drawn up, and the day on which law or duty changed. */
  @Column({ type: 'text' })
  cause!: string;

  @Column({ name: 'changed_on', type: 'date' })
  changedOn!: string;

  @Column({ name: 'prepared_by', type: 'varchar', length: 128, nullable: true })
  preparedBy!: string | null;

  @Column({ name: 'published_on', type: 'date', nullable: true })
  publishedOn!: string | null;
}
