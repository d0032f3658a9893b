import type { MigrationInterface, QueryRunner } from 'typeorm';

class IpbInitial1700000000001 implements MigrationInterface {
  readonly name = 'IpbInitial1700000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE "catalogue_project" (
        "id" BIGSERIAL NOT NULL,
        "uscc" character varying(18) NOT NULL,
        "name" text NOT NULL,
        "summary" text NOT NULL,
        "mode" character varying(40) NOT NULL,
        "investment" bigint NOT NULL,
        "published_on" date,
        CONSTRAINT "PK_7b29fc47e23292f891452e19e33" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`CREATE INDEX "IDX_cb14250d319a57d624bba43c8d" ON "catalogue_project"  ("uscc") `);
    await runner.query(`
      CREATE TABLE "prospective_investor" (
        "id" BIGSERIAL NOT NULL,
        "uscc" character varying(18) NOT NULL,
        "name" text NOT NULL,
        "kind" character varying(40) NOT NULL,
        "intended" bigint,
        "contacted_on" date NOT NULL,
        CONSTRAINT "PK_658a0d66c77d8e8d68a199c1ca1" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`CREATE INDEX "IDX_82e1ab999c36a015873b20e7b5" ON "prospective_investor"  ("uscc") `);
    await runner.query(`
      CREATE TABLE "publicity_item" (
        "id" BIGSERIAL NOT NULL,
        "uscc" character varying(18) NOT NULL,
        "title" text NOT NULL,
        "channel" character varying(40) NOT NULL,
        "outlet" text NOT NULL,
        "published_on" date NOT NULL,
        CONSTRAINT "PK_ad3dd5482d73dbbc8e02e05299b" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`CREATE INDEX "IDX_367a1d2dc702d1b7e493ac54d4" ON "publicity_item"  ("uscc") `);
    await runner.query(`
      CREATE TABLE "investment_promotion" (
        "uscc" character varying(18) NOT NULL,
        "division" character varying(6) NOT NULL,
        "is_synthetic" boolean NOT NULL DEFAULT false,
        "signed_amount" bigint,
        "stage" character varying(40),
        "chain_gap" json,
        "landing_division" character varying(6),
        "contact_officer" text,
        CONSTRAINT "investment_promotion_signed" CHECK ("signed_amount" IS NULL OR "stage" IN ('SIGNED', 'LANDED')),
        CONSTRAINT "PK_b95ee25bddf7b7ffaacc55ab2b9" PRIMARY KEY ("uscc")
      )
    `);
    await runner.query(`
      CREATE TABLE "access_record" (
        "sequence" bigint NOT NULL,
        "time" TIMESTAMP(3) WITH TIME ZONE NOT NULL,
        "request_id" text NOT NULL,
        "consumer" json NOT NULL,
        "purpose" text NOT NULL,
        "bundle" text NOT NULL,
        "operation" text NOT NULL,
        "fields" json NOT NULL,
        "rows" text,
        "state" text NOT NULL,
        "refused" json,
        "completed_at" TIMESTAMP(3) WITH TIME ZONE,
        CONSTRAINT "PK_d58c33e4878ba6e5c044f4599a1" PRIMARY KEY ("sequence")
      )
    `);
    await runner.query(`
      CREATE TABLE "access_subject" (
        "subject" text NOT NULL,
        "time" TIMESTAMP(3) WITH TIME ZONE NOT NULL,
        "sequence" bigint NOT NULL,
        CONSTRAINT "PK_2d2684653147e2845f7f823ad64" PRIMARY KEY ("subject", "time", "sequence")
      )
    `);
    await runner.query(`
      CREATE TABLE "access_carried" (
        "unit" text NOT NULL,
        "segment" text NOT NULL,
        "byte_offset" bigint NOT NULL,
        "sequence" bigint NOT NULL,
        CONSTRAINT "PK_c4704ac421c5440febd2d5d2166" PRIMARY KEY ("unit")
      )
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE "access_carried"`);
    await runner.query(`DROP TABLE "access_subject"`);
    await runner.query(`DROP TABLE "access_record"`);
    await runner.query(`DROP TABLE "investment_promotion"`);
    await runner.query(`DROP INDEX "public"."IDX_367a1d2dc702d1b7e493ac54d4"`);
    await runner.query(`DROP TABLE "publicity_item"`);
    await runner.query(`DROP INDEX "public"."IDX_82e1ab999c36a015873b20e7b5"`);
    await runner.query(`DROP TABLE "prospective_investor"`);
    await runner.query(`DROP INDEX "public"."IDX_cb14250d319a57d624bba43c8d"`);
    await runner.query(`DROP TABLE "catalogue_project"`);
  }
}

export { IpbInitial1700000000001 as migration };
