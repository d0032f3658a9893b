import type { MigrationInterface, QueryRunner } from 'typeorm';

class LfrChanges1700000000002 implements MigrationInterface {
  readonly name = 'LfrChanges1700000000002';

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
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE "change_key"`);
  }
}

export { LfrChanges1700000000002 as migration };
