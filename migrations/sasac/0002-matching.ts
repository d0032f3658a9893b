import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The pairs of characters by which supply is found (src/kit/character-pairs.ts); TypeORM cannot declare such an index. */
class SasacMatching1700000000002 implements MigrationInterface {
  readonly name = 'SasacMatching1700000000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "licensable_patent" ADD "ipc" text`);
    await runner.query(`CREATE INDEX "IDX_664483b3945fe5193f77892921" ON "licensable_patent"  ("ipc") `);
    await runner.query(`
      ALTER TABLE "licensable_patent" ADD CONSTRAINT "licensable_patent_ipc" CHECK ("ipc" ~ '^[A-H][0-9]{2}[A-Z]$')
    `);
    await runner.query(
      `CREATE INDEX licensable_patent_title_pairs ON licensable_patent USING gin (string_to_array(regexp_replace(title, '(.)(.)', '\\1\\2 ', 'g') || ' ' || regexp_replace(substr(title, 2), '(.)(.)', '\\1\\2 ', 'g'), ' '))`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX licensable_patent_title_pairs');
    await runner.query(`ALTER TABLE "licensable_patent" DROP CONSTRAINT "licensable_patent_ipc"`);
    await runner.query(`DROP INDEX "public"."IDX_664483b3945fe5193f77892921"`);
    await runner.query(`ALTER TABLE "licensable_patent" DROP COLUMN "ipc"`);
  }
}

export { SasacMatching1700000000002 as migration };
