import type { MigrationInterface, QueryRunner } from 'typeorm';

class HubAccessHolds1700000000032 implements MigrationInterface {
  readonly name = 'HubAccessHolds1700000000032';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE "access_hold" (
        "id" character varying(64) NOT NULL,
        "unit" character varying(8) NOT NULL,
        "uscc" character varying(18) NOT NULL,
        "basis" text NOT NULL,
        "ends_on" date NOT NULL,
        "proposed_by" character varying(128) NOT NULL,
        "proposed_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL,
        "confirmed_at" TIMESTAMP(3) WITH TIME ZONE,
        "released_at" TIMESTAMP(3) WITH TIME ZONE,
        CONSTRAINT "PK_882f220a25535704f9c36b2dcb4" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`CREATE INDEX "IDX_16316f8838567847102a8c3c8a" ON "access_hold"  ("unit") `);
    await runner.query(`CREATE INDEX "IDX_7f88b3442cf4fa9a57df04d181" ON "access_hold"  ("uscc") `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX "public"."IDX_7f88b3442cf4fa9a57df04d181"`);
    await runner.query(`DROP INDEX "public"."IDX_16316f8838567847102a8c3c8a"`);
    await runner.query(`DROP TABLE "access_hold"`);
  }
}

export { HubAccessHolds1700000000032 as migration };
