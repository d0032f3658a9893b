import type { MigrationInterface, QueryRunner } from 'typeorm';

class NdrcInitial1700000000001 implements MigrationInterface {
  readonly name = 'NdrcInitial1700000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE "development_project" (
        "id" BIGSERIAL NOT NULL,
        "uscc" character varying(18) NOT NULL,
        "code" text NOT NULL,
        "name" text NOT NULL,
        "procedure" character varying(40) NOT NULL,
        "decided_on" date NOT NULL,
        "investment" bigint NOT NULL,
        "is_key" boolean NOT NULL,
        "completed" bigint NOT NULL,
        CONSTRAINT "development_project_completed_within_investment" CHECK ("completed" <= "investment"),
        CONSTRAINT "PK_6065826624ea73bf2034458fe1e" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`CREATE INDEX "IDX_4e609386145063720f5cd1763e" ON "development_project"  ("uscc") `);
    await runner.query(`
      CREATE TABLE "energy_review" (
        "id" BIGSERIAL NOT NULL,
        "uscc" character varying(18) NOT NULL,
        "project" text NOT NULL,
        "document_no" text NOT NULL,
        "decided_on" date NOT NULL,
        "outcome" character varying(40) NOT NULL,
        "consumption" numeric(18,6) NOT NULL,
        CONSTRAINT "PK_9fbe296b95f08df1987e24064b4" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`
      CREATE INDEX "IDX_8885a6dd0e306047e7f05eeeaf" ON "energy_review"  (
        "uscc",
        "decided_on"
      ) 
    `);
    await runner.query(`
      CREATE TABLE "credit_repair" (
        "id" BIGSERIAL NOT NULL,
        "uscc" character varying(18) NOT NULL,
        "kind" character varying(40) NOT NULL,
        "authority" text NOT NULL,
        "repaired_on" date NOT NULL,
        CONSTRAINT "PK_aadce4b99881bd0e524098ccb47" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`CREATE INDEX "IDX_feb4dfb79db84972bcddd715fa" ON "credit_repair"  ("uscc") `);
    await runner.query(`
      CREATE TABLE "development" (
        "uscc" character varying(18) NOT NULL,
        "division" character varying(6) NOT NULL,
        "is_synthetic" boolean NOT NULL DEFAULT false,
        "strategic_emerging" boolean,
        "public_credit_level" character varying(40),
        "price_document_no" text,
        "price_approved_on" date,
        "price_valid_until" date,
        CONSTRAINT "PK_510b0baaa6df8f8a0570ae7c420" PRIMARY KEY ("uscc")
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
    await runner.query(`DROP TABLE "development"`);
    await runner.query(`DROP INDEX "public"."IDX_feb4dfb79db84972bcddd715fa"`);
    await runner.query(`DROP TABLE "credit_repair"`);
    await runner.query(`DROP INDEX "public"."IDX_8885a6dd0e306047e7f05eeeaf"`);
    await runner.query(`DROP TABLE "energy_review"`);
    await runner.query(`DROP INDEX "public"."IDX_4e609386145063720f5cd1763e"`);
    await runner.query(`DROP TABLE "development_project"`);
  }
}

export { NdrcInitial1700000000001 as migration };
