import type { MigrationInterface, QueryRunner } from 'typeorm';

/** TypeORM cannot declare an index over an expression; the entity names this one and leaves it alone. */
class AmrNamePairs1700000000002 implements MigrationInterface {
  readonly name = 'AmrNamePairs1700000000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE INDEX registration_name_pairs ON registration USING gin (string_to_array(regexp_replace(name, '(.)(.)', '\\1\\2 ', 'g') || ' ' || regexp_replace(substr(name, 2), '(.)(.)', '\\1\\2 ', 'g'), ' '))`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX registration_name_pairs');
  }
}

export { AmrNamePairs1700000000002 as migration };
