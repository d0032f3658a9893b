import type { MigrationInterface, QueryRunner } from 'typeorm';

class NeaInitial1700000000001 implements MigrationInterface {
  readonly name = 'NeaInitial1700000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE "curtailment" (
        "id" BIGSERIAL NOT NULL,
        "uscc" character varying(18) NOT NULL,
        "happened_on" date NOT NULL,
        "kind" character varying(40) NOT NULL,
        "hours" integer NOT NULL,
        CONSTRAINT "PK_7fd696f91c6bc1471b7ff763f1d" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`
      CREATE TABLE "gas_quota" (
        "id" BIGSERIAL NOT NULL,
        "uscc" character varying(18) NOT NULL,
        "year" integer NOT NULL,
        "quota" numeric(18,6) NOT NULL,
        CONSTRAINT "PK_83650db9f2ffbbc49649424649c" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`
      CREATE TABLE "energy" (
        "uscc" character varying(18) NOT NULL,
        "division" character varying(6) NOT NULL,
        "is_synthetic" boolean NOT NULL DEFAULT false,
        "orderly_use" character varying(40),
        "protected_user" boolean,
        "strategic_price_eligible" boolean,
        "strategic_price_applied" boolean,
        "savings" bigint,
        "green_power_share" numeric(18,6),
        "monthly_kwh" json,
        "electricity_growth" numeric(18,6),
        CONSTRAINT "PK_0fd3c4dadb849d52d3efed506ad" PRIMARY KEY ("uscc")
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
    await runner.query(`DROP TABLE "energy"`);
    await runner.query(`DROP TABLE "gas_quota"`);
    await runner.query(`DROP TABLE "curtailment"`);
  }
}

export { NeaInitial1700000000001 as migration };
