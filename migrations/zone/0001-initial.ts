import type { MigrationInterface, QueryRunner } from 'typeorm';

class ZoneInitial1700000000001 implements MigrationInterface {
  readonly name = 'ZoneInitial1700000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE "zone_support_matter" (
        "id" BIGSERIAL NOT NULL,
        "uscc" character varying(18) NOT NULL,
        "subject" text NOT NULL,
        "office" text NOT NULL,
        "accepted_on" date NOT NULL,
        "started_on" date,
        "due_on" date NOT NULL,
        "completed_on" date,
        CONSTRAINT "PK_f3fd298e27faeb12ec8d6835b57" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`CREATE INDEX "IDX_70c9f4dbcd9f4af79ce50f6417" ON "zone_support_matter"  ("uscc") `);
    await runner.query(`
      CREATE TABLE "zone_resource_need" (
        "id" BIGSERIAL NOT NULL,
        "uscc" character varying(18) NOT NULL,
        "resource" character varying(40) NOT NULL,
        "quantity" numeric(18,6) NOT NULL,
        "raised_on" date NOT NULL,
        "needed_by" date,
        CONSTRAINT "PK_7bc43fb22f0f5a9ed2d838c8354" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`CREATE INDEX "IDX_83199ff5c758b8e6ed54864733" ON "zone_resource_need"  ("uscc") `);
    await runner.query(`
      CREATE TABLE "zone_award" (
        "id" BIGSERIAL NOT NULL,
        "uscc" character varying(18) NOT NULL,
        "year" integer NOT NULL,
        "item" text NOT NULL,
        "amount" bigint NOT NULL,
        "document_no" text NOT NULL,
        "published_on" date,
        "paid_on" date,
        CONSTRAINT "PK_7afde073aea8c85d8d29c82d91f" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`CREATE INDEX "IDX_ba2746dffd31c1133718efafb2" ON "zone_award"  ("uscc") `);
    await runner.query(`
      CREATE TABLE "zone_approval" (
        "id" BIGSERIAL NOT NULL,
        "uscc" character varying(18) NOT NULL,
        "matter" text NOT NULL,
        "committed_on" date NOT NULL,
        "approved_on" date NOT NULL,
        "inspected_on" date,
        CONSTRAINT "PK_b6d53842b3a0e81238d562fe7ef" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`CREATE INDEX "IDX_e92e44bcdc19ffe373a4753acc" ON "zone_approval"  ("uscc") `);
    await runner.query(`
      CREATE TABLE "transformation_zone" (
        "uscc" character varying(18) NOT NULL,
        "division" character varying(6) NOT NULL,
        "is_synthetic" boolean NOT NULL DEFAULT false,
        "park" text,
        "plant" text,
        "stars" integer,
        "incubator" text,
        "block_code" text NOT NULL,
        "steward_name" text,
        "steward_position" text,
        "output_per_mu" bigint,
        CONSTRAINT "transformation_zone_stars" CHECK ("stars" BETWEEN 1 AND 5),
        CONSTRAINT "PK_8bc80a3ddad0d4438fe0a9c6622" PRIMARY KEY ("uscc")
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
    await runner.query(`DROP TABLE "transformation_zone"`);
    await runner.query(`DROP INDEX "public"."IDX_e92e44bcdc19ffe373a4753acc"`);
    await runner.query(`DROP TABLE "zone_approval"`);
    await runner.query(`DROP INDEX "public"."IDX_ba2746dffd31c1133718efafb2"`);
    await runner.query(`DROP TABLE "zone_award"`);
    await runner.query(`DROP INDEX "public"."IDX_83199ff5c758b8e6ed54864733"`);
    await runner.query(`DROP TABLE "zone_resource_need"`);
    await runner.query(`DROP INDEX "public"."IDX_70c9f4dbcd9f4af79ce50f6417"`);
    await runner.query(`DROP TABLE "zone_support_matter"`);
  }
}

export { ZoneInitial1700000000001 as migration };
