import type { MigrationInterface, QueryRunner } from 'typeorm';

class SmebInitial1700000000001 implements MigrationInterface {
  readonly name = 'SmebInitial1700000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE "weakness" (
        "id" BIGSERIAL NOT NULL,
        "uscc" character varying(18) NOT NULL,
        "dimension" character varying(40) NOT NULL,
        "finding" text NOT NULL,
        "advice" text,
        "diagnosed_on" date NOT NULL,
        "resolved_on" date,
        CONSTRAINT "PK_b74bcbd950ee633364273ee55be" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`CREATE INDEX "IDX_9a1b4dce6ee2843ffaa0df97d9" ON "weakness"  ("uscc") `);
    await runner.query(`
      CREATE TABLE "trainee" (
        "id" BIGSERIAL NOT NULL,
        "uscc" character varying(18) NOT NULL,
        "year" integer NOT NULL,
        "name" text NOT NULL,
        "position" text NOT NULL,
        "course" text NOT NULL,
        CONSTRAINT "PK_7bb8bcb39effdfc30d4f67e9eb8" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`CREATE INDEX "IDX_4ad8a7763231f7c90ba3d65117" ON "trainee"  ("year", "uscc") `);
    await runner.query(`CREATE INDEX "IDX_dad0282bd18efd6a28aab155bd" ON "trainee"  ("uscc") `);
    await runner.query(`
      CREATE TABLE "service_order" (
        "id" BIGSERIAL NOT NULL,
        "uscc" character varying(18) NOT NULL,
        "service" text NOT NULL,
        "provider" text NOT NULL,
        "ordered_on" date NOT NULL,
        "completed_on" date,
        CONSTRAINT "PK_b01a59b48a0dfbd84dd8221364a" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`CREATE INDEX "IDX_102d3e0dfa8cc9e864febe1e37" ON "service_order"  ("uscc") `);
    await runner.query(`
      CREATE TABLE "product_entry" (
        "id" BIGSERIAL NOT NULL,
        "uscc" character varying(18) NOT NULL,
        "name" text NOT NULL,
        "summary" text NOT NULL,
        "published_on" date NOT NULL,
        CONSTRAINT "PK_bb40d9de8cb9adab430611e228b" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`CREATE UNIQUE INDEX "IDX_7784a60a90d6315dc3bcbe1287" ON "product_entry"  ("uscc") `);
    await runner.query(`
      CREATE TABLE "recognition" (
        "id" BIGSERIAL NOT NULL,
        "uscc" character varying(18) NOT NULL,
        "tier" character varying(40) NOT NULL,
        "batch" text NOT NULL,
        "document_no" text NOT NULL,
        "valid_from" date NOT NULL,
        "valid_until" date NOT NULL,
        CONSTRAINT "PK_09addd02f2343e4e7abbce17a37" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`
      CREATE INDEX "IDX_41f711d1acdc88fc91e303e145" ON "recognition"  (
        "uscc",
        "valid_from"
      ) 
    `);
    await runner.query(`
      CREATE TABLE "cultivation" (
        "uscc" character varying(18) NOT NULL,
        "division" character varying(6) NOT NULL,
        "is_synthetic" boolean NOT NULL DEFAULT false,
        "tier" character varying(40),
        "in_pool" boolean,
        "pool_entered_on" date,
        "niche_market" text,
        "main_product" text,
        "market_share_claim" numeric(18,6),
        "development_score" numeric(18,6),
        "scale_up_target" boolean,
        "share_reform_target" boolean,
        "contact_name" text,
        "contact_phone" text,
        "niche_since" date,
        "scored_on" date,
        "innovative_from" date,
        "innovative_until" date,
        CONSTRAINT "PK_31269bb144a454ec6f436d95de1" PRIMARY KEY ("uscc")
      )
    `);
    await runner.query(`
      CREATE INDEX "cultivation_titled" ON "cultivation"  (
        "uscc",
        "tier",
        "division",
        "in_pool"
      ) WHERE "tier" IS NOT NULL
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
    await runner.query(`DROP INDEX "public"."cultivation_titled"`);
    await runner.query(`DROP TABLE "cultivation"`);
    await runner.query(`DROP INDEX "public"."IDX_41f711d1acdc88fc91e303e145"`);
    await runner.query(`DROP TABLE "recognition"`);
    await runner.query(`DROP INDEX "public"."IDX_7784a60a90d6315dc3bcbe1287"`);
    await runner.query(`DROP TABLE "product_entry"`);
    await runner.query(`DROP INDEX "public"."IDX_102d3e0dfa8cc9e864febe1e37"`);
    await runner.query(`DROP TABLE "service_order"`);
    await runner.query(`DROP INDEX "public"."IDX_dad0282bd18efd6a28aab155bd"`);
    await runner.query(`DROP INDEX "public"."IDX_4ad8a7763231f7c90ba3d65117"`);
    await runner.query(`DROP TABLE "trainee"`);
    await runner.query(`DROP INDEX "public"."IDX_9a1b4dce6ee2843ffaa0df97d9"`);
    await runner.query(`DROP TABLE "weakness"`);
  }
}

export { SmebInitial1700000000001 as migration };
