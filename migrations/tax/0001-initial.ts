import type { MigrationInterface, QueryRunner } from 'typeorm';

class TaxInitial1700000000001 implements MigrationInterface {
  readonly name = 'TaxInitial1700000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE "annual_return" (
        "id" BIGSERIAL NOT NULL,
        "uscc" character varying(18) NOT NULL,
        "year" integer NOT NULL,
        "revenue" bigint NOT NULL,
        "main_revenue" bigint,
        "net_profit" bigint,
        "assets" bigint,
        "debt" bigint,
        "rd_expense" bigint,
        "tax_paid" bigint,
        "employees" integer,
        CONSTRAINT "PK_dc96886c9efe3f80eb5d71acd49" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`
      CREATE UNIQUE INDEX "IDX_8a3697a9fac2bb239403e697c3" ON "annual_return"  (
        "uscc",
        "year"
      ) 
    `);
    await runner.query(`
      CREATE TABLE "tax_relief_bill" (
        "id" BIGSERIAL NOT NULL,
        "uscc" character varying(18) NOT NULL,
        "year" integer NOT NULL,
        "value_added_tax" bigint NOT NULL,
        "income_tax" bigint NOT NULL,
        "rd_deduction" bigint NOT NULL,
        "local_taxes_and_fees" bigint NOT NULL,
        CONSTRAINT "PK_886d02af919cbfe1dbafca1e4ba" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`
      CREATE UNIQUE INDEX "IDX_37e49a1f7c2d08d036cdf11476" ON "tax_relief_bill"  (
        "uscc",
        "year"
      ) 
    `);
    await runner.query(`
      CREATE TABLE "violation" (
        "id" BIGSERIAL NOT NULL,
        "uscc" character varying(18) NOT NULL,
        "document_no" text NOT NULL,
        "kind" character varying(40) NOT NULL,
        "decided_on" date NOT NULL,
        "amount" bigint,
        "published_on" date,
        CONSTRAINT "PK_b4f833198cf98062eca084418eb" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`CREATE INDEX "IDX_e30d2f043bb84b9eebfe76ca38" ON "violation"  ("uscc") `);
    await runner.query(`
      CREATE TABLE "tax" (
        "uscc" character varying(18) NOT NULL,
        "division" character varying(6) NOT NULL,
        "is_synthetic" boolean NOT NULL DEFAULT false,
        "taxpayer_status" character varying(40),
        "credit_rating" character varying(40),
        "size_class" character varying(40),
        "arrears_announced" boolean,
        CONSTRAINT "PK_dc0a098e45210538c242283a40a" PRIMARY KEY ("uscc")
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
    await runner.query(`DROP TABLE "tax"`);
    await runner.query(`DROP INDEX "public"."IDX_e30d2f043bb84b9eebfe76ca38"`);
    await runner.query(`DROP TABLE "violation"`);
    await runner.query(`DROP INDEX "public"."IDX_37e49a1f7c2d08d036cdf11476"`);
    await runner.query(`DROP TABLE "tax_relief_bill"`);
    await runner.query(`DROP INDEX "public"."IDX_8a3697a9fac2bb239403e697c3"`);
    await runner.query(`DROP TABLE "annual_return"`);
  }
}

export { TaxInitial1700000000001 as migration };
