import type { MigrationInterface, QueryRunner } from 'typeorm';

class AmrInitial1700000000001 implements MigrationInterface {
  readonly name = 'AmrInitial1700000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE "patent" (
        "id" BIGSERIAL NOT NULL,
        "uscc" character varying(18) NOT NULL,
        "number" text NOT NULL,
        "title" text NOT NULL,
        "kind" character varying(40) NOT NULL,
        "granted_on" date NOT NULL,
        "status" character varying(40) NOT NULL,
        CONSTRAINT "PK_96dffa9f77a7b6bf84dea124cbd" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`CREATE INDEX "IDX_6615958bd56a34a3cf1ed89738" ON "patent"  ("uscc") `);
    await runner.query(`
      CREATE TABLE "ip_trade" (
        "id" BIGSERIAL NOT NULL,
        "uscc" character varying(18) NOT NULL,
        "trade_id" text NOT NULL,
        "kind" character varying(40) NOT NULL,
        "subject" text NOT NULL,
        "price" bigint NOT NULL,
        "traded_on" date NOT NULL,
        CONSTRAINT "PK_150c56c9c9f4b4dd8a04109c837" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`CREATE INDEX "IDX_50b91eaf99a47f6c34e5c055c5" ON "ip_trade"  ("uscc") `);
    await runner.query(`
      CREATE TABLE "ip_pledge" (
        "id" BIGSERIAL NOT NULL,
        "uscc" character varying(18) NOT NULL,
        "registration_no" text NOT NULL,
        "pledgee" text NOT NULL,
        "patents" integer NOT NULL,
        "registered_on" date NOT NULL,
        "released_on" date,
        CONSTRAINT "PK_7bb5e1b15a100778c0f467da34b" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`CREATE INDEX "IDX_f864fc7b2a3f5c076913b5b744" ON "ip_pledge"  ("uscc") `);
    await runner.query(`
      CREATE TABLE "intellectual_property" (
        "uscc" character varying(18) NOT NULL,
        "division" character varying(6) NOT NULL,
        "is_synthetic" boolean NOT NULL DEFAULT false,
        "quality_awards" integer,
        "standards_joined" integer,
        "other_class1_rights" integer,
        "other_class2_rights" integer,
        CONSTRAINT "PK_ab45ac0b4695ddc2b0ec8c57c5b" PRIMARY KEY ("uscc")
      )
    `);
    await runner.query(`
      CREATE TABLE "penalty" (
        "id" BIGSERIAL NOT NULL,
        "uscc" character varying(18) NOT NULL,
        "document_no" text NOT NULL,
        "decided_on" date NOT NULL,
        "offence" text NOT NULL,
        "fine" bigint,
        CONSTRAINT "PK_d92f1735fa0b36cba9ff8556a16" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`CREATE INDEX "IDX_a7b48d552a553dc2f507005a70" ON "penalty"  ("uscc") `);
    await runner.query(`
      CREATE TABLE "registration" (
        "uscc" character varying(18) NOT NULL,
        "division" character varying(6) NOT NULL,
        "is_synthetic" boolean NOT NULL DEFAULT false,
        "name" text,
        "former_names" json,
        "company_type" character varying(40),
        "status" character varying(40),
        "established_on" date,
        "registered_capital" bigint,
        "industry" character varying(5),
        "legal_representative_name" text,
        "legal_representative_id_no" text,
        "legal_representative_phone" text,
        "abnormal_listed" boolean,
        "seriously_dishonest" boolean,
        "annual_report_assets" bigint,
        CONSTRAINT "PK_258f39b35fc56865f22426431c6" PRIMARY KEY ("uscc")
      )
    `);
    await runner.query(`
      CREATE INDEX "IDX_5441b6d25f9e56f495566e5fce" ON "registration"  (
        "uscc",
        "abnormal_listed"
      ) WHERE "abnormal_listed"
    `);
    await runner.query(`
      CREATE INDEX "IDX_2667664296d2a69f98d2eb290b" ON "registration"  (
        "status",
        "uscc"
      ) WHERE "status" <> 'IN_OPERATION'
    `);
    await runner.query(`
      CREATE INDEX "IDX_169f50bdb03a8c51256805c34e" ON "registration"  (
        "company_type",
        "uscc"
      ) WHERE "company_type" <> 'LIMITED_LIABILITY'
    `);
    await runner.query(`
      CREATE INDEX "IDX_0d076bb377002445238eca2029" ON "registration"  (
        "registered_capital",
        "uscc"
      ) 
    `);
    await runner.query(`
      CREATE INDEX "IDX_0abef65679d1e3b800336bee49" ON "registration"  (
        "established_on",
        "uscc"
      ) 
    `);
    await runner.query(`
      CREATE INDEX "IDX_c739acd1295d72dc3d0cd7b1db" ON "registration"  (
        "industry",
        "uscc"
      ) 
    `);
    await runner.query(`
      CREATE INDEX "IDX_f7d45127d288ed9db629148fdb" ON "registration"  (
        "division",
        "uscc"
      ) 
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
    await runner.query(`DROP INDEX "public"."IDX_f7d45127d288ed9db629148fdb"`);
    await runner.query(`DROP INDEX "public"."IDX_c739acd1295d72dc3d0cd7b1db"`);
    await runner.query(`DROP INDEX "public"."IDX_0abef65679d1e3b800336bee49"`);
    await runner.query(`DROP INDEX "public"."IDX_0d076bb377002445238eca2029"`);
    await runner.query(`DROP INDEX "public"."IDX_169f50bdb03a8c51256805c34e"`);
    await runner.query(`DROP INDEX "public"."IDX_2667664296d2a69f98d2eb290b"`);
    await runner.query(`DROP INDEX "public"."IDX_5441b6d25f9e56f495566e5fce"`);
    await runner.query(`DROP TABLE "registration"`);
    await runner.query(`DROP INDEX "public"."IDX_a7b48d552a553dc2f507005a70"`);
    await runner.query(`DROP TABLE "penalty"`);
    await runner.query(`DROP TABLE "intellectual_property"`);
    await runner.query(`DROP INDEX "public"."IDX_f864fc7b2a3f5c076913b5b744"`);
    await runner.query(`DROP TABLE "ip_pledge"`);
    await runner.query(`DROP INDEX "public"."IDX_50b91eaf99a47f6c34e5c055c5"`);
    await runner.query(`DROP TABLE "ip_trade"`);
    await runner.query(`DROP INDEX "public"."IDX_6615958bd56a34a3cf1ed89738"`);
    await runner.query(`DROP TABLE "patent"`);
  }
}

export { AmrInitial1700000000001 as migration };
