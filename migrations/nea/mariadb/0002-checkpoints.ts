import type { MigrationInterface, QueryRunner } from 'typeorm';

class NeaMariadbCheckpoints1700000000002 implements MigrationInterface {
  readonly name = 'NeaMariadbCheckpoints1700000000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE IF NOT EXISTS access_checkpoint (
        origin varchar(64) NOT NULL,
        size bigint NOT NULL,
        note text NOT NULL,
        PRIMARY KEY (origin)
      ) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE IF EXISTS access_checkpoint');
  }
}

export { NeaMariadbCheckpoints1700000000002 as migration };
