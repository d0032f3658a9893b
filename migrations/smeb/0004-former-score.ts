import type { MigrationInterface, QueryRunner } from 'typeorm';

class SmebFormerScore1700000000004 implements MigrationInterface {
  readonly name = 'SmebFormerScore1700000000004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "cultivation" ADD "former_development_score" numeric(18,6)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "cultivation" DROP COLUMN "former_development_score"`);
  }
}

export { SmebFormerScore1700000000004 as migration };
