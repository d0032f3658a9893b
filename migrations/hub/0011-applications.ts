import type { MigrationInterface, QueryRunner } from 'typeorm';

class HubApplications1700000000011 implements MigrationInterface {
  readonly name = 'HubApplications1700000000011';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE SEQUENCE "sharing_number"');
    await runner.query(`
      CREATE TABLE "application" (
        "no" character varying(16) NOT NULL,
        "cart" character varying(16) NOT NULL,
        "applicant" character varying(8) NOT NULL,
        "division" character varying(6),
        "provider" character varying(8) NOT NULL,
        "operation" character varying(16),
        "fields" json NOT NULL,
        "thresholds" json NOT NULL,
        "purpose" character varying(7) NOT NULL,
        "basis" text,
        "scene" text,
        "scope" json,
        "outcome" character varying(8) NOT NULL,
        "manner" character varying(8) NOT NULL,
        "starts_on" date NOT NULL,
        "ends_on" date NOT NULL,
        "is_conditional" boolean NOT NULL,
        "state" character varying(16) NOT NULL,
        "version" integer NOT NULL,
        "prepared_by" character varying(128),
        "proposal" character varying(8),
        "reason" text,
        "reason_basis" text,
        "renews" character varying(16),
        "made_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL,
        CONSTRAINT "PK_ee94d51ab872f9cada663a11baf" PRIMARY KEY ("no")
      )
    `);
    await runner.query(`
      CREATE INDEX "IDX_b14de092909b077e2108cb92b9" ON "application"  (
        "provider",
        "made_at"
      ) 
    `);
    await runner.query(`
      CREATE INDEX "IDX_c9a16e667a95d215e9a6aac6be" ON "application"  (
        "applicant",
        "made_at"
      ) 
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX "public"."IDX_c9a16e667a95d215e9a6aac6be"`);
    await runner.query(`DROP INDEX "public"."IDX_b14de092909b077e2108cb92b9"`);
    await runner.query(`DROP TABLE "application"`);
    await runner.query('DROP SEQUENCE "sharing_number"');
  }
}

export { HubApplications1700000000011 as migration };
