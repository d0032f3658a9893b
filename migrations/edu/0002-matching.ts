import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The pairs of characters by which supply is found (src/kit/character-pairs.ts); TypeORM cannot declare such an index. */
class EduMatching1700000000002 implements MigrationInterface {
  readonly name = 'EduMatching1700000000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "university_patent" ADD "ipc" text`);
    await runner.query(`CREATE INDEX "IDX_953706412236e8c2787af7c962" ON "university_patent"  ("ipc") `);
    await runner.query(`
      ALTER TABLE "university_patent" ADD CONSTRAINT "university_patent_ipc" CHECK ("ipc" ~ '^[A-H][0-9]{2}[A-Z]$')
    `);
    await runner.query(
      `CREATE INDEX university_patent_title_pairs ON university_patent USING gin (string_to_array(regexp_replace(title, '(.)(.)', '\\1\\2 ', 'g') || ' ' || regexp_replace(substr(title, 2), '(.)(.)', '\\1\\2 ', 'g'), ' '))`,
    );
    await runner.query(
      `CREATE INDEX academic_expert_field_pairs ON academic_expert USING gin (string_to_array(regexp_replace(field, '(.)(.)', '\\1\\2 ', 'g') || ' ' || regexp_replace(substr(field, 2), '(.)(.)', '\\1\\2 ', 'g'), ' '))`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX academic_expert_field_pairs');
    await runner.query('DROP INDEX university_patent_title_pairs');
    await runner.query(`ALTER TABLE "university_patent" DROP CONSTRAINT "university_patent_ipc"`);
    await runner.query(`DROP INDEX "public"."IDX_953706412236e8c2787af7c962"`);
    await runner.query(`ALTER TABLE "university_patent" DROP COLUMN "ipc"`);
  }
}

export { EduMatching1700000000002 as migration };
