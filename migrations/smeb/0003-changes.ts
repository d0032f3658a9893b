import type { MigrationInterface, QueryRunner } from 'typeorm';

class SmebChanges1700000000003 implements MigrationInterface {
  readonly name = 'SmebChanges1700000000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE "change_key" (
        "scope" text NOT NULL,
        "key" text NOT NULL,
        "change" text NOT NULL,
        "input" text NOT NULL,
        "result" json,
        "receipt" text NOT NULL,
        "made_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL,
        CONSTRAINT "PK_f02d2745c5a0a023383c1990045" PRIMARY KEY ("scope", "key")
      )
    `);
    await runner.query(`ALTER TABLE "recognition" ADD "cancelled_on" date`);
    await runner.query(`
      ALTER TABLE "recognition" ADD CONSTRAINT "recognition_cancelled_after_term" CHECK ("cancelled_on" IS NULL OR "valid_until" < "cancelled_on")
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "recognition" DROP CONSTRAINT "recognition_cancelled_after_term"`);
    await runner.query(`ALTER TABLE "recognition" DROP COLUMN "cancelled_on"`);
    await runner.query(`DROP TABLE "change_key"`);
  }
}

export { SmebChanges1700000000003 as migration };
