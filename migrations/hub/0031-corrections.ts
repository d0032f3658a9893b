import type { MigrationInterface, QueryRunner } from 'typeorm';

class HubCorrections1700000000031 implements MigrationInterface {
  readonly name = 'HubCorrections1700000000031';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE "correction" (
        "id" character varying(64) NOT NULL,
        "uscc" character varying(18) NOT NULL,
        "field" character varying(128) NOT NULL,
        "owner" character varying(8) NOT NULL,
        "filer" character varying(10) NOT NULL,
        "shown" character varying(64) NOT NULL,
        "objection" text NOT NULL,
        "evidence" text,
        "state" character varying(16) NOT NULL,
        "filed_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL,
        "due_on" date NOT NULL,
        "finding" character varying(16),
        "found_by" character varying(128),
        "reply" text,
        "basis" text,
        "concluded_at" TIMESTAMP(3) WITH TIME ZONE,
        "closed_at" TIMESTAMP(3) WITH TIME ZONE,
        CONSTRAINT "PK_87d78e856994ebac898b898ad9a" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`CREATE INDEX "IDX_43f79aa0384e2dc0368d629b8e" ON "correction"  ("filer") `);
    await runner.query(`CREATE INDEX "IDX_d5e2c3dd106ca17cca7347c7e7" ON "correction"  ("owner") `);
    await runner.query(`
      CREATE UNIQUE INDEX "IDX_cfe00310f2646be737765bd52a" ON "correction"  (
        "uscc",
        "field",
        "filer"
      ) WHERE state <> 'CLOSED'
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX "public"."IDX_cfe00310f2646be737765bd52a"`);
    await runner.query(`DROP INDEX "public"."IDX_d5e2c3dd106ca17cca7347c7e7"`);
    await runner.query(`DROP INDEX "public"."IDX_43f79aa0384e2dc0368d629b8e"`);
    await runner.query(`DROP TABLE "correction"`);
  }
}

export { HubCorrections1700000000031 as migration };
