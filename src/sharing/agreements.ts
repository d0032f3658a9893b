import type { Queryable } from '../kit/connections';
import type { Agreement } from '../policy/agreement';

/** All agreements that are signed and were not revoked; their dates are judged by the decision, day by day. */
export async function readAgreements(pool: Queryable): Promise<Agreement[]> {
  const { rows } = await pool.query<Agreement>(
    `SELECT id, consumer, provider, purposes, fields, thresholds, outcome, scope,
            valid_from::text AS "validFrom", valid_until::text AS "validUntil"
     FROM agreement WHERE revoked_at IS NULL AND state = 'IN_FORCE' ORDER BY id`,
  );
  return rows;
}

/** Writes agreements that are not there yet; an id that exists stays as it is. */
export async function writeAgreements(pool: Queryable, agreements: readonly Agreement[]): Promise<void> {
  await pool.query(
    `INSERT INTO agreement (id, consumer, provider, purposes, fields, thresholds, outcome, scope, valid_from, valid_until)
     SELECT id, consumer, provider, purposes, fields, thresholds, outcome, scope, "validFrom", "validUntil"
     FROM json_to_recordset($1::json) AS a(id text, consumer text, provider text, purposes json, fields json,
       thresholds json, outcome text, scope json, "validFrom" date, "validUntil" date)
     ON CONFLICT (id) DO NOTHING`,
    [JSON.stringify(agreements)],
  );
}
