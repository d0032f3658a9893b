import type { QueryResultRow } from 'pg';
import { pageRequest } from '../../kit/connection';
import { standingApplications } from '../applications/application-store';
import { ownAffairs } from '../applications/parties';
import { type HubContext } from '../hub-context';
import { livesOf } from '../life';
import type { DisputeState } from './dispute-state';
import type { DisputeRow } from './dispute-table';
import type { SharingDispute } from './dispute-types';
import { queryOn } from '../query';

type Row = DisputeRow & QueryResultRow;

const columns = `d.no, d.application, d.opened_by AS "openedBy", d.matter, d.basis, d.state, d.offer,
  d.offered_by AS "offeredBy", d.outcome, d.decision, d.decision_basis AS "decisionBasis", d.document_no AS "documentNo"`;

/** The disputes about these applications, in the order in which they were opened. */
export async function disputesOf(
  hub: HubContext,
  applications: readonly string[],
): Promise<SharingDispute[]> {
  const rows = await queryOn(hub.pool)<Row>(
    `SELECT ${columns} FROM dispute d WHERE d.application = ANY($1) ORDER BY d.made_at, d.no`,
    [applications],
  );
  return withLives(hub, rows);
}

/** The disputes about the caller's own affairs, newest first. */
export async function ownDisputes(
  hub: HubContext,
  state: DisputeState | null | undefined,
  first: number,
): Promise<SharingDispute[]> {
  const { caller, today } = hub;
  if (caller.kind !== 'unit') return [];
  const rows = await queryOn(hub.pool)<Row>(
    `SELECT ${columns} FROM dispute d JOIN ${standingApplications} ON s.no = d.application
     WHERE (${ownAffairs(null)}) AND ($4::text IS NULL OR d.state = $4) ORDER BY d.made_at DESC, d.no DESC LIMIT $5`,
    [today, caller.unit, caller.division ?? null, state ?? null, pageRequest('disputes', first, null).first],
  );
  return withLives(hub, rows);
}

async function withLives(hub: HubContext, rows: readonly Row[]): Promise<SharingDispute[]> {
  const lifeOf = await livesOf(
    hub,
    'dispute',
    rows.map(({ no }) => no),
  );
  return rows.map((row) => ({ ...row, ...lifeOf(row.no) }));
}
