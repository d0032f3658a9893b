import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The pairs of characters by which products are found (src/kit/character-pairs.ts); TypeORM cannot declare such an index. */
class SmebMatching1700000000002 implements MigrationInterface {
  readonly name = 'SmebMatching1700000000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE INDEX product_entry_name_pairs ON product_entry USING gin (string_to_array(regexp_replace(name, '(.)(.)', '\\1\\2 ', 'g') || ' ' || regexp_replace(substr(name, 2), '(.)(.)', '\\1\\2 ', 'g'), ' '))`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX product_entry_name_pairs');
  }
}

export { SmebMatching1700000000002 as migration };
