import type { MigrationInterface, QueryRunner } from 'typeorm';

class ExchChanges1700000000002 implements MigrationInterface {
  readonly name = 'ExchChanges1700000000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE "cancelled_listing" (
        "id" BIGSERIAL NOT NULL,
        "uscc" character varying(18) NOT NULL,
        "code" text NOT NULL,
        "board" text NOT NULL,
        "listed_on" date NOT NULL,
        "cancelled_on" date NOT NULL,
        "reason" text NOT NULL,
        CONSTRAINT "PK_c2aef1aa622e47745c67f80005f" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`CREATE UNIQUE INDEX "cancelled_listing_code" ON "cancelled_listing"  ("code") `);
    await runner.query(`CREATE INDEX "IDX_ac03c37d1273c286bfc58ed366" ON "cancelled_listing"  ("uscc") `);
    await runner.query(`
      CREATE TABLE "change_key" (
        "scope" text NOT NULL,
        "key" text NOT NULL,
        "change" text NOT NULL,
        "input" text NOT NULL,
        "result" json,
        "receipt" text NOT NULL,
        "made_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL,
        CONSTRAINT "PK_f02d2745c5a0a023383c1990045" PRIMARY KEY ("scope", "key")
      )
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE "change_key"`);
    await runner.query(`DROP INDEX "public"."IDX_ac03c37d1273c286bfc58ed366"`);
    await runner.query(`DROP INDEX "public"."cancelled_listing_code"`);
    await runner.query(`DROP TABLE "cancelled_listing"`);
  }
}

export { ExchChanges1700000000002 as migration };
