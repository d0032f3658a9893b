import type { MigrationInterface, QueryRunner } from 'typeorm';

class HubAgreements1700000000020 implements MigrationInterface {
  readonly name = 'HubAgreements1700000000020';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE "agreement_signature" (
        "agreement" character varying(64) NOT NULL,
        "side" character varying(8) NOT NULL,
        "unit" character varying(8) NOT NULL,
        "kid" character varying(64) NOT NULL,
        "signature" text NOT NULL,
        "official" character varying(128) NOT NULL,
        "signed_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL,
        CONSTRAINT "PK_c6db98847068b9f6a55d1d6f32a" PRIMARY KEY ("agreement", "side")
      )
    `);
    await runner.query(`
      CREATE TABLE "signing_key" (
        "kid" character varying(64) NOT NULL,
        "unit" character varying(8) NOT NULL,
        "algorithm" character varying(16) NOT NULL,
        "public_key" json NOT NULL,
        CONSTRAINT "PK_00d7e305393ab903d6eb06c11f9" PRIMARY KEY ("kid")
      )
    `);
    await runner.query(`
      CREATE TABLE "bundle" (
        "number" BIGSERIAL NOT NULL,
        "hash" character varying(32) NOT NULL,
        "content" text NOT NULL,
        "published_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL,
        CONSTRAINT "PK_6453855bf8482c321f328284b98" PRIMARY KEY ("number")
      )
    `);
    await runner.query(`CREATE INDEX "IDX_ffdb3fc653290d994e40418174" ON "bundle"  ("hash") `);
    await runner.query(`
      CREATE TABLE "agreement_usage" (
        "agreement" character varying(64) NOT NULL,
        "window_start" TIMESTAMP(3) WITH TIME ZONE NOT NULL,
        "calls" integer NOT NULL,
        "enterprises" integer NOT NULL,
        CONSTRAINT "PK_86828bb499cf979c37dc8904eba" PRIMARY KEY ("agreement", "window_start")
      )
    `);
    await runner.query(`ALTER TABLE "agreement" ADD "version" integer NOT NULL DEFAULT '1'`);
    await runner.query(`ALTER TABLE "agreement" ADD "supersedes" character varying(64)`);
    await runner.query(`ALTER TABLE "agreement" ADD "application" character varying(64)`);
    await runner.query(`ALTER TABLE "agreement" ADD "state" character varying(16) NOT NULL DEFAULT 'DRAFT'`);
    // Nobody had signed what was in force until then, so it is a draft, unless it had been revoked.
    await runner.query(`UPDATE "agreement" SET "state" = 'REVOKED' WHERE "revoked_at" IS NOT NULL`);
    await runner.query(`ALTER TABLE "agreement" DROP COLUMN "revoked_at"`);
    await runner.query(`ALTER TABLE "agreement" ADD "prepared_by" character varying(128)`);
    await runner.query(`ALTER TABLE "agreement" ADD "suspended_by" character varying(8)`);
    await runner.query(`ALTER TABLE "agreement" ADD "digest" character varying(32)`);
    await runner.query(`ALTER TABLE "agreement" ADD "limits" json`);
    await runner.query(`CREATE INDEX "IDX_9a70a20998e270b55005ce3606" ON "agreement"  ("state") `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX "public"."IDX_9a70a20998e270b55005ce3606"`);
    await runner.query(`ALTER TABLE "agreement" DROP COLUMN "limits"`);
    await runner.query(`ALTER TABLE "agreement" DROP COLUMN "digest"`);
    await runner.query(`ALTER TABLE "agreement" DROP COLUMN "suspended_by"`);
    await runner.query(`ALTER TABLE "agreement" DROP COLUMN "prepared_by"`);
    await runner.query(`ALTER TABLE "agreement" DROP COLUMN "state"`);
    await runner.query(`ALTER TABLE "agreement" DROP COLUMN "application"`);
    await runner.query(`ALTER TABLE "agreement" DROP COLUMN "supersedes"`);
    await runner.query(`ALTER TABLE "agreement" DROP COLUMN "version"`);
    await runner.query(`ALTER TABLE "agreement" ADD "revoked_at" TIMESTAMP WITH TIME ZONE`);
    await runner.query(`DROP TABLE "agreement_usage"`);
    await runner.query(`DROP INDEX "public"."IDX_ffdb3fc653290d994e40418174"`);
    await runner.query(`DROP TABLE "bundle"`);
    await runner.query(`DROP TABLE "signing_key"`);
    await runner.query(`DROP TABLE "agreement_signature"`);
  }
}

export { HubAgreements1700000000020 as migration };
