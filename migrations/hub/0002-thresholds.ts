import type { MigrationInterface, QueryRunner } from 'typeorm';

class HubThresholds1700000000002 implements MigrationInterface {
  readonly name = 'HubThresholds1700000000002';

  async up(runner: QueryRunner): Promise<void> {
    // Agreements of before name no thresholds, so they hold for no question; the seeded ones are written again.
    await runner.query(`DELETE FROM "agreement"`);
    await runner.query(`ALTER TABLE "agreement" ADD "thresholds" json NOT NULL DEFAULT '{}'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "agreement" DROP COLUMN "thresholds"`);
  }
}

export { HubThresholds1700000000002 as migration };
