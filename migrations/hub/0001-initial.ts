import type { MigrationInterface, QueryRunner } from 'typeorm';

class HubInitial1700000000001 implements MigrationInterface {
  readonly name = 'HubInitial1700000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE "agreement" (
        "id" character varying(64) NOT NULL,
        "consumer" character varying(8) NOT NULL,
        "provider" character varying(8) NOT NULL,
        "purposes" json NOT NULL,
        "fields" json NOT NULL,
        "outcome" character varying(8) NOT NULL,
        "scope" json,
        "valid_from" date NOT NULL,
        "valid_until" date NOT NULL,
        "revoked_at" TIMESTAMP WITH TIME ZONE,
        CONSTRAINT "PK_e7537188219eeef56233a609753" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`
      CREATE TABLE "consent" (
        "id" character varying(64) NOT NULL,
        "uscc" character varying(18) NOT NULL,
        "consumer" character varying(8) NOT NULL,
        "purpose" character varying(4) NOT NULL,
        "fields" json NOT NULL,
        "starts_on" date NOT NULL,
        "ends_on" date NOT NULL,
        "revoked_at" TIMESTAMP WITH TIME ZONE,
        CONSTRAINT "PK_9115e8d6b082d4fc46d56134d29" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`
      CREATE INDEX "IDX_2aafb169cc68443dde16858f36" ON "consent"  (
        "uscc",
        "consumer",
        "purpose"
      ) 
    `);
    await runner.query(`
      CREATE TABLE "hub_fact" (
        "name" character varying(64) NOT NULL,
        "value" text NOT NULL,
        CONSTRAINT "PK_cd7bd4549ddf547148ea551e292" PRIMARY KEY ("name")
      )
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE "hub_fact"`);
    await runner.query(`DROP INDEX "public"."IDX_2aafb169cc68443dde16858f36"`);
    await runner.query(`DROP TABLE "consent"`);
    await runner.query(`DROP TABLE "agreement"`);
  }
}

export { HubInitial1700000000001 as migration };
