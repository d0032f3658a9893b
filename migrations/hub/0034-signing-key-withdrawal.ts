import type { MigrationInterface, QueryRunner } from 'typeorm';

class HubSigningKeyWithdrawal1700000000034 implements MigrationInterface {
  readonly name = 'HubSigningKeyWithdrawal1700000000034';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "signing_key" ADD "withdrawn_at" TIMESTAMP(3) WITH TIME ZONE`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "signing_key" DROP COLUMN "withdrawn_at"`);
  }
}

export { HubSigningKeyWithdrawal1700000000034 as migration };
