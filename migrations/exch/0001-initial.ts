import type { MigrationInterface, QueryRunner } from 'typeorm';

class ExchInitial1700000000001 implements MigrationInterface {
  readonly name = 'ExchInitial1700000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE "document" (
        "id" BIGSERIAL NOT NULL,
        "uscc" character varying(18) NOT NULL,
        "kind" character varying(40) NOT NULL,
        "title" text NOT NULL,
        "published_on" date NOT NULL,
        CONSTRAINT "PK_e57d3357f83f3cdc0acffc3d777" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`CREATE INDEX "IDX_e85c422e57191590f1afc06133" ON "document"  ("uscc") `);
    await runner.query(`
      CREATE TABLE "shareholder" (
        "id" BIGSERIAL NOT NULL,
        "uscc" character varying(18) NOT NULL,
        "kind" character varying(40) NOT NULL,
        "holding" numeric(18,6) NOT NULL,
        "registered_name" text NOT NULL,
        CONSTRAINT "PK_ee041e503e6f6651de04b9f5887" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`CREATE INDEX "IDX_4a8739ea0911abb484bfbd7776" ON "shareholder"  ("uscc") `);
    await runner.query(`
      CREATE TABLE "equity_pledge" (
        "id" BIGSERIAL NOT NULL,
        "uscc" character varying(18) NOT NULL,
        "pledgee" text NOT NULL,
        "pledged" numeric(18,6) NOT NULL,
        "secured" bigint,
        "registered_on" date NOT NULL,
        "released_on" date,
        CONSTRAINT "PK_2991ccd146ffb6a5820951074a6" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`CREATE INDEX "IDX_d1e4e6b11c5b3605bed166d0ce" ON "equity_pledge"  ("uscc") `);
    await runner.query(`
      CREATE TABLE "training" (
        "id" BIGSERIAL NOT NULL,
        "uscc" character varying(18) NOT NULL,
        "course" text NOT NULL,
        "held_on" date NOT NULL,
        CONSTRAINT "PK_c436c96be3adf1aa439ef471427" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`CREATE INDEX "IDX_07dc8b9cbc36380831d9352af2" ON "training"  ("uscc") `);
    await runner.query(`
      CREATE TABLE "regional_market" (
        "uscc" character varying(18) NOT NULL,
        "division" character varying(6) NOT NULL,
        "is_synthetic" boolean NOT NULL DEFAULT false,
        "displayed" boolean,
        "layer" character varying(40),
        "sponsor" text,
        "financed_amount" bigint,
        "green_channel_used" boolean,
        "listing_code" text,
        "listing_board" character varying(40),
        "listed_on" date,
        "share_reform_status" character varying(40),
        "share_reformed_on" date,
        CONSTRAINT "PK_a577cae6a0bfbe0a45a73b7439e" PRIMARY KEY ("uscc")
      )
    `);
    await runner.query(`
      CREATE UNIQUE INDEX "regional_market_listing_code" ON "regional_market"  ("listing_code") 
    `);
    await runner.query(`
      CREATE INDEX "regional_market_present" ON "regional_market"  ("uscc") WHERE "displayed" OR "listing_code" IS NOT NULL
    `);
    await runner.query(`
      CREATE INDEX "regional_market_srdi_board" ON "regional_market"  (
        "listed_on",
        "uscc"
      ) WHERE "listing_board" = 'SRDI'
    `);
    await runner.query(`
      CREATE TABLE "access_record" (
        "sequence" bigint NOT NULL,
        "time" TIMESTAMP(3) WITH TIME ZONE NOT NULL,
        "request_id" text NOT NULL,
        "consumer" json NOT NULL,
        "purpose" text NOT NULL,
        "bundle" text NOT NULL,
        "operation" text NOT NULL,
        "fields" json NOT NULL,
        "rows" text,
        "state" text NOT NULL,
        "refused" json,
        "completed_at" TIMESTAMP(3) WITH TIME ZONE,
        CONSTRAINT "PK_d58c33e4878ba6e5c044f4599a1" PRIMARY KEY ("sequence")
      )
    `);
    await runner.query(`
      CREATE TABLE "access_subject" (
        "subject" text NOT NULL,
        "time" TIMESTAMP(3) WITH TIME ZONE NOT NULL,
        "sequence" bigint NOT NULL,
        CONSTRAINT "PK_2d2684653147e2845f7f823ad64" PRIMARY KEY ("subject", "time", "sequence")
      )
    `);
    await runner.query(`
      CREATE TABLE "access_carried" (
        "unit" text NOT NULL,
        "segment" text NOT NULL,
        "byte_offset" bigint NOT NULL,
        "sequence" bigint NOT NULL,
        CONSTRAINT "PK_c4704ac421c5440febd2d5d2166" PRIMARY KEY ("unit")
      )
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE "access_carried"`);
    await runner.query(`DROP TABLE "access_subject"`);
    await runner.query(`DROP TABLE "access_record"`);
    await runner.query(`DROP INDEX "public"."regional_market_srdi_board"`);
    await runner.query(`DROP INDEX "public"."regional_market_present"`);
    await runner.query(`DROP INDEX "public"."regional_market_listing_code"`);
    await runner.query(`DROP TABLE "regional_market"`);
    await runner.query(`DROP INDEX "public"."IDX_07dc8b9cbc36380831d9352af2"`);
    await runner.query(`DROP TABLE "training"`);
    await runner.query(`DROP INDEX "public"."IDX_d1e4e6b11c5b3605bed166d0ce"`);
    await runner.query(`DROP TABLE "equity_pledge"`);
    await runner.query(`DROP INDEX "public"."IDX_4a8739ea0911abb484bfbd7776"`);
    await runner.query(`DROP TABLE "shareholder"`);
    await runner.query(`DROP INDEX "public"."IDX_e85c422e57191590f1afc06133"`);
    await runner.query(`DROP TABLE "document"`);
  }
}

export { ExchInitial1700000000001 as migration };
