import type { OpenChange } from '../../kit/make-change';
import type { Lookup } from '../../kit/owner';

/** A mark that travels with a value: somebody disputes it, and its owner has not yet settled the matter. */
export interface OpenObjection {
  readonly field: string;
  readonly uscc: string;
  readonly no: string;
  /** Day of Shanxi on which it was filed. */
  readonly since: string;
  readonly state: string;
}

/** Under which it is announced that a dispute was opened or closed. */
export const DISPUTE_FEED = 'disputes';

/** Heard when the change is committed. */
export async function announceDispute(change: OpenChange): Promise<void> {
  await change.query(`SELECT pg_notify('feed', $1)`, [DISPUTE_FEED]);
}

/** Enterprises that have an open dispute. */
export async function disputedEnterprises(lookup: Lookup): Promise<string[]> {
  const rows = await lookup<{ uscc: string }>({
    name: 'disputed_enterprises',
    text: `SELECT DISTINCT uscc FROM correction WHERE state <> 'CLOSED'`,
  });
  return rows.map(({ uscc }) => uscc);
}

/** Of these fields and enterprises, asked live and in one batch of the hub's own table. */
export async function openObjections(
  lookup: Lookup,
  fields: readonly string[],
  usccs: readonly string[],
): Promise<OpenObjection[]> {
  if (fields.length === 0 || usccs.length === 0) return [];
  return lookup<OpenObjection>({
    name: 'open_objections',
    text: `SELECT field, uscc, id AS no, (filed_at AT TIME ZONE 'Asia/Shanghai')::date::text AS since, state
           FROM correction WHERE uscc = ANY($1::text[]) AND field = ANY($2::text[]) AND state <> 'CLOSED'
           ORDER BY uscc, field, filed_at`,
    values: [usccs, fields],
  });
}
