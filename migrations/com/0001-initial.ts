import type { MigrationInterface, QueryRunner } from 'typeorm';

class ComInitial1700000000001 implements MigrationInterface {
  readonly name = 'ComInitial1700000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE "trade_exhibition" (
        "id" BIGSERIAL NOT NULL,
        "uscc" character varying(18) NOT NULL,
        "exhibition" text NOT NULL,
        "kind" character varying(40) NOT NULL,
        "is_international" boolean NOT NULL,
        "place" text NOT NULL,
        "opened_on" date NOT NULL,
        CONSTRAINT "PK_f76231d92a299c179ab5457bec8" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`CREATE INDEX "IDX_b3730aacf35b90fae6c39d0414" ON "trade_exhibition"  ("uscc") `);
    await runner.query(`
      CREATE TABLE "exhibition_subsidy" (
        "id" BIGSERIAL NOT NULL,
        "uscc" character varying(18) NOT NULL,
        "year" integer NOT NULL,
        "exhibition" text NOT NULL,
        "amount" bigint NOT NULL,
        "paid_on" date,
        CONSTRAINT "PK_34dc96c109da70360bb388566fd" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`CREATE INDEX "IDX_ce82e8a6082c086daba31435d2" ON "exhibition_subsidy"  ("uscc") `);
    await runner.query(`
      CREATE TABLE "annual_export" (
        "id" BIGSERIAL NOT NULL,
        "uscc" character varying(18) NOT NULL,
        "year" integer NOT NULL,
        "amount" bigint NOT NULL,
        CONSTRAINT "PK_c81367dd453487aeab208ff0f14" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`
      CREATE UNIQUE INDEX "IDX_16b7b4c85053adfad17adb371d" ON "annual_export"  (
        "uscc",
        "year"
      ) 
    `);
    await runner.query(`
      CREATE TABLE "trade" (
        "uscc" character varying(18) NOT NULL,
        "division" character varying(6) NOT NULL,
        "is_synthetic" boolean NOT NULL DEFAULT false,
        "foreign_trade_registered" boolean,
        "time_honoured" boolean,
        "ecommerce" boolean,
        "services_outsourcing" boolean,
        CONSTRAINT "PK_ade4272a3c821a4c905d44d90df" PRIMARY KEY ("uscc")
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
    await runner.query(`DROP TABLE "trade"`);
    await runner.query(`DROP INDEX "public"."IDX_16b7b4c85053adfad17adb371d"`);
    await runner.query(`DROP TABLE "annual_export"`);
    await runner.query(`DROP INDEX "public"."IDX_ce82e8a6082c086daba31435d2"`);
    await runner.query(`DROP TABLE "exhibition_subsidy"`);
    await runner.query(`DROP INDEX "public"."IDX_b3730aacf35b90fae6c39d0414"`);
    await runner.query(`DROP TABLE "trade_exhibition"`);
  }
}

export { ComInitial1700000000001 as migration };
