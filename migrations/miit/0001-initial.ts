import type { MigrationInterface, QueryRunner } from 'typeorm';

class MiitInitial1700000000001 implements MigrationInterface {
  readonly name = 'MiitInitial1700000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE "technical_reform" (
        "id" BIGSERIAL NOT NULL,
        "uscc" character varying(18) NOT NULL,
        "year" integer NOT NULL,
        "name" text NOT NULL,
        "investment" bigint NOT NULL,
        "granted" bigint,
        "document_no" text,
        "completed_on" date,
        CONSTRAINT "technical_reform_granted_within_investment" CHECK ("granted" <= "investment"),
        CONSTRAINT "PK_61a5049452054a27557796cce0b" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`CREATE INDEX "IDX_2b6a6e7258129f8c7ebf56cebe" ON "technical_reform"  ("uscc") `);
    await runner.query(`
      CREATE TABLE "smart_manufacturing_title" (
        "id" BIGSERIAL NOT NULL,
        "uscc" character varying(18) NOT NULL,
        "kind" character varying(40) NOT NULL,
        "name" text NOT NULL,
        "document_no" text NOT NULL,
        "announced_on" date NOT NULL,
        CONSTRAINT "PK_25f7932190f9c0716d3cdf1dbf9" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`
      CREATE INDEX "IDX_1c02bb4e617b7bb89fd90d20da" ON "smart_manufacturing_title"  ("uscc") 
    `);
    await runner.query(`
      CREATE TABLE "supply_relation" (
        "id" BIGSERIAL NOT NULL,
        "uscc" character varying(18) NOT NULL,
        "counterparty" text NOT NULL,
        "supplied" text NOT NULL,
        "since_year" integer NOT NULL,
        "direction" character varying(40) NOT NULL,
        "counterparty_agrees_until" date,
        CONSTRAINT "PK_bcbd44582beca80fa96e1ca8673" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`CREATE INDEX "IDX_a0c4f7e8f050573c8abde3881a" ON "supply_relation"  ("uscc") `);
    await runner.query(`
      CREATE TABLE "industry" (
        "uscc" character varying(18) NOT NULL,
        "division" character varying(6) NOT NULL,
        "is_synthetic" boolean NOT NULL DEFAULT false,
        "digital_level" integer,
        "cloud_adoption" boolean,
        "chain" text,
        "chain_role" character varying(40),
        "node" text,
        "technology_centre" boolean,
        "artisan_studio" boolean,
        "orderly_power_class" character varying(40),
        "green_factory" boolean,
        "is_above_scale" boolean,
        "scale_entered_on" date,
        "yearly_capacity" numeric(18,6),
        "capacity_measure" text,
        "capacity_product" text,
        "capacity_utilisation" numeric(18,6),
        CONSTRAINT "industry_scale_entry" CHECK ("scale_entered_on" IS NULL OR "is_above_scale"),
        CONSTRAINT "industry_digital_level" CHECK ("digital_level" BETWEEN 1 AND 4),
        CONSTRAINT "PK_5d73cb76ff895d959ce9c9ebcdc" PRIMARY KEY ("uscc")
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
    await runner.query(`DROP TABLE "industry"`);
    await runner.query(`DROP INDEX "public"."IDX_a0c4f7e8f050573c8abde3881a"`);
    await runner.query(`DROP TABLE "supply_relation"`);
    await runner.query(`DROP INDEX "public"."IDX_1c02bb4e617b7bb89fd90d20da"`);
    await runner.query(`DROP TABLE "smart_manufacturing_title"`);
    await runner.query(`DROP INDEX "public"."IDX_2b6a6e7258129f8c7ebf56cebe"`);
    await runner.query(`DROP TABLE "technical_reform"`);
  }
}

export { MiitInitial1700000000001 as migration };
