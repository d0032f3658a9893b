import type { MigrationInterface, QueryRunner } from 'typeorm';

class LfrCheckpoints1700000000003 implements MigrationInterface {
  readonly name = 'LfrCheckpoints1700000000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE "access_checkpoint" (
        "origin" character varying(64) NOT NULL,
        "size" bigint NOT NULL,
        "note" text NOT NULL,
        CONSTRAINT "PK_d8a5c680dd4d54c8ca96f9d32de" PRIMARY KEY ("origin")
      )
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE "access_checkpoint"`);
  }
}

export { LfrCheckpoints1700000000003 as migration };
