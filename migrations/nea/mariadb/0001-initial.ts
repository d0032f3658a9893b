import type { MigrationInterface, QueryRunner } from 'typeorm';

/** MariaDB commits each statement by itself, so every one of them may be run again after a break. */
class NeaMariadbInitial1700000000001 implements MigrationInterface {
  readonly name = 'NeaMariadbInitial1700000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE IF NOT EXISTS curtailment (
        id bigint NOT NULL AUTO_INCREMENT,
        uscc varchar(18) NOT NULL,
        happened_on date NOT NULL,
        kind varchar(40) NOT NULL,
        hours integer NOT NULL,
        PRIMARY KEY (id),
        INDEX curtailment_uscc (uscc)
      ) ${TABLE}
    `);
    await runner.query(`
      CREATE TABLE IF NOT EXISTS gas_quota (
        id bigint NOT NULL AUTO_INCREMENT,
        uscc varchar(18) NOT NULL,
        year integer NOT NULL,
        quota decimal(18, 6) NOT NULL,
        PRIMARY KEY (id),
        INDEX gas_quota_uscc (uscc)
      ) ${TABLE}
    `);
    await runner.query(`
      CREATE TABLE IF NOT EXISTS energy (
        uscc varchar(18) NOT NULL,
        division varchar(6) NOT NULL,
        is_synthetic boolean NOT NULL DEFAULT false,
        orderly_use varchar(40),
        protected_user boolean,
        strategic_price_eligible boolean,
        strategic_price_applied boolean,
        savings bigint,
        green_power_share decimal(18, 6),
        monthly_kwh json,
        electricity_growth decimal(18, 6),
        PRIMARY KEY (uscc)
      ) ${TABLE}
    `);
    await runner.query(`
      CREATE TABLE IF NOT EXISTS access_record (
        sequence bigint NOT NULL,
        time datetime(3) NOT NULL,
        request_id text NOT NULL,
        consumer json NOT NULL,
        purpose text NOT NULL,
        bundle text NOT NULL,
        operation text NOT NULL,
        fields json NOT NULL,
        \`rows\` varchar(10),
        state varchar(20) NOT NULL,
        refused json,
        completed_at datetime(3),
        PRIMARY KEY (sequence)
      ) ${TABLE}
    `);
    await runner.query(`
      CREATE TABLE IF NOT EXISTS access_subject (
        subject varchar(64) NOT NULL,
        time datetime(3) NOT NULL,
        sequence bigint NOT NULL,
        PRIMARY KEY (subject, time, sequence)
      ) ${TABLE}
    `);
    await runner.query(`
      CREATE TABLE IF NOT EXISTS access_carried (
        unit varchar(40) NOT NULL,
        segment varchar(255) NOT NULL,
        byte_offset bigint NOT NULL,
        sequence bigint NOT NULL,
        PRIMARY KEY (unit)
      ) ${TABLE}
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DROP TABLE IF EXISTS access_carried, access_subject, access_record, energy, gas_quota, curtailment',
    );
  }
}

/** Texts are compared by code point, as in PostgreSQL. */
const TABLE = 'ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin';

export { NeaMariadbInitial1700000000001 as migration };
