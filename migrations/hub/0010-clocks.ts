import type { MigrationInterface, QueryRunner } from 'typeorm';

class HubClocks1700000000010 implements MigrationInterface {
  readonly name = 'HubClocks1700000000010';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE "clock" (
        "id" BIGSERIAL NOT NULL,
        "kind" character varying(16) NOT NULL,
        "subject" character varying(64) NOT NULL,
        "step" character varying(24) NOT NULL,
        "rule" character varying(64) NOT NULL,
        "counted" character varying(8) NOT NULL,
        "started_on" date NOT NULL,
        "due_on" date NOT NULL,
        "paused_on" date,
        "ended_on" date,
        "responsible" character varying(8) NOT NULL,
        "concerned" character varying(8) NOT NULL,
        "division" character varying(6),
        CONSTRAINT "PK_f5e432be52c8e5686e4d31269ec" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`
      CREATE INDEX "IDX_4d85e7f2c1d7430276307e91fc" ON "clock"  ("due_on") WHERE ended_on IS NULL
    `);
    await runner.query(`CREATE INDEX "IDX_be426c883b812d2afaa61ab8ff" ON "clock"  ("kind", "subject") `);
    await runner.query(`
      CREATE TABLE "clock_rule" (
        "id" character varying(64) NOT NULL,
        "step" character varying(24) NOT NULL,
        "days" integer NOT NULL,
        "counted" character varying(8) NOT NULL,
        "division" character varying(6),
        "source" text NOT NULL,
        "provenance" character varying(4) NOT NULL,
        "verified_by" text,
        "valid_from" date NOT NULL,
        CONSTRAINT "PK_fa07bdb6bd25ef6620515145b15" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`
      CREATE TABLE "calendar_year" (
        "year" integer NOT NULL,
        "holidays" json NOT NULL,
        "workdays" json NOT NULL,
        "source" text NOT NULL,
        CONSTRAINT "PK_4a5f5b39f8e07f51dab5be6fed9" PRIMARY KEY ("year")
      )
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE "calendar_year"`);
    await runner.query(`DROP TABLE "clock_rule"`);
    await runner.query(`DROP INDEX "public"."IDX_be426c883b812d2afaa61ab8ff"`);
    await runner.query(`DROP INDEX "public"."IDX_4d85e7f2c1d7430276307e91fc"`);
    await runner.query(`DROP TABLE "clock"`);
  }
}

export { HubClocks1700000000010 as migration };
