import type { MigrationInterface, QueryRunner } from 'typeorm';

class HubConsents1700000000030 implements MigrationInterface {
  readonly name = 'HubConsents1700000000030';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE "consent_request" (
        "id" character varying(64) NOT NULL,
        "uscc" character varying(18) NOT NULL,
        "consumer" character varying(8) NOT NULL,
        "purpose" character varying(4) NOT NULL,
        "fields" json NOT NULL,
        "year_from" integer,
        "year_until" integer,
        "mode" character varying(8) NOT NULL DEFAULT 'VIEW',
        "keep_days" integer,
        "times" integer,
        "times_per" character varying(8),
        "starts_on" date NOT NULL,
        "ends_on" date NOT NULL,
        "reason" text NOT NULL,
        "state" character varying(12) NOT NULL DEFAULT 'OPEN',
        "requested_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL,
        "answered_at" TIMESTAMP(3) WITH TIME ZONE,
        "answer" text,
        CONSTRAINT "PK_96e8c0c30fcb02ac2cb7e2ba094" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`
      CREATE UNIQUE INDEX "IDX_5ccb9b17b36bf2e00027831e3b" ON "consent_request"  (
        "uscc",
        "consumer",
        "purpose"
      ) WHERE state = 'OPEN'
    `);
    await runner.query(`CREATE INDEX "IDX_5c605490a1221e18561321c8a0" ON "consent_request"  ("consumer") `);
    await runner.query(`
      CREATE TABLE "consent_use" (
        "consent" character varying(64) NOT NULL,
        "request" character varying(64) NOT NULL,
        "used_on" date NOT NULL,
        CONSTRAINT "PK_bdde89e632564f1918183e7a609" PRIMARY KEY ("consent", "request")
      )
    `);
    await runner.query(`ALTER TABLE "consent" ADD "year_from" integer`);
    await runner.query(`ALTER TABLE "consent" ADD "year_until" integer`);
    await runner.query(`ALTER TABLE "consent" ADD "mode" character varying(8) NOT NULL DEFAULT 'VIEW'`);
    await runner.query(`ALTER TABLE "consent" ADD "keep_days" integer`);
    await runner.query(`ALTER TABLE "consent" ADD "times" integer`);
    await runner.query(`ALTER TABLE "consent" ADD "times_per" character varying(8)`);
    await runner.query(`ALTER TABLE "consent" ADD "given_at" TIMESTAMP(3) WITH TIME ZONE`);
    await runner.query(`ALTER TABLE "consent" ADD "paused_at" TIMESTAMP(3) WITH TIME ZONE`);
    await runner.query(`ALTER TABLE "consent" ADD "by_person" boolean NOT NULL DEFAULT false`);
    await runner.query(`ALTER TABLE "consent" ADD "signature" text`);
    await runner.query(`ALTER TABLE "consent" ADD "signer" character varying(64)`);
    await runner.query(`ALTER TABLE "consent" ADD "request" character varying(64)`);
    await runner.query(`CREATE INDEX "IDX_278d8d588ca21731beeb7d3466" ON "consent"  ("consumer") `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX "public"."IDX_278d8d588ca21731beeb7d3466"`);
    await runner.query(`ALTER TABLE "consent" DROP COLUMN "request"`);
    await runner.query(`ALTER TABLE "consent" DROP COLUMN "signer"`);
    await runner.query(`ALTER TABLE "consent" DROP COLUMN "signature"`);
    await runner.query(`ALTER TABLE "consent" DROP COLUMN "by_person"`);
    await runner.query(`ALTER TABLE "consent" DROP COLUMN "paused_at"`);
    await runner.query(`ALTER TABLE "consent" DROP COLUMN "given_at"`);
    await runner.query(`ALTER TABLE "consent" DROP COLUMN "times_per"`);
    await runner.query(`ALTER TABLE "consent" DROP COLUMN "times"`);
    await runner.query(`ALTER TABLE "consent" DROP COLUMN "keep_days"`);
    await runner.query(`ALTER TABLE "consent" DROP COLUMN "mode"`);
    await runner.query(`ALTER TABLE "consent" DROP COLUMN "year_until"`);
    await runner.query(`ALTER TABLE "consent" DROP COLUMN "year_from"`);
    await runner.query(`DROP TABLE "consent_use"`);
    await runner.query(`DROP INDEX "public"."IDX_5c605490a1221e18561321c8a0"`);
    await runner.query(`DROP INDEX "public"."IDX_5ccb9b17b36bf2e00027831e3b"`);
    await runner.query(`DROP TABLE "consent_request"`);
  }
}

export { HubConsents1700000000030 as migration };
