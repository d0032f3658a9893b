import type { Caller } from '../kit/caller';
import type { Queryable } from '../kit/connections';
import type { ConsentState, Lookup } from '../kit/owner';

/** An enterprise's yes, as it is kept. Days are included at both ends. */
export interface Consent {
  readonly id: string;
  readonly uscc: string;
  readonly consumer: string;
  readonly purpose: string;
  readonly fields: readonly string[];
  readonly startsOn: string;
  readonly endsOn: string;
  readonly revokedAt: string | null;
}

/** Who is consented to, and for what; only a unit can be. */
export type ConsentAsker =
  Pick<Extract<Caller, { kind: 'unit' }>, 'kind' | 'unit' | 'purpose'> | Exclude<Caller, { kind: 'unit' }>;

/** How each of these enterprises stands to this caller, purpose and field on this day; asked in one batch. */
export async function consentStates(
  lookup: Lookup,
  caller: ConsentAsker,
  field: string,
  usccs: readonly string[],
  today: string,
): Promise<Map<string, ConsentState>> {
  if (caller.kind !== 'unit') return new Map();
  const rows = await lookup<{ uscc: string; state: ConsentState }>({
    name: 'consent_states',
    text: `SELECT DISTINCT ON (uscc) uscc,
             CASE WHEN revoked_at IS NOT NULL THEN 'REVOKED' WHEN ends_on < $5::date THEN 'EXPIRED' ELSE 'IN_FORCE' END AS state
           FROM consent
           WHERE uscc = ANY($1::text[]) AND consumer = $2 AND purpose = $3 AND fields::jsonb ? $4 AND starts_on <= $5::date
           ORDER BY uscc, (revoked_at IS NULL AND ends_on >= $5::date) DESC, ends_on DESC`,
    values: [usccs, caller.unit, caller.purpose, field, today],
  });
  return new Map(rows.map((row) => [row.uscc, row.state]));
}

export async function writeConsents(pool: Queryable, consents: readonly Consent[]): Promise<void> {
  await pool.query(
    `INSERT INTO consent (id, uscc, consumer, purpose, fields, starts_on, ends_on, revoked_at)
     SELECT id, uscc, consumer, purpose, fields, "startsOn", "endsOn", "revokedAt"
     FROM json_to_recordset($1::json) AS c(id text, uscc text, consumer text, purpose text, fields json,
       "startsOn" date, "endsOn" date, "revokedAt" timestamptz)
     ON CONFLICT (id) DO NOTHING`,
    [JSON.stringify(consents)],
  );
}
