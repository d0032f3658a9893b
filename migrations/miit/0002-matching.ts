import type { MigrationInterface, QueryRunner } from 'typeorm';

class MiitMatching1700000000002 implements MigrationInterface {
  readonly name = 'MiitMatching1700000000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE "chain_node" (
        "id" BIGSERIAL NOT NULL,
        "uscc" character varying(18) NOT NULL,
        "chain" text NOT NULL,
        "position" integer NOT NULL,
        "node" text NOT NULL,
        CONSTRAINT "PK_a9f1f2af2c2e605135d43ffd150" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`
      CREATE UNIQUE INDEX "IDX_cb1466009f813584a146338911" ON "chain_node"  (
        "chain",
        "position"
      ) 
    `);
    await runner.query(`
      CREATE INDEX "IDX_276c5d3a12c4f3101eb71e31bf" ON "industry"  (
        "chain",
        "node"
      ) WHERE "chain" IS NOT NULL
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX "public"."IDX_276c5d3a12c4f3101eb71e31bf"`);
    await runner.query(`DROP INDEX "public"."IDX_cb1466009f813584a146338911"`);
    await runner.query(`DROP TABLE "chain_node"`);
  }
}

export { MiitMatching1700000000002 as migration };
