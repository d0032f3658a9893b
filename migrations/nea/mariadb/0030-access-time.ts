import type { MigrationInterface, QueryRunner } from 'typeorm';

/** MariaDB commits each statement by itself, so it may be run again after a break. */
class NeaMariadbAccessTime1700000000030 implements MigrationInterface {
  readonly name = 'NeaMariadbAccessTime1700000000030';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX IF NOT EXISTS access_record_time ON access_record (time)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX IF EXISTS access_record_time ON access_record');
  }
}

export { NeaMariadbAccessTime1700000000030 as migration };
