import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The pairs of characters by which supply is found (src/kit/character-pairs.ts); TypeORM cannot declare such an index. */
class StdMatching1700000000002 implements MigrationInterface {
  readonly name = 'StdMatching1700000000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "technology_demand" ADD "industry" character varying(5)`);
    await runner.query(`ALTER TABLE "technology_demand" ADD "ipc" text`);
    await runner.query(`
      ALTER TABLE "technology_demand" ADD CONSTRAINT "technology_demand_ipc" CHECK ("ipc" ~ '^[A-H][0-9]{2}[A-Z]$')
    `);
    await runner.query(
      `CREATE INDEX technology_supply_title_pairs ON technology_supply USING gin (string_to_array(regexp_replace(title, '(.)(.)', '\\1\\2 ', 'g') || ' ' || regexp_replace(substr(title, 2), '(.)(.)', '\\1\\2 ', 'g'), ' '))`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX technology_supply_title_pairs');
    await runner.query(`ALTER TABLE "technology_demand" DROP CONSTRAINT "technology_demand_ipc"`);
    await runner.query(`ALTER TABLE "technology_demand" DROP COLUMN "ipc"`);
    await runner.query(`ALTER TABLE "technology_demand" DROP COLUMN "industry"`);
  }
}

export { StdMatching1700000000002 as migration };
