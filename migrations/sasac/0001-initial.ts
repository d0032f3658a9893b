import type { MigrationInterface, QueryRunner } from 'typeorm';

class SasacInitial1700000000001 implements MigrationInterface {
  readonly name = 'SasacInitial1700000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE "licensable_patent" (
        "id" BIGSERIAL NOT NULL,
        "uscc" character varying(18) NOT NULL,
        "number" text NOT NULL,
        "title" text NOT NULL,
        "kind" character varying(40) NOT NULL,
        "holder" text NOT NULL,
        "industry" character varying(5) NOT NULL,
        "licence" character varying(40) NOT NULL,
        "protected_until" date NOT NULL,
        CONSTRAINT "PK_d3bbf92b5fae9736c66f008e7f0" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`
      CREATE UNIQUE INDEX "IDX_fa4b99ca501da780a47353c8b8" ON "licensable_patent"  ("number") 
    `);
    await runner.query(`
      CREATE TABLE "state_procurement_need" (
        "id" BIGSERIAL NOT NULL,
        "uscc" character varying(18) NOT NULL,
        "division" character varying(6) NOT NULL,
        "need_no" text NOT NULL,
        "buyer" text NOT NULL,
        "item" text NOT NULL,
        "industry" character varying(5) NOT NULL,
        "published_on" date NOT NULL,
        "respond_by" date,
        CONSTRAINT "PK_8f6f87db95bd4f6acee027529cc" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`
      CREATE UNIQUE INDEX "IDX_fe6babe2314ddd6719095820c2" ON "state_procurement_need"  ("need_no") 
    `);
    await runner.query(`
      CREATE TABLE "state_tenancy" (
        "id" BIGSERIAL NOT NULL,
        "uscc" character varying(18) NOT NULL,
        "contract_no" text NOT NULL,
        "landlord" text NOT NULL,
        "premises" text NOT NULL,
        "area" numeric(18,6) NOT NULL,
        "monthly_rent" bigint NOT NULL,
        "leased_from" date NOT NULL,
        "leased_until" date NOT NULL,
        CONSTRAINT "PK_ac27a3f674e6321398fe5d17ffa" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`
      CREATE UNIQUE INDEX "IDX_b322e545822276dfcfa56172ca" ON "state_tenancy"  (
        "uscc",
        "contract_no"
      ) 
    `);
    await runner.query(`
      CREATE TABLE "rent_relief" (
        "id" BIGSERIAL NOT NULL,
        "uscc" character varying(18) NOT NULL,
        "year" integer NOT NULL,
        "contract_no" text NOT NULL,
        "months" integer NOT NULL,
        "amount" bigint NOT NULL,
        "granted_on" date NOT NULL,
        CONSTRAINT "rent_relief_months" CHECK ("months" BETWEEN 1 AND 12),
        CONSTRAINT "PK_3ac24cdd7d89f86f1a046f036ef" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`
      CREATE UNIQUE INDEX "IDX_615976b5490a4d826aa09f6897" ON "rent_relief"  (
        "uscc",
        "contract_no",
        "year"
      ) 
    `);
    await runner.query(`
      CREATE TABLE "state_supplier_status" (
        "id" BIGSERIAL NOT NULL,
        "uscc" character varying(18) NOT NULL,
        "buyer" text NOT NULL,
        "supplies" text NOT NULL,
        "standing" character varying(40) NOT NULL,
        "listed_on" date NOT NULL,
        CONSTRAINT "PK_071ed051def9db8f8026054a9db" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`
      CREATE UNIQUE INDEX "IDX_38fce44eb24bff59deb89341f4" ON "state_supplier_status"  (
        "uscc",
        "buyer"
      ) 
    `);
    await runner.query(`
      CREATE TABLE "sme_arrear" (
        "id" BIGSERIAL NOT NULL,
        "uscc" character varying(18) NOT NULL,
        "debtor" text NOT NULL,
        "contract_no" text NOT NULL,
        "amount" bigint NOT NULL,
        "due_on" date NOT NULL,
        "settled_on" date,
        CONSTRAINT "PK_8b810516e96ab364ac490a6194d" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`
      CREATE UNIQUE INDEX "IDX_2db288c75ece15b61d52de26dc" ON "sme_arrear"  (
        "uscc",
        "contract_no"
      ) 
    `);
    await runner.query(`
      CREATE TABLE "state_assets" (
        "uscc" character varying(18) NOT NULL,
        "division" character varying(6) NOT NULL,
        "is_synthetic" boolean NOT NULL DEFAULT false,
        "state_shareholding" numeric(18,6),
        "verified_size" text,
        CONSTRAINT "PK_d78dd56924c02f2735c3267d104" PRIMARY KEY ("uscc")
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
    await runner.query(`DROP TABLE "state_assets"`);
    await runner.query(`DROP INDEX "public"."IDX_2db288c75ece15b61d52de26dc"`);
    await runner.query(`DROP TABLE "sme_arrear"`);
    await runner.query(`DROP INDEX "public"."IDX_38fce44eb24bff59deb89341f4"`);
    await runner.query(`DROP TABLE "state_supplier_status"`);
    await runner.query(`DROP INDEX "public"."IDX_615976b5490a4d826aa09f6897"`);
    await runner.query(`DROP TABLE "rent_relief"`);
    await runner.query(`DROP INDEX "public"."IDX_b322e545822276dfcfa56172ca"`);
    await runner.query(`DROP TABLE "state_tenancy"`);
    await runner.query(`DROP INDEX "public"."IDX_fe6babe2314ddd6719095820c2"`);
    await runner.query(`DROP TABLE "state_procurement_need"`);
    await runner.query(`DROP INDEX "public"."IDX_fa4b99ca501da780a47353c8b8"`);
    await runner.query(`DROP TABLE "licensable_patent"`);
  }
}

export { SasacInitial1700000000001 as migration };
