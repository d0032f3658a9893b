import type { MigrationInterface, QueryRunner } from 'typeorm';

class StdAccessTime1700000000030 implements MigrationInterface {
  readonly name = 'StdAccessTime1700000000030';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE INDEX "IDX_55b385e7fecfe87bb47bca3ce7" ON "access_record"  ("time") `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX "public"."IDX_55b385e7fecfe87bb47bca3ce7"`);
  }
}

export { StdAccessTime1700000000030 as migration };
