import type { MigrationInterface, QueryRunner } from 'typeorm';

class CsrcInitial1700000000001 implements MigrationInterface {
  readonly name = 'CsrcInitial1700000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE "tutoring_filing" (
        "id" BIGSERIAL NOT NULL,
        "uscc" character varying(18) NOT NULL,
        "tutor" text NOT NULL,
        "filed_on" date NOT NULL,
        "accepted_on" date,
        CONSTRAINT "PK_fa3f2e5eabb8fd88d7512d74e60" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`CREATE INDEX "IDX_70ac32f25e6f14136658558051" ON "tutoring_filing"  ("uscc") `);
    await runner.query(`
      CREATE TABLE "compliance_query" (
        "id" BIGSERIAL NOT NULL,
        "uscc" character varying(18) NOT NULL,
        "authority" character varying(40) NOT NULL,
        "period_from" date NOT NULL,
        "period_until" date NOT NULL,
        "requested_on" date NOT NULL,
        "certified_on" date,
        CONSTRAINT "PK_c9f48dc64a94a0ee509be3a4242" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`CREATE INDEX "IDX_44dbfcfa9de9b65a9e3f69c4c2" ON "compliance_query"  ("uscc") `);
    await runner.query(`
      CREATE TABLE "regulatory_measure" (
        "id" BIGSERIAL NOT NULL,
        "uscc" character varying(18) NOT NULL,
        "document_no" text NOT NULL,
        "kind" character varying(40) NOT NULL,
        "reason" text NOT NULL,
        "decided_on" date NOT NULL,
        CONSTRAINT "PK_936221ea0d980bc91e05bc8afbd" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`CREATE INDEX "IDX_736481ad9a9d37c823fd50e2c3" ON "regulatory_measure"  ("uscc") `);
    await runner.query(`
      CREATE TABLE "corporate_bond" (
        "id" BIGSERIAL NOT NULL,
        "uscc" character varying(18) NOT NULL,
        "code" text NOT NULL,
        "name" text NOT NULL,
        "amount" bigint NOT NULL,
        "coupon" numeric(18,6) NOT NULL,
        "issued_on" date NOT NULL,
        "matures_on" date NOT NULL,
        CONSTRAINT "PK_8f0d45e56b6c3180477ea3b0442" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`CREATE INDEX "IDX_a26e4399cec0dc74f1cd741ff8" ON "corporate_bond"  ("uscc") `);
    await runner.query(`
      CREATE TABLE "exchange_base_service" (
        "id" BIGSERIAL NOT NULL,
        "uscc" character varying(18) NOT NULL,
        "exchange" character varying(40) NOT NULL,
        "service" text NOT NULL,
        "held_on" date NOT NULL,
        CONSTRAINT "PK_2a376a2f035d3444eb3c9cf1015" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`CREATE INDEX "IDX_6087b36da1c6fd40d1e85284ce" ON "exchange_base_service"  ("uscc") `);
    await runner.query(`
      CREATE TABLE "stock_listing" (
        "uscc" character varying(18) NOT NULL,
        "division" character varying(6) NOT NULL,
        "is_synthetic" boolean NOT NULL DEFAULT false,
        "stage" character varying(40),
        "board" character varying(40),
        "stock_code" text,
        "listed_on" date,
        CONSTRAINT "PK_d8898b036e29e83b6d95d641c66" PRIMARY KEY ("uscc")
      )
    `);
    await runner.query(`CREATE UNIQUE INDEX "stock_listing_stock_code" ON "stock_listing"  ("stock_code") `);
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
    await runner.query(`DROP INDEX "public"."stock_listing_stock_code"`);
    await runner.query(`DROP TABLE "stock_listing"`);
    await runner.query(`DROP INDEX "public"."IDX_6087b36da1c6fd40d1e85284ce"`);
    await runner.query(`DROP TABLE "exchange_base_service"`);
    await runner.query(`DROP INDEX "public"."IDX_a26e4399cec0dc74f1cd741ff8"`);
    await runner.query(`DROP TABLE "corporate_bond"`);
    await runner.query(`DROP INDEX "public"."IDX_736481ad9a9d37c823fd50e2c3"`);
    await runner.query(`DROP TABLE "regulatory_measure"`);
    await runner.query(`DROP INDEX "public"."IDX_44dbfcfa9de9b65a9e3f69c4c2"`);
    await runner.query(`DROP TABLE "compliance_query"`);
    await runner.query(`DROP INDEX "public"."IDX_70ac32f25e6f14136658558051"`);
    await runner.query(`DROP TABLE "tutoring_filing"`);
  }
}

export { CsrcInitial1700000000001 as migration };
