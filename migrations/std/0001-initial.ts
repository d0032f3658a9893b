import type { MigrationInterface, QueryRunner } from 'typeorm';

class StdInitial1700000000001 implements MigrationInterface {
  readonly name = 'StdInitial1700000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE "technology_contract" (
        "id" BIGSERIAL NOT NULL,
        "uscc" character varying(18) NOT NULL,
        "registration_no" text NOT NULL,
        "kind" character varying(40) NOT NULL,
        "side" character varying(40) NOT NULL,
        "subject" text NOT NULL,
        "amount" bigint NOT NULL,
        "technology_amount" bigint NOT NULL,
        "registered_on" date NOT NULL,
        CONSTRAINT "PK_ffc0341910ff4ee065b12c68f0c" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`CREATE INDEX "IDX_b130de3bb5e0616fb994b3a785" ON "technology_contract"  ("uscc") `);
    await runner.query(`
      CREATE TABLE "shared_instrument" (
        "id" BIGSERIAL NOT NULL,
        "uscc" character varying(18) NOT NULL,
        "division" character varying(6) NOT NULL,
        "instrument_no" text NOT NULL,
        "name" text NOT NULL,
        "purpose" character varying(40) NOT NULL,
        "host" text NOT NULL,
        "hourly_fee" bigint,
        "accepts_vouchers" boolean NOT NULL,
        "shared_since" date NOT NULL,
        CONSTRAINT "PK_a3812f953257916c5b3f45d5871" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`
      CREATE UNIQUE INDEX "IDX_41efaf3f3d648156173f806d46" ON "shared_instrument"  ("instrument_no") 
    `);
    await runner.query(`
      CREATE TABLE "technology_supply" (
        "id" BIGSERIAL NOT NULL,
        "uscc" character varying(18) NOT NULL,
        "supply_no" text NOT NULL,
        "title" text NOT NULL,
        "industry" character varying(5) NOT NULL,
        "holder" text NOT NULL,
        "maturity" character varying(40) NOT NULL,
        "offer" character varying(40) NOT NULL,
        "published_on" date NOT NULL,
        CONSTRAINT "PK_e118cba8cdd5ed3c3beda534d6d" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`
      CREATE UNIQUE INDEX "IDX_6f3d03677eac1bba70c26716b7" ON "technology_supply"  ("supply_no") 
    `);
    await runner.query(`
      CREATE TABLE "rd_platform" (
        "id" BIGSERIAL NOT NULL,
        "uscc" character varying(18) NOT NULL,
        "name" text NOT NULL,
        "kind" character varying(40) NOT NULL,
        "level" character varying(40) NOT NULL,
        "recognised_on" date NOT NULL,
        CONSTRAINT "PK_0f1d57842a044e48220d0ce221c" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`CREATE INDEX "IDX_4a01acaf8db55a3fec038e88b5" ON "rd_platform"  ("uscc") `);
    await runner.query(`
      CREATE TABLE "science_award" (
        "id" BIGSERIAL NOT NULL,
        "uscc" character varying(18) NOT NULL,
        "year" integer NOT NULL,
        "award" text NOT NULL,
        "level" character varying(40) NOT NULL,
        "grade" character varying(40) NOT NULL,
        "project" text NOT NULL,
        "rank" integer NOT NULL,
        CONSTRAINT "PK_3b738782e1790debf279ad92637" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`CREATE INDEX "IDX_4d6d1e437aff469f9e865d4212" ON "science_award"  ("uscc") `);
    await runner.query(`
      CREATE TABLE "science_project" (
        "id" BIGSERIAL NOT NULL,
        "uscc" character varying(18) NOT NULL,
        "project_no" text NOT NULL,
        "title" text NOT NULL,
        "programme" character varying(40) NOT NULL,
        "funding" bigint NOT NULL,
        "approved_on" date NOT NULL,
        "accepted_on" date,
        CONSTRAINT "PK_4721c586baf18b3d86fb5ffab23" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`CREATE INDEX "IDX_92d87e87f04934589c70ccecf3" ON "science_project"  ("uscc") `);
    await runner.query(`
      CREATE TABLE "technology_demand" (
        "id" BIGSERIAL NOT NULL,
        "uscc" character varying(18) NOT NULL,
        "subject" text NOT NULL,
        "budget" bigint,
        "collected_on" date NOT NULL,
        "met_on" date,
        CONSTRAINT "PK_5a76a2f7bd7e63b62c429a69485" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`CREATE INDEX "IDX_7bc912106ebe442377ebe37a22" ON "technology_demand"  ("uscc") `);
    await runner.query(`
      CREATE TABLE "innovation_voucher" (
        "id" BIGSERIAL NOT NULL,
        "uscc" character varying(18) NOT NULL,
        "voucher_no" text NOT NULL,
        "amount" bigint NOT NULL,
        "issued_on" date NOT NULL,
        "provider" text,
        "redeemed_on" date,
        CONSTRAINT "PK_476f1687d1bbbf360477acaf5e2" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`CREATE INDEX "IDX_034017e579ebe03c0eb36c0e62" ON "innovation_voucher"  ("uscc") `);
    await runner.query(`
      CREATE TABLE "innovation" (
        "uscc" character varying(18) NOT NULL,
        "division" character varying(6) NOT NULL,
        "is_synthetic" boolean NOT NULL DEFAULT false,
        "tech_sme_code" text,
        "high_tech_no" text,
        "high_tech_from" date,
        "high_tech_until" date,
        "rd_staff_share" numeric(18,6),
        CONSTRAINT "PK_fc7ccae8a72d49f54fbf74cf204" PRIMARY KEY ("uscc")
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
    await runner.query(`DROP TABLE "innovation"`);
    await runner.query(`DROP INDEX "public"."IDX_034017e579ebe03c0eb36c0e62"`);
    await runner.query(`DROP TABLE "innovation_voucher"`);
    await runner.query(`DROP INDEX "public"."IDX_7bc912106ebe442377ebe37a22"`);
    await runner.query(`DROP TABLE "technology_demand"`);
    await runner.query(`DROP INDEX "public"."IDX_92d87e87f04934589c70ccecf3"`);
    await runner.query(`DROP TABLE "science_project"`);
    await runner.query(`DROP INDEX "public"."IDX_4d6d1e437aff469f9e865d4212"`);
    await runner.query(`DROP TABLE "science_award"`);
    await runner.query(`DROP INDEX "public"."IDX_4a01acaf8db55a3fec038e88b5"`);
    await runner.query(`DROP TABLE "rd_platform"`);
    await runner.query(`DROP INDEX "public"."IDX_6f3d03677eac1bba70c26716b7"`);
    await runner.query(`DROP TABLE "technology_supply"`);
    await runner.query(`DROP INDEX "public"."IDX_41efaf3f3d648156173f806d46"`);
    await runner.query(`DROP TABLE "shared_instrument"`);
    await runner.query(`DROP INDEX "public"."IDX_b130de3bb5e0616fb994b3a785"`);
    await runner.query(`DROP TABLE "technology_contract"`);
  }
}

export { StdInitial1700000000001 as migration };
