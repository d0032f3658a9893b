import type { OpenChange } from '../kit/make-change';

/** What an act did, for the life that anybody concerned may read later. */
export interface Act {
  readonly kind:
    | 'consent'
    | 'agreement'
    | 'application'
    | 'correction'
    | 'catalogue'
    | 'dispute'
    | 'clock'
    | 'hold'
    | 'key';
  readonly subject: string;
  readonly act: string;
  readonly from?: string | null;
  readonly to?: string | null;
  readonly note?: string | null;
}

/** Writes an act into the life of its subject, in the act's own transaction. */
export async function noteAct(
  change: OpenChange,
  { kind, subject, act, from, to, note }: Act,
): Promise<void> {
  const { caller, requestId } = change.owner;
  const actor = caller.kind === 'unit' ? caller.unit : 'ENTERPRISE';
  const official = caller.kind === 'stranger' ? '' : caller.official;
  await change.query(
    `INSERT INTO sharing_event (at, kind, subject, act, actor, official, from_state, to_state, note, receipt)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [change.now, kind, subject, act, actor, official, from ?? null, to ?? null, note ?? null, requestId],
  );
}
