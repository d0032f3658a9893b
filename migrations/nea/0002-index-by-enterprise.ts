import type { MigrationInterface, QueryRunner } from 'typeorm';

class NeaIndexByEnterprise1700000000002 implements MigrationInterface {
  readonly name = 'NeaIndexByEnterprise1700000000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE INDEX "IDX_2fccfa987e8db1ccc1d858bb60" ON "curtailment"  ("uscc") `);
    await runner.query(`CREATE INDEX "IDX_d4e808be58d3db84af8b40ba41" ON "gas_quota"  ("uscc") `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX "public"."IDX_d4e808be58d3db84af8b40ba41"`);
    await runner.query(`DROP INDEX "public"."IDX_2fccfa987e8db1ccc1d858bb60"`);
  }
}

export { NeaIndexByEnterprise1700000000002 as migration };
