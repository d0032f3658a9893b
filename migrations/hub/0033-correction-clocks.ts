import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Corrections have clocks like every other matter; those that are open take their day with them. */
class HubCorrectionClocks1700000000033 implements MigrationInterface {
  readonly name = 'HubCorrectionClocks1700000000033';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`UPDATE "correction" SET "filer" = 'SELF' WHERE "filer" = 'ENTERPRISE'`);
    await runner.query(`
      INSERT INTO "clock" ("kind", "subject", "step", "rule", "counted", "started_on", "due_on", "responsible", "concerned")
      SELECT 'correction', "id", w."step", w."rule", w."counted",
        ("filed_at" AT TIME ZONE 'Asia/Shanghai')::date, "due_on", "owner", "filer"
      FROM "correction" JOIN (VALUES
        (true, 'CREDIT_OBJECTION', 'credit-objection', 'CALENDAR'),
        (false, 'CORRECTION', 'national-correction', 'WORKING')
      ) AS w("is_credit", "step", "rule", "counted") ON ("owner" = 'PBC') = w."is_credit"
      WHERE "concluded_at" IS NULL AND "state" <> 'CLOSED'
    `);
    await runner.query(`
      INSERT INTO "clock" ("kind", "subject", "step", "rule", "counted", "started_on", "due_on", "responsible", "concerned")
      SELECT 'correction', "id", 'CORRECTION_ANSWER', 'hub-correction-answer', 'WORKING',
        ("concluded_at" AT TIME ZONE 'Asia/Shanghai')::date,
        ("concluded_at" AT TIME ZONE 'Asia/Shanghai')::date + 14, "filer", "owner"
      FROM "correction" WHERE "concluded_at" IS NOT NULL AND "state" <> 'CLOSED'
    `);
    await runner.query(`ALTER TABLE "correction" DROP COLUMN "due_on"`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "correction" ADD "due_on" date`);
    await runner.query(`
      UPDATE "correction" SET "due_on" = coalesce(
        (SELECT min("due_on") FROM "clock" WHERE "kind" = 'correction' AND "subject" = "correction"."id"),
        ("filed_at" AT TIME ZONE 'Asia/Shanghai')::date
      )
    `);
    await runner.query(`ALTER TABLE "correction" ALTER COLUMN "due_on" SET NOT NULL`);
    await runner.query(`DELETE FROM "clock" WHERE "kind" = 'correction'`);
    await runner.query(`UPDATE "correction" SET "filer" = 'ENTERPRISE' WHERE "filer" = 'SELF'`);
  }
}

export { HubCorrectionClocks1700000000033 as migration };
