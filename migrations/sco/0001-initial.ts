import type { MigrationInterface, QueryRunner } from 'typeorm';

class ScoInitial1700000000001 implements MigrationInterface {
  readonly name = 'ScoInitial1700000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE "mixed_reform_project" (
        "id" BIGSERIAL NOT NULL,
        "uscc" character varying(18) NOT NULL,
        "division" character varying(6) NOT NULL,
        "project_no" text NOT NULL,
        "title" text NOT NULL,
        "state_firm" text NOT NULL,
        "industry" character varying(5) NOT NULL,
        "mode" character varying(40) NOT NULL,
        "offered_share" numeric(18,6) NOT NULL,
        "published_on" date NOT NULL,
        "closes_on" date,
        CONSTRAINT "PK_e2a3c9b94672ad8d5cc54204916" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`
      CREATE UNIQUE INDEX "IDX_a5a665833880190a34ea1b536b" ON "mixed_reform_project"  ("project_no") 
    `);
    await runner.query(`
      CREATE TABLE "mixed_reform_consent" (
        "id" BIGSERIAL NOT NULL,
        "uscc" character varying(18) NOT NULL,
        "consent_no" text NOT NULL,
        "covers" text NOT NULL,
        "signed_on" date NOT NULL,
        "valid_until" date NOT NULL,
        "withdrawn_on" date,
        CONSTRAINT "PK_9241fe9ef6432729c2cf61146e1" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`CREATE INDEX "IDX_209df229cda9aaec0756b04aa1" ON "mixed_reform_consent"  ("uscc") `);
    await runner.query(`
      CREATE TABLE "state_capital_exit" (
        "id" BIGSERIAL NOT NULL,
        "uscc" character varying(18) NOT NULL,
        "mode" character varying(40) NOT NULL,
        "share" numeric(18,6) NOT NULL,
        "proceeds" bigint NOT NULL,
        "exited_on" date NOT NULL,
        CONSTRAINT "PK_1561b5abeed9b5eb54ca64aef51" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`CREATE INDEX "IDX_b6d4fd7e0deffc0790aeba2771" ON "state_capital_exit"  ("uscc") `);
    await runner.query(`
      CREATE TABLE "state_capital" (
        "uscc" character varying(18) NOT NULL,
        "division" character varying(6) NOT NULL,
        "is_synthetic" boolean NOT NULL DEFAULT false,
        "negotiation_stage" character varying(40),
        "fund_co_invest" boolean,
        "strategic_cooperation" json,
        "candidate_direction" character varying(40),
        "candidate_project_no" text,
        "candidate_since" date,
        CONSTRAINT "PK_b7a1408fafffddd29e319b5f07c" PRIMARY KEY ("uscc")
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
    await runner.query(`DROP TABLE "state_capital"`);
    await runner.query(`DROP INDEX "public"."IDX_b6d4fd7e0deffc0790aeba2771"`);
    await runner.query(`DROP TABLE "state_capital_exit"`);
    await runner.query(`DROP INDEX "public"."IDX_209df229cda9aaec0756b04aa1"`);
    await runner.query(`DROP TABLE "mixed_reform_consent"`);
    await runner.query(`DROP INDEX "public"."IDX_a5a665833880190a34ea1b536b"`);
    await runner.query(`DROP TABLE "mixed_reform_project"`);
  }
}

export { ScoInitial1700000000001 as migration };
