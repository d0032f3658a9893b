import type { MigrationInterface, QueryRunner } from 'typeorm';

class HubDisputes1700000000012 implements MigrationInterface {
  readonly name = 'HubDisputes1700000000012';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE "dispute" (
        "no" character varying(16) NOT NULL,
        "application" character varying(16) NOT NULL,
        "opened_by" character varying(8) NOT NULL,
        "matter" text NOT NULL,
        "basis" text NOT NULL,
        "state" character varying(16) NOT NULL,
        "offer" text,
        "offered_by" character varying(8),
        "reopens" boolean NOT NULL DEFAULT false,
        "outcome" character varying(16),
        "decision" text,
        "decision_basis" text,
        "document_no" text,
        "prepared_by" character varying(128),
        "made_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL,
        CONSTRAINT "PK_92f789c2c989408363beab30517" PRIMARY KEY ("no")
      )
    `);
    await runner.query(`
      CREATE UNIQUE INDEX "dispute_open" ON "dispute"  (
        "application") WHERE state IN ('NEGOTIATING',
        'COORDINATING'
      )
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX "public"."dispute_open"`);
    await runner.query(`DROP TABLE "dispute"`);
  }
}

export { HubDisputes1700000000012 as migration };
