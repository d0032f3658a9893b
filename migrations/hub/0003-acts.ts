import type { MigrationInterface, QueryRunner } from 'typeorm';

class HubActs1700000000003 implements MigrationInterface {
  readonly name = 'HubActs1700000000003';

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
    await runner.query(`
      CREATE TABLE "sharing_event" (
        "id" BIGSERIAL NOT NULL,
        "at" TIMESTAMP(3) WITH TIME ZONE NOT NULL,
        "kind" character varying(16) NOT NULL,
        "subject" character varying(64) NOT NULL,
        "act" character varying(40) NOT NULL,
        "actor" character varying(10) NOT NULL,
        "official" character varying(128) NOT NULL,
        "from_state" character varying(16),
        "to_state" character varying(16),
        "note" text,
        "receipt" character varying(64) NOT NULL,
        CONSTRAINT "PK_60f542fadc1e14adb19316d1164" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`
      CREATE INDEX "IDX_ee273da11990b2fd71ae16893b" ON "sharing_event"  (
        "kind",
        "subject"
      ) 
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX "public"."IDX_ee273da11990b2fd71ae16893b"`);
    await runner.query(`DROP TABLE "sharing_event"`);
    await runner.query(`DROP TABLE "change_key"`);
  }
}

export { HubActs1700000000003 as migration };
