import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The push list's log of changes. Triggers write it, so that whoever writes the list cannot forget it; it is no table
 * of the declarations, since nothing loads or imports it.
 */
class SmebPushList1700000000005 implements MigrationInterface {
  readonly name = 'SmebPushList1700000000005';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE push_list_change (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        cursor uuid NOT NULL DEFAULT gen_random_uuid() UNIQUE,
        uscc character varying(18) NOT NULL,
        tier_before character varying(40),
        tier_after character varying(40),
        division_before character varying(6),
        division_after character varying(6),
        reason character varying(40) NOT NULL,
        happened_on date NOT NULL
      )
    `);
    await runner.query(`
      CREATE FUNCTION srdi_rank(tier text) RETURNS integer LANGUAGE sql IMMUTABLE RETURN
        coalesce(array_position(ARRAY['SRDI', 'PROVINCIAL_LITTLE_GIANT', 'NATIONAL_LITTLE_GIANT'], tier), 0)
    `);
    await runner.query(`
      CREATE FUNCTION title_on(of_uscc text, day date) RETURNS text LANGUAGE sql STABLE RETURN (
        SELECT tier FROM recognition WHERE uscc = of_uscc AND day BETWEEN valid_from AND valid_until
         ORDER BY srdi_rank(tier) DESC LIMIT 1
      )
    `);
    await runner.query(`
      CREATE FUNCTION push_list_reason(of_uscc text, before text, after text, day date) RETURNS text LANGUAGE sql STABLE RETURN
        CASE
          WHEN before IS NULL THEN 'RECOGNISED'
          WHEN before = after THEN 'DIVISION_CHANGED'
          WHEN srdi_rank(after) > srdi_rank(before) THEN 'PROMOTED'
          WHEN NOT EXISTS (SELECT FROM recognition WHERE uscc = of_uscc AND tier = before AND day BETWEEN valid_from AND valid_until)
           AND (SELECT cancelled_on IS NULL FROM recognition WHERE uscc = of_uscc AND tier = before AND valid_until < day
                 ORDER BY valid_until DESC LIMIT 1)
            THEN 'TITLE_EXPIRED'
          ELSE 'TITLE_WITHDRAWN'
        END
    `);
    await runner.query(`
      CREATE FUNCTION china_today() RETURNS date LANGUAGE sql STABLE RETURN (now() AT TIME ZONE 'Asia/Shanghai')::date
    `);
    // One writer of the list at a time: numbers are then given out in the order in which transactions commit, and a
    // reader who has seen one number has seen every smaller one.
    await runner.query(`
      CREATE FUNCTION lock_push_list() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        PERFORM pg_advisory_xact_lock(hashtext('push_list_change'));
        RETURN NULL;
      END $$
    `);
    // Whoever may write the list writes what has happened to it by these alone: no writer's role reaches the table itself.
    await runner.query(`
      CREATE FUNCTION note_push_list_change() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        IF TG_OP = 'TRUNCATE' THEN
          INSERT INTO push_list_change (uscc, tier_before, division_before, reason, happened_on)
          SELECT uscc, tier, division, 'RECORD_DELETED', china_today() FROM cultivation WHERE tier IS NOT NULL ORDER BY uscc;
        ELSIF TG_OP = 'UPDATE' AND OLD.uscc = NEW.uscc THEN
          INSERT INTO push_list_change (uscc, tier_before, tier_after, division_before, division_after, reason, happened_on)
          VALUES (NEW.uscc, OLD.tier, NEW.tier, OLD.division, NEW.division,
                  push_list_reason(NEW.uscc, OLD.tier, NEW.tier, china_today()), china_today());
        ELSE
          IF TG_OP <> 'INSERT' AND OLD.tier IS NOT NULL THEN
            INSERT INTO push_list_change (uscc, tier_before, division_before, reason, happened_on)
            VALUES (OLD.uscc, OLD.tier, OLD.division, 'RECORD_DELETED', china_today());
          END IF;
          IF TG_OP <> 'DELETE' AND NEW.tier IS NOT NULL THEN
            INSERT INTO push_list_change (uscc, tier_after, division_after, reason, happened_on)
            VALUES (NEW.uscc, NEW.tier, NEW.division, 'RECOGNISED', china_today());
          END IF;
        END IF;
        PERFORM pg_notify('feed', 'pushListChanges');
        RETURN NULL;
      END $$
    `);
    await runner.query(`
      CREATE TRIGGER push_list_lock BEFORE INSERT OR DELETE OR TRUNCATE OR UPDATE OF uscc, tier, division ON cultivation
        FOR EACH STATEMENT EXECUTE FUNCTION lock_push_list()
    `);
    await runner.query(`
      CREATE TRIGGER push_list_added AFTER INSERT ON cultivation
        FOR EACH ROW WHEN (NEW.tier IS NOT NULL) EXECUTE FUNCTION note_push_list_change()
    `);
    await runner.query(`
      CREATE TRIGGER push_list_changed AFTER UPDATE OF uscc, tier, division ON cultivation
        FOR EACH ROW WHEN (
          (OLD.tier IS NOT NULL OR NEW.tier IS NOT NULL)
          AND (OLD.uscc, OLD.tier, OLD.division) IS DISTINCT FROM (NEW.uscc, NEW.tier, NEW.division)
        ) EXECUTE FUNCTION note_push_list_change()
    `);
    await runner.query(`
      CREATE TRIGGER push_list_removed AFTER DELETE ON cultivation
        FOR EACH ROW WHEN (OLD.tier IS NOT NULL) EXECUTE FUNCTION note_push_list_change()
    `);
    // Before it, since afterwards nobody could say who stood in the list. The lock's trigger comes first by its name.
    await runner.query(`
      CREATE TRIGGER push_list_truncated BEFORE TRUNCATE ON cultivation
        FOR EACH STATEMENT EXECUTE FUNCTION note_push_list_change()
    `);
    // What an enterprise's recognitions say of its past, day by day, and at the end what the list says today.
    await runner.query(`
      CREATE FUNCTION begin_push_list() RETURNS void LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM pg_advisory_xact_lock(hashtext('push_list_change'));
        DELETE FROM push_list_change;
        INSERT INTO push_list_change (uscc, tier_before, tier_after, division_before, division_after, reason, happened_on)
        WITH day_of AS (
          SELECT uscc, valid_from AS day FROM recognition UNION SELECT uscc, valid_until + 1 FROM recognition
        ), standing AS (
          SELECT uscc, day, false AS is_present, title_on(uscc, day) AS tier FROM day_of WHERE day <= china_today()
          UNION ALL
          SELECT uscc, china_today(), true, tier FROM cultivation
           WHERE tier IS NOT NULL OR uscc IN (SELECT uscc FROM recognition)
        ), step AS (
          SELECT *, lag(tier) OVER (PARTITION BY uscc ORDER BY day, is_present) AS before FROM standing
        )
        SELECT uscc, s.before, s.tier, CASE WHEN s.before IS NOT NULL THEN c.division END,
               CASE WHEN s.tier IS NOT NULL THEN c.division END, push_list_reason(uscc, s.before, s.tier, s.day), s.day
          FROM step s JOIN cultivation c USING (uscc)
         WHERE s.before IS DISTINCT FROM s.tier ORDER BY s.day, uscc, s.is_present;
        PERFORM pg_notify('feed', 'pushListChanges');
      END $$
    `);
    await runner.query(`SELECT begin_push_list()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const trigger of ['lock', 'added', 'changed', 'removed', 'truncated'])
      await runner.query(`DROP TRIGGER push_list_${trigger} ON cultivation`);
    for (const routine of [
      'begin_push_list()',
      'note_push_list_change()',
      'lock_push_list()',
      'push_list_reason(text, text, text, date)',
      'title_on(text, date)',
      'china_today()',
      'srdi_rank(text)',
    ])
      await runner.query(`DROP FUNCTION ${routine}`);
    await runner.query(`DROP TABLE push_list_change`);
  }
}

export { SmebPushList1700000000005 as migration };
