import type { Pool } from 'pg';

interface Use {
  readonly receipt: string;
  readonly today: string;
}

/**
 * Counts this request as a use of these consents and gives those of them that it may use: a request counts once, whatever
 * and however many it asks. The consents are locked while they are counted, so of two requests for one last use one gets
 * it. A use is counted before anything is told, and stays counted where the owner then fails.
 */
export async function useConsents(
  pool: Pool | undefined,
  consents: readonly string[],
  { receipt, today }: Use,
): Promise<ReadonlySet<string>> {
  if (pool === undefined) throw new Error('the hub’s database takes no changes, so no use can be counted');
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query('SELECT FROM consent WHERE id = ANY($1) ORDER BY id FOR UPDATE', [consents]);
    await client.query(COUNT, [consents, receipt, today]);
    const { rows } = await client.query<{ consent: string }>(
      'SELECT consent FROM consent_use WHERE consent = ANY($1) AND request = $2',
      [consents, receipt],
    );
    await client.query('COMMIT');
    return new Set(rows.map(({ consent }) => consent));
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

/** Looked at again under the lock: who revokes at the same moment is before or after, never between. */
const COUNT = `
  INSERT INTO consent_use (consent, request, used_on)
  SELECT id, $2::text, $3::date FROM consent
  WHERE id = ANY($1) AND revoked_at IS NULL AND paused_at IS NULL AND times > (
    SELECT count(*) FROM consent_use AS used
    WHERE used.consent = consent.id AND used.request <> $2::text AND CASE times_per
      WHEN 'DAY' THEN used_on = $3::date
      WHEN 'MONTH' THEN date_trunc('month', used_on) = date_trunc('month', $3::date)
      ELSE true END)
  ON CONFLICT DO NOTHING`;
