import type { MigrationInterface, QueryRunner } from 'typeorm';

class CityInitial1700000000001 implements MigrationInterface {
  readonly name = 'CityInitial1700000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE "land_need" (
        "id" BIGSERIAL NOT NULL,
        "uscc" character varying(18) NOT NULL,
        "area_mu" numeric(18,6) NOT NULL,
        "land_use" character varying(40) NOT NULL,
        "raised_on" date NOT NULL,
        "needed_by" date,
        "met_on" date,
        CONSTRAINT "PK_8ec09ed42730c1363eda8f5f632" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`CREATE INDEX "IDX_b6084f69ba77220894e84fac33" ON "land_need"  ("uscc") `);
    await runner.query(`
      CREATE TABLE "land_grant" (
        "id" BIGSERIAL NOT NULL,
        "uscc" character varying(18) NOT NULL,
        "area_mu" numeric(18,6) NOT NULL,
        "land_use" character varying(40) NOT NULL,
        "mode" character varying(40) NOT NULL,
        "document_no" text NOT NULL,
        "granted_on" date NOT NULL,
        CONSTRAINT "PK_e0ae33a9dff10051f5e856774ac" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`CREATE INDEX "IDX_81b395a299c05754c3673f6341" ON "land_grant"  ("uscc") `);
    await runner.query(`
      CREATE TABLE "city_award" (
        "id" BIGSERIAL NOT NULL,
        "uscc" character varying(18) NOT NULL,
        "year" integer NOT NULL,
        "kind" character varying(40) NOT NULL,
        "amount" bigint NOT NULL,
        "document_no" text NOT NULL,
        "published_on" date,
        "paid_on" date,
        CONSTRAINT "PK_0454e110ee30557108eb322a849" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`CREATE INDEX "IDX_e9105cf1f75d0faf7d8115c930" ON "city_award"  ("uscc") `);
    await runner.query(`
      CREATE TABLE "city_pool_entry" (
        "id" BIGSERIAL NOT NULL,
        "uscc" character varying(18) NOT NULL,
        "entered_on" date NOT NULL,
        "left_on" date,
        "focus" text NOT NULL,
        "followed_up_on" date,
        CONSTRAINT "PK_b412959f93dd61de98ae2fffd1a" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`CREATE INDEX "IDX_c6ecb52278acbd61c040c36c01" ON "city_pool_entry"  ("uscc") `);
    await runner.query(`
      CREATE TABLE "local_incident" (
        "id" BIGSERIAL NOT NULL,
        "uscc" character varying(18) NOT NULL,
        "kind" character varying(40) NOT NULL,
        "grade" character varying(40) NOT NULL,
        "happened_on" date NOT NULL,
        "document_no" text,
        CONSTRAINT "PK_73b5ef7f173b78b55c724aff802" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`CREATE INDEX "IDX_fe79d13bba458c1b7c5a79a5ff" ON "local_incident"  ("uscc") `);
    await runner.query(`
      CREATE TABLE "city_task" (
        "id" BIGSERIAL NOT NULL,
        "uscc" character varying(18) NOT NULL,
        "category" character varying(40) NOT NULL,
        "subject" text NOT NULL,
        "responsible_unit" text NOT NULL,
        "raised_on" date NOT NULL,
        "claimed_on" date,
        "due_on" date NOT NULL,
        "completed_on" date,
        CONSTRAINT "PK_997974e1ce71ea5d47e6e97be71" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`CREATE INDEX "IDX_03aaf69aed42cf6cf6b845372a" ON "city_task"  ("uscc") `);
    await runner.query(`
      CREATE TABLE "local_support" (
        "uscc" character varying(18) NOT NULL,
        "division" character varying(6) NOT NULL,
        "is_synthetic" boolean NOT NULL DEFAULT false,
        "steward_phone" text,
        "steward_stars" integer,
        "leader_contact" text,
        "steward_name" text,
        "steward_position" text,
        "employed" integer,
        CONSTRAINT "local_support_stars" CHECK ("steward_stars" BETWEEN 1 AND 5),
        CONSTRAINT "PK_26de8fefb2fc537fda2ed04f98c" PRIMARY KEY ("uscc")
      )
    `);
    await runner.query(`
      CREATE TABLE "local_policy" (
        "id" BIGSERIAL NOT NULL,
        "uscc" character varying(18) NOT NULL,
        "division" character varying(6) NOT NULL,
        "office" text NOT NULL,
        "kind" character varying(40) NOT NULL,
        "title" text NOT NULL,
        "document_no" text NOT NULL,
        "issued_on" date NOT NULL,
        "valid_until" date,
        CONSTRAINT "PK_68ed47ca1018fa2a25aa87ad359" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`
      CREATE UNIQUE INDEX "IDX_12003a203186cf61db5816a51c" ON "local_policy"  (
        "uscc",
        "document_no"
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
    await runner.query(`DROP INDEX "public"."IDX_12003a203186cf61db5816a51c"`);
    await runner.query(`DROP TABLE "local_policy"`);
    await runner.query(`DROP TABLE "local_support"`);
    await runner.query(`DROP INDEX "public"."IDX_03aaf69aed42cf6cf6b845372a"`);
    await runner.query(`DROP TABLE "city_task"`);
    await runner.query(`DROP INDEX "public"."IDX_fe79d13bba458c1b7c5a79a5ff"`);
    await runner.query(`DROP TABLE "local_incident"`);
    await runner.query(`DROP INDEX "public"."IDX_c6ecb52278acbd61c040c36c01"`);
    await runner.query(`DROP TABLE "city_pool_entry"`);
    await runner.query(`DROP INDEX "public"."IDX_e9105cf1f75d0faf7d8115c930"`);
    await runner.query(`DROP TABLE "city_award"`);
    await runner.query(`DROP INDEX "public"."IDX_81b395a299c05754c3673f6341"`);
    await runner.query(`DROP TABLE "land_grant"`);
    await runner.query(`DROP INDEX "public"."IDX_b6084f69ba77220894e84fac33"`);
    await runner.query(`DROP TABLE "land_need"`);
  }
}

export { CityInitial1700000000001 as migration };
