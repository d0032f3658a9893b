import type { MigrationInterface, QueryRunner } from 'typeorm';

class PbcInitial1700000000001 implements MigrationInterface {
  readonly name = 'PbcInitial1700000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE "loan" (
        "id" BIGSERIAL NOT NULL,
        "uscc" character varying(18) NOT NULL,
        "borrower_division" character varying(6) NOT NULL,
        "lender" text NOT NULL,
        "amount" bigint NOT NULL,
        "disbursed_on" date NOT NULL,
        "repaid_on" date,
        "is_ip_pledge" boolean NOT NULL,
        "is_inclusive" boolean NOT NULL,
        CONSTRAINT "PK_4ceda725a323d254a5fd48bf95f" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`
      CREATE INDEX "loan_inclusive" ON "loan"  (
        "borrower_division",
        "uscc",
        "disbursed_on",
        "repaid_on",
        "amount"
      ) WHERE "is_inclusive"
    `);
    await runner.query(`
      CREATE INDEX "loan_ip_pledge" ON "loan"  (
        "borrower_division",
        "uscc",
        "disbursed_on",
        "repaid_on",
        "amount"
      ) WHERE "is_ip_pledge"
    `);
    await runner.query(`CREATE INDEX "IDX_46a2a8ad46672f37def1b1d2d4" ON "loan"  ("uscc") `);
    await runner.query(`
      CREATE TABLE "negative_record" (
        "id" BIGSERIAL NOT NULL,
        "uscc" character varying(18) NOT NULL,
        "kind" character varying(40) NOT NULL,
        "began_on" date NOT NULL,
        "ended_on" date,
        CONSTRAINT "PK_1f50820c055958d5b820a14f280" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`CREATE INDEX "IDX_c4e21a35ad1e4b872f8f7cfc28" ON "negative_record"  ("uscc") `);
    await runner.query(`
      CREATE TABLE "objection" (
        "id" BIGSERIAL NOT NULL,
        "uscc" character varying(18) NOT NULL,
        "subject" text NOT NULL,
        "filed_on" date NOT NULL,
        "settled_on" date,
        CONSTRAINT "PK_f66a92a8254c445494f6cc3be60" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`CREATE INDEX "IDX_c0ed834d039e7c54697773bf57" ON "objection"  ("uscc") `);
    await runner.query(`
      CREATE TABLE "query_receipt" (
        "id" BIGSERIAL NOT NULL,
        "uscc" character varying(18) NOT NULL,
        "queried_at" TIMESTAMP WITH TIME ZONE NOT NULL,
        "institution" text NOT NULL,
        "reason" character varying(40) NOT NULL,
        "authorisation_no" text,
        "authorised_on" date,
        CONSTRAINT "PK_add7ddf05f20f88a93ab134d25e" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`CREATE INDEX "IDX_8bb210286f433aafad90f505ed" ON "query_receipt"  ("uscc") `);
    await runner.query(`
      CREATE TABLE "credit" (
        "uscc" character varying(18) NOT NULL,
        "division" character varying(6) NOT NULL,
        "is_synthetic" boolean NOT NULL DEFAULT false,
        "list_support_tool" json,
        CONSTRAINT "PK_6a3537687c4d99b8a2d3e93f518" PRIMARY KEY ("uscc")
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
    await runner.query(`DROP TABLE "credit"`);
    await runner.query(`DROP INDEX "public"."IDX_8bb210286f433aafad90f505ed"`);
    await runner.query(`DROP TABLE "query_receipt"`);
    await runner.query(`DROP INDEX "public"."IDX_c0ed834d039e7c54697773bf57"`);
    await runner.query(`DROP TABLE "objection"`);
    await runner.query(`DROP INDEX "public"."IDX_c4e21a35ad1e4b872f8f7cfc28"`);
    await runner.query(`DROP TABLE "negative_record"`);
    await runner.query(`DROP INDEX "public"."IDX_46a2a8ad46672f37def1b1d2d4"`);
    await runner.query(`DROP INDEX "public"."loan_ip_pledge"`);
    await runner.query(`DROP INDEX "public"."loan_inclusive"`);
    await runner.query(`DROP TABLE "loan"`);
  }
}

export { PbcInitial1700000000001 as migration };
