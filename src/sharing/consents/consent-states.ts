import type { Pool } from 'pg';
import type { Caller } from '../../kit/caller';
import type { Queryable } from '../../kit/connections';
import type { ConsentState } from '../../kit/consent-state';
import type { Lookup } from '../../kit/owner';
import { useConsents } from './consent-uses';

/** A consent that the synthetic world begins with; it has no limits. Days are included at both ends. */
export interface SeededConsent {
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

/** What a question asks consent for. */
export interface ConsentQuestion {
  readonly field: string;
  /** Null where a yearly field is asked for no year in particular; absent where the field has no years. */
  readonly year?: number | null | undefined;
  readonly usccs: readonly string[];
  readonly today: string;
}

/** The consent that comes closest to covering the question, and how it stands. */
interface FoundConsent {
  readonly id: string;
  readonly uscc: string;
  readonly state: ConsentState;
  /** Its questions are counted. */
  readonly isCounted: boolean;
}

/**
 * How each of these enterprises stands to this caller, purpose, field and year on this day: asked live and in one batch, so
 * that a consent that was paused or revoked counts from the next question on. An enterprise that is not there has none.
 */
export async function consentStates(
  lookup: Lookup,
  caller: ConsentAsker,
  question: ConsentQuestion,
): Promise<Map<string, ConsentState>> {
  return new Map((await foundConsents(lookup, caller, question)).map(({ uscc, state }) => [uscc, state]));
}

/** The same for a question that is about to be answered: where the questions are counted, this is one of them. */
export async function consentsUsed(
  { lookup, changing }: { readonly lookup: Lookup; readonly changing: Pool | undefined },
  caller: ConsentAsker,
  question: ConsentQuestion,
  receipt: string,
): Promise<Map<string, ConsentState>> {
  const found = await foundConsents(lookup, caller, question);
  const counted = found.filter(({ state, isCounted }) => state === 'IN_FORCE' && isCounted);
  const used =
    counted.length === 0
      ? new Set<string>()
      : await useConsents(changing, counted.map(({ id }) => id), { receipt, today: question.today }); // prettier-ignore
  const isUsedUp = (consent: FoundConsent): boolean => counted.includes(consent) && !used.has(consent.id);
  return new Map(found.map((consent) => [consent.uscc, isUsedUp(consent) ? 'USED_UP' : consent.state]));
}

async function foundConsents(
  lookup: Lookup,
  caller: ConsentAsker,
  { field, year, usccs, today }: ConsentQuestion,
): Promise<FoundConsent[]> {
  if (caller.kind !== 'unit') return [];
  return lookup<FoundConsent>({
    name: 'consent_states',
    text: STATES,
    values: [usccs, caller.unit, caller.purpose, field, today, year ?? null],
  });
}

/** Of several consents the one in force counts; a question that names no year is covered by all years only. */
const STATES = `
  SELECT DISTINCT ON (uscc) id, uscc, state, times IS NOT NULL AS "isCounted" FROM (
    SELECT id, uscc, times, ends_on,
      CASE WHEN revoked_at IS NOT NULL THEN 'REVOKED' WHEN ends_on < $5::date THEN 'EXPIRED'
        WHEN paused_at IS NOT NULL THEN 'PAUSED'
        WHEN year_from IS NULL OR $6::int BETWEEN year_from AND year_until THEN 'IN_FORCE' ELSE 'OTHER_YEAR' END AS state
    FROM consent
    WHERE uscc = ANY($1::text[]) AND consumer = $2 AND purpose = $3 AND fields::jsonb ? $4 AND starts_on <= $5::date
  ) AS found
  ORDER BY uscc, array_position(ARRAY['IN_FORCE', 'OTHER_YEAR', 'PAUSED'], state) NULLS LAST, ends_on DESC`;

export async function writeConsents(pool: Queryable, consents: readonly SeededConsent[]): Promise<void> {
  await pool.query(
    `INSERT INTO consent (id, uscc, consumer, purpose, fields, starts_on, ends_on, revoked_at)
     SELECT id, uscc, consumer, purpose, fields, "startsOn", "endsOn", "revokedAt"
     FROM json_to_recordset($1::json) AS c(id text, uscc text, consumer text, purpose text, fields json,
       "startsOn" date, "endsOn" date, "revokedAt" timestamptz)
     ON CONFLICT (id) DO NOTHING`,
    [JSON.stringify(consents)],
  );
}
