import type { MigrationInterface, QueryRunner } from 'typeorm';

class EduInitial1700000000001 implements MigrationInterface {
  readonly name = 'EduInitial1700000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE "academic_expert" (
        "id" BIGSERIAL NOT NULL,
        "uscc" character varying(18) NOT NULL,
        "division" character varying(6) NOT NULL,
        "expert_no" text NOT NULL,
        "name" text NOT NULL,
        "university" text NOT NULL,
        "field" text NOT NULL,
        "industry" character varying(5) NOT NULL,
        "agreed_on" date,
        "withdrawn_on" date,
        CONSTRAINT "PK_f016ba2b27680ad8a3459f87f2d" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`
      CREATE UNIQUE INDEX "IDX_bfd0bc7680a98c177ec71fba9a" ON "academic_expert"  ("expert_no") 
    `);
    await runner.query(`
      CREATE TABLE "university_cooperation" (
        "id" BIGSERIAL NOT NULL,
        "uscc" character varying(18) NOT NULL,
        "university" text NOT NULL,
        "mode" character varying(40) NOT NULL,
        "topic" text NOT NULL,
        "started_on" date NOT NULL,
        "ended_on" date,
        CONSTRAINT "PK_21d6c06cd8add23d73e88988fce" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`
      CREATE INDEX "IDX_0762c7326104bd9533eda56e38" ON "university_cooperation"  ("uscc") 
    `);
    await runner.query(`
      CREATE TABLE "internship_base" (
        "id" BIGSERIAL NOT NULL,
        "uscc" character varying(18) NOT NULL,
        "university" text NOT NULL,
        "places" integer NOT NULL,
        "established_on" date NOT NULL,
        CONSTRAINT "PK_84c16ffa237aeb7c9390d597f59" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`CREATE INDEX "IDX_a9e7aebf87307e90ee6ae91f81" ON "internship_base"  ("uscc") `);
    await runner.query(`
      CREATE TABLE "technology_equity" (
        "id" BIGSERIAL NOT NULL,
        "uscc" character varying(18) NOT NULL,
        "university" text NOT NULL,
        "technology" text NOT NULL,
        "valued_at" bigint NOT NULL,
        "holding" numeric(18,6) NOT NULL,
        "contributed_on" date NOT NULL,
        CONSTRAINT "PK_24e6de8fc5b2d08a7b902607985" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`CREATE INDEX "IDX_5cd536ab10bbcede534cce678d" ON "technology_equity"  ("uscc") `);
    await runner.query(`
      CREATE TABLE "technology_match" (
        "id" BIGSERIAL NOT NULL,
        "uscc" character varying(18) NOT NULL,
        "patent_no" text NOT NULL,
        "title" text NOT NULL,
        "university" text NOT NULL,
        "reason" text NOT NULL,
        "recommended_on" date NOT NULL,
        CONSTRAINT "PK_084e1d753b215ea9f7e80739db1" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`CREATE INDEX "IDX_f015d4a9febab0f9a427eb9579" ON "technology_match"  ("uscc") `);
    await runner.query(`
      CREATE TABLE "academia" (
        "uscc" character varying(18) NOT NULL,
        "division" character varying(6) NOT NULL,
        "is_synthetic" boolean NOT NULL DEFAULT false,
        "modern_industry_college" boolean,
        CONSTRAINT "PK_ed12a23a354ebccd04269899d48" PRIMARY KEY ("uscc")
      )
    `);
    await runner.query(`
      CREATE TABLE "graduate_cohort" (
        "id" BIGSERIAL NOT NULL,
        "uscc" character varying(18) NOT NULL,
        "division" character varying(6) NOT NULL,
        "year" integer NOT NULL,
        "university" text NOT NULL,
        "discipline" character varying(40) NOT NULL,
        "degree" character varying(40) NOT NULL,
        "graduates" integer NOT NULL,
        CONSTRAINT "PK_684d19b3056e2da50f21537b04f" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`
      CREATE UNIQUE INDEX "IDX_db0ac295b4faf700a88b82a8b1" ON "graduate_cohort"  (
        "year",
        "university",
        "discipline",
        "degree"
      ) 
    `);
    await runner.query(`
      CREATE TABLE "university_patent" (
        "id" BIGSERIAL NOT NULL,
        "uscc" character varying(18) NOT NULL,
        "patent_no" text NOT NULL,
        "title" text NOT NULL,
        "kind" character varying(40) NOT NULL,
        "university" text NOT NULL,
        "industry" character varying(5) NOT NULL,
        "offer" character varying(40) NOT NULL,
        "protected_until" date NOT NULL,
        CONSTRAINT "PK_85dcc4f83b8b85e6215cd91a553" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`
      CREATE UNIQUE INDEX "IDX_ca72463f3aa8ad3f3d74e05c16" ON "university_patent"  ("patent_no") 
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
    await runner.query(`DROP INDEX "public"."IDX_ca72463f3aa8ad3f3d74e05c16"`);
    await runner.query(`DROP TABLE "university_patent"`);
    await runner.query(`DROP INDEX "public"."IDX_db0ac295b4faf700a88b82a8b1"`);
    await runner.query(`DROP TABLE "graduate_cohort"`);
    await runner.query(`DROP TABLE "academia"`);
    await runner.query(`DROP INDEX "public"."IDX_f015d4a9febab0f9a427eb9579"`);
    await runner.query(`DROP TABLE "technology_match"`);
    await runner.query(`DROP INDEX "public"."IDX_5cd536ab10bbcede534cce678d"`);
    await runner.query(`DROP TABLE "technology_equity"`);
    await runner.query(`DROP INDEX "public"."IDX_a9e7aebf87307e90ee6ae91f81"`);
    await runner.query(`DROP TABLE "internship_base"`);
    await runner.query(`DROP INDEX "public"."IDX_0762c7326104bd9533eda56e38"`);
    await runner.query(`DROP TABLE "university_cooperation"`);
    await runner.query(`DROP INDEX "public"."IDX_bfd0bc7680a98c177ec71fba9a"`);
    await runner.query(`DROP TABLE "academic_expert"`);
  }
}

export { EduInitial1700000000001 as migration };
