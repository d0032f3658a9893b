import type { MigrationInterface, QueryRunner } from 'typeorm';

class LfrInitial1700000000001 implements MigrationInterface {
  readonly name = 'LfrInitial1700000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE "financing_demand" (
        "id" BIGSERIAL NOT NULL,
        "uscc" character varying(18) NOT NULL,
        "amount" bigint NOT NULL,
        "term_months" integer NOT NULL,
        "purpose" character varying(40) NOT NULL,
        "stated_on" date NOT NULL,
        CONSTRAINT "PK_f311295055267074d8156ce316d" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`CREATE INDEX "IDX_d4e8f76192256b55ce105e6ae0" ON "financing_demand"  ("uscc") `);
    await runner.query(`
      CREATE TABLE "matched_product" (
        "id" BIGSERIAL NOT NULL,
        "uscc" character varying(18) NOT NULL,
        "product_no" text NOT NULL,
        "product" text NOT NULL,
        "lender" text NOT NULL,
        "matched_on" date NOT NULL,
        CONSTRAINT "PK_240b4335b347a3590613fcbd2ac" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`CREATE INDEX "IDX_f89f785fc6715dfb0535aa6fd4" ON "matched_product"  ("uscc") `);
    await runner.query(`
      CREATE TABLE "financing_guarantee" (
        "id" BIGSERIAL NOT NULL,
        "uscc" character varying(18) NOT NULL,
        "guarantor" text NOT NULL,
        "amount" bigint NOT NULL,
        "fee_rate" numeric(18,6) NOT NULL,
        "is_reguaranteed" boolean NOT NULL,
        "began_on" date NOT NULL,
        "ends_on" date NOT NULL,
        CONSTRAINT "PK_1b74aed0453bfc4049f46f25abb" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`CREATE INDEX "IDX_045158f4d9b45b5246b360cb42" ON "financing_guarantee"  ("uscc") `);
    await runner.query(`
      CREATE TABLE "listing_reserve" (
        "id" BIGSERIAL NOT NULL,
        "uscc" character varying(18) NOT NULL,
        "layer" character varying(40) NOT NULL,
        "batch" text NOT NULL,
        "entered_on" date NOT NULL,
        CONSTRAINT "PK_6dad892259cbf4fe6cf22dc362c" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`CREATE INDEX "IDX_2d5c152c2d2c7a69301b4f709c" ON "listing_reserve"  ("uscc") `);
    await runner.query(`
      CREATE TABLE "listing_obstacle" (
        "id" BIGSERIAL NOT NULL,
        "uscc" character varying(18) NOT NULL,
        "kind" character varying(40) NOT NULL,
        "matter" text NOT NULL,
        "reported_on" date NOT NULL,
        "resolved_on" date,
        CONSTRAINT "PK_3e2556e721c88e4a1c10c791287" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`CREATE INDEX "IDX_f9b9c890299bcef6311d12238f" ON "listing_obstacle"  ("uscc") `);
    await runner.query(`
      CREATE TABLE "listing_plan" (
        "id" BIGSERIAL NOT NULL,
        "uscc" character varying(18) NOT NULL,
        "plan_no" text NOT NULL,
        "title" text NOT NULL,
        "lead_institution" text NOT NULL,
        "issued_on" date NOT NULL,
        CONSTRAINT "PK_57b7010136384279c7a1c67fdcd" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`CREATE INDEX "IDX_db73a0734479d738584b263915" ON "listing_plan"  ("uscc") `);
    await runner.query(`
      CREATE TABLE "financing" (
        "uscc" character varying(18) NOT NULL,
        "division" character varying(6) NOT NULL,
        "is_synthetic" boolean NOT NULL DEFAULT false,
        "in_push_list" boolean,
        "match_status" character varying(40),
        "target_board" character varying(40),
        CONSTRAINT "PK_4fa48c1d9afa4acc303571c1cae" PRIMARY KEY ("uscc")
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
    await runner.query(`DROP TABLE "financing"`);
    await runner.query(`DROP INDEX "public"."IDX_db73a0734479d738584b263915"`);
    await runner.query(`DROP TABLE "listing_plan"`);
    await runner.query(`DROP INDEX "public"."IDX_f9b9c890299bcef6311d12238f"`);
    await runner.query(`DROP TABLE "listing_obstacle"`);
    await runner.query(`DROP INDEX "public"."IDX_2d5c152c2d2c7a69301b4f709c"`);
    await runner.query(`DROP TABLE "listing_reserve"`);
    await runner.query(`DROP INDEX "public"."IDX_045158f4d9b45b5246b360cb42"`);
    await runner.query(`DROP TABLE "financing_guarantee"`);
    await runner.query(`DROP INDEX "public"."IDX_f89f785fc6715dfb0535aa6fd4"`);
    await runner.query(`DROP TABLE "matched_product"`);
    await runner.query(`DROP INDEX "public"."IDX_d4e8f76192256b55ce105e6ae0"`);
    await runner.query(`DROP TABLE "financing_demand"`);
  }
}

export { LfrInitial1700000000001 as migration };
