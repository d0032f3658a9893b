import type { MigrationInterface, QueryRunner } from 'typeorm';

class CbircInitial1700000000001 implements MigrationInterface {
  readonly name = 'CbircInitial1700000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE "pledge_financing" (
        "id" BIGSERIAL NOT NULL,
        "uscc" character varying(18) NOT NULL,
        "lender" text NOT NULL,
        "amount" bigint NOT NULL,
        "patents" integer NOT NULL,
        "disbursed_on" date NOT NULL,
        "repaid_on" date,
        CONSTRAINT "PK_e6dd368b4ade513b27ad9d8f4ee" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`CREATE INDEX "IDX_2f15cd7d852dc82a46bb420c96" ON "pledge_financing"  ("uscc") `);
    await runner.query(`
      CREATE TABLE "insurance_policy" (
        "id" BIGSERIAL NOT NULL,
        "uscc" character varying(18) NOT NULL,
        "insurer" text NOT NULL,
        "kind" character varying(40) NOT NULL,
        "insured" bigint NOT NULL,
        "began_on" date NOT NULL,
        "ends_on" date NOT NULL,
        CONSTRAINT "PK_c4c50dbcf89b2b5c90e0cfda67d" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`CREATE INDEX "IDX_41e089bd0a91084183e53ff5ad" ON "insurance_policy"  ("uscc") `);
    await runner.query(`
      CREATE TABLE "financing_complaint" (
        "id" BIGSERIAL NOT NULL,
        "uscc" character varying(18) NOT NULL,
        "kind" character varying(40) NOT NULL,
        "institution" text NOT NULL,
        "filed_on" date NOT NULL,
        "settled_on" date,
        CONSTRAINT "PK_06a1e2382038fc8d23309a839e4" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`CREATE INDEX "IDX_60ec32aa956ce382ad40ac14f5" ON "financing_complaint"  ("uscc") `);
    await runner.query(`
      CREATE TABLE "bank_insurance" (
        "uscc" character varying(18) NOT NULL,
        "division" character varying(6) NOT NULL,
        "is_synthetic" boolean NOT NULL DEFAULT false,
        "loan_count" integer,
        "branch_serving" text,
        "industry" character varying(5),
        "loan_balance" bigint,
        "reported_on" date,
        CONSTRAINT "PK_1f4aaa112b0bc9394134fe131bf" PRIMARY KEY ("uscc")
      )
    `);
    await runner.query(`
      CREATE INDEX "bank_insurance_sector" ON "bank_insurance"  (
        "industry",
        "loan_count",
        "loan_balance",
        "reported_on"
      ) WHERE "loan_count" > 0
    `);
    await runner.query(`
      CREATE TABLE "credit_product" (
        "id" BIGSERIAL NOT NULL,
        "uscc" character varying(18) NOT NULL,
        "product_no" text NOT NULL,
        "name" text NOT NULL,
        "lender" text NOT NULL,
        "security" character varying(40) NOT NULL,
        "at_most" bigint NOT NULL,
        "term_months" integer NOT NULL,
        "rate_from" numeric(18,6) NOT NULL,
        "rate_to" numeric(18,6) NOT NULL,
        "published_on" date NOT NULL,
        CONSTRAINT "PK_780ec07c437aaba1f55a57dc614" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`
      CREATE UNIQUE INDEX "IDX_822293137fbe5bef66f86d6fd7" ON "credit_product"  ("product_no") 
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
    await runner.query(`DROP INDEX "public"."IDX_822293137fbe5bef66f86d6fd7"`);
    await runner.query(`DROP TABLE "credit_product"`);
    await runner.query(`DROP INDEX "public"."bank_insurance_sector"`);
    await runner.query(`DROP TABLE "bank_insurance"`);
    await runner.query(`DROP INDEX "public"."IDX_60ec32aa956ce382ad40ac14f5"`);
    await runner.query(`DROP TABLE "financing_complaint"`);
    await runner.query(`DROP INDEX "public"."IDX_41e089bd0a91084183e53ff5ad"`);
    await runner.query(`DROP TABLE "insurance_policy"`);
    await runner.query(`DROP INDEX "public"."IDX_2f15cd7d852dc82a46bb420c96"`);
    await runner.query(`DROP TABLE "pledge_financing"`);
  }
}

export { CbircInitial1700000000001 as migration };
