import type { MigrationInterface, QueryRunner } from 'typeorm';

class HubCatalogue1700000000013 implements MigrationInterface {
  readonly name = 'HubCatalogue1700000000013';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE "catalogue_version" (
        "unit" character varying(8) NOT NULL,
        "version" integer NOT NULL,
        "state" character varying(16) NOT NULL,
        "content" json NOT NULL,
        "cause" text NOT NULL,
        "changed_on" date NOT NULL,
        "prepared_by" character varying(128),
        "published_on" date,
        CONSTRAINT "PK_ef3940310bf34d5a66d4598a83a" PRIMARY KEY ("unit", "version")
      )
    `);
    await runner.query(`
      CREATE UNIQUE INDEX "catalogue_published" ON "catalogue_version"  ("unit") WHERE state = 'PUBLISHED'
    `);
    await runner.query(`
      CREATE UNIQUE INDEX "catalogue_open" ON "catalogue_version"  (
        "unit") WHERE state IN ('DRAFT',
        'SUBMITTED',
        'REVIEWED'
      )
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX "public"."catalogue_open"`);
    await runner.query(`DROP INDEX "public"."catalogue_published"`);
    await runner.query(`DROP TABLE "catalogue_version"`);
  }
}

export { HubCatalogue1700000000013 as migration };
