import type { MigrationInterface, QueryRunner } from 'typeorm';

class FhgInitial1700000000001 implements MigrationInterface {
  readonly name = 'FhgInitial1700000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE "fund_due_diligence_consent" (
        "id" BIGSERIAL NOT NULL,
        "uscc" character varying(18) NOT NULL,
        "consent_no" text NOT NULL,
        "covers" text NOT NULL,
        "signed_on" date NOT NULL,
        "valid_until" date NOT NULL,
        "withdrawn_on" date,
        CONSTRAINT "PK_ac551478a8baa11a304d39d0dac" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`
      CREATE INDEX "IDX_4b080cade083d989cc1076388c" ON "fund_due_diligence_consent"  ("uscc") 
    `);
    await runner.query(`
      CREATE TABLE "guidance_fund" (
        "uscc" character varying(18) NOT NULL,
        "division" character varying(6) NOT NULL,
        "is_synthetic" boolean NOT NULL DEFAULT false,
        "eligible" boolean,
        "stage" character varying(40),
        "instrument" character varying(40),
        "committed" bigint,
        "disbursed" bigint,
        "holding_ratio" numeric(18,6),
        "exit_plan" text,
        "exited_on" date,
        CONSTRAINT "guidance_fund_committed_by_instrument" CHECK ("committed" IS NULL OR "instrument" IS NOT NULL),
        CONSTRAINT "guidance_fund_disbursed_within_committed" CHECK ("disbursed" IS NULL OR "disbursed" <= "committed"),
        CONSTRAINT "guidance_fund_committed_within_fund" CHECK ("committed" <= 30000000000),
        CONSTRAINT "PK_94b93f65651afc2877bf05b393b" PRIMARY KEY ("uscc")
      )
    `);
    await runner.query(`
      CREATE INDEX "guidance_fund_committed" ON "guidance_fund"  (
        "instrument",
        "uscc"
      ) WHERE "committed" IS NOT NULL
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
    await runner.query(`DROP INDEX "public"."guidance_fund_committed"`);
    await runner.query(`DROP TABLE "guidance_fund"`);
    await runner.query(`DROP INDEX "public"."IDX_4b080cade083d989cc1076388c"`);
    await runner.query(`DROP TABLE "fund_due_diligence_consent"`);
  }
}

export { FhgInitial1700000000001 as migration };
