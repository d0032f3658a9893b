import type { MigrationInterface, QueryRunner } from 'typeorm';

class FinInitial1700000000001 implements MigrationInterface {
  readonly name = 'FinInitial1700000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE "budget_line" (
        "id" BIGSERIAL NOT NULL,
        "uscc" character varying(18) NOT NULL,
        "division" character varying(6) NOT NULL,
        "year" integer NOT NULL,
        "office" text NOT NULL,
        "item" text NOT NULL,
        "budgeted" bigint NOT NULL,
        "released" bigint NOT NULL,
        CONSTRAINT "PK_18b9f7e8a4626eb7f1fd4a63f57" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`
      CREATE UNIQUE INDEX "IDX_813cc288cfdaa8b30a1a33d306" ON "budget_line"  (
        "year",
        "uscc",
        "item"
      ) 
    `);
    await runner.query(`
      CREATE INDEX "IDX_7453950daa656e6d1ac4327bf9" ON "budget_line"  (
        "division",
        "year"
      ) 
    `);
    await runner.query(`
      CREATE TABLE "ip_subsidy" (
        "id" BIGSERIAL NOT NULL,
        "uscc" character varying(18) NOT NULL,
        "year" integer NOT NULL,
        "trade_id" text NOT NULL,
        "price" bigint NOT NULL,
        "condition" character varying(40) NOT NULL,
        "granted" bigint,
        "paid_on" date,
        CONSTRAINT "ip_subsidy_within_cap" CHECK ("granted" <= 200000000),
        CONSTRAINT "ip_subsidy_within_fifth" CHECK ("granted" * 5 <= "price"),
        CONSTRAINT "PK_433760e76c889d9276b5d561b00" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`CREATE INDEX "IDX_8045311dcb19d4bd5365102ca3" ON "ip_subsidy"  ("uscc", "year") `);
    await runner.query(`
      CREATE UNIQUE INDEX "IDX_2639233d0fbf9d783ae4117ee3" ON "ip_subsidy"  (
        "uscc",
        "trade_id"
      ) 
    `);
    await runner.query(`
      CREATE TABLE "award" (
        "id" BIGSERIAL NOT NULL,
        "uscc" character varying(18) NOT NULL,
        "year" integer NOT NULL,
        "kind" character varying(40) NOT NULL,
        "amount" bigint NOT NULL,
        "document_no" text NOT NULL,
        "published_on" date,
        "paid_on" date,
        CONSTRAINT "award_one_off_at_most" CHECK ("kind" <> 'ONE_OFF' OR "amount" <= 30000000),
        CONSTRAINT "PK_e887e4e69663925ebb60d3a7775" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`
      CREATE UNIQUE INDEX "award_one_off_once" ON "award"  ("uscc") WHERE "kind" = 'ONE_OFF'
    `);
    await runner.query(`CREATE INDEX "IDX_1878c94930e09e87b8c59cec29" ON "award"  ("uscc") `);
    await runner.query(`
      CREATE TABLE "procurement_contract" (
        "id" BIGSERIAL NOT NULL,
        "uscc" character varying(18) NOT NULL,
        "contract_no" text NOT NULL,
        "title" text NOT NULL,
        "buyer" text NOT NULL,
        "amount" bigint NOT NULL,
        "signed_on" date NOT NULL,
        "is_reserved" boolean NOT NULL,
        CONSTRAINT "PK_0ed5a6ab37fc2536bb10a2a925b" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`CREATE INDEX "IDX_a25cc70fb933309ccabc948810" ON "procurement_contract"  ("uscc") `);
    await runner.query(`
      CREATE TABLE "subsidy" (
        "id" BIGSERIAL NOT NULL,
        "uscc" character varying(18) NOT NULL,
        "year" integer NOT NULL,
        "lender" text NOT NULL,
        "principal" bigint NOT NULL,
        "amount" bigint NOT NULL,
        "paid_on" date NOT NULL,
        CONSTRAINT "PK_91272a468859568d0c9db618ce0" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`CREATE INDEX "IDX_e6335744fd5cab24be53cc01fa" ON "subsidy"  ("uscc") `);
    await runner.query(`
      CREATE TABLE "fiscal" (
        "uscc" character varying(18) NOT NULL,
        "division" character varying(6) NOT NULL,
        "is_synthetic" boolean NOT NULL DEFAULT false,
        "payee_account" text,
        "declared_size" text,
        CONSTRAINT "PK_46075b022411ecb297293245be0" PRIMARY KEY ("uscc")
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
    await runner.query(`DROP TABLE "fiscal"`);
    await runner.query(`DROP INDEX "public"."IDX_e6335744fd5cab24be53cc01fa"`);
    await runner.query(`DROP TABLE "subsidy"`);
    await runner.query(`DROP INDEX "public"."IDX_a25cc70fb933309ccabc948810"`);
    await runner.query(`DROP TABLE "procurement_contract"`);
    await runner.query(`DROP INDEX "public"."IDX_1878c94930e09e87b8c59cec29"`);
    await runner.query(`DROP INDEX "public"."award_one_off_once"`);
    await runner.query(`DROP TABLE "award"`);
    await runner.query(`DROP INDEX "public"."IDX_2639233d0fbf9d783ae4117ee3"`);
    await runner.query(`DROP INDEX "public"."IDX_8045311dcb19d4bd5365102ca3"`);
    await runner.query(`DROP TABLE "ip_subsidy"`);
    await runner.query(`DROP INDEX "public"."IDX_7453950daa656e6d1ac4327bf9"`);
    await runner.query(`DROP INDEX "public"."IDX_813cc288cfdaa8b30a1a33d306"`);
    await runner.query(`DROP TABLE "budget_line"`);
  }
}

export { FinInitial1700000000001 as migration };
