import type { QueryResultRow } from 'pg';
import { pageOf, pageRequest } from '../../kit/connection';
import { Refusal } from '../../kit/refusal';
import { shareAttributeLabels } from '../../kit/share';
import { sharingAuthority } from '../../kit/unit-directory';
import { clockColumns, clockLaw, type StoredClock } from '../clocks/clock-store';
import { deadlineOf } from '../clocks/clock-types';
import { askOf, type HubContext } from '../hub-context';
import { describeScope } from '../scope-text';
import type { Application } from './application';
import type { ApplicationRole, ApplicationState } from './application-state';
import { standingApplications } from './application-store';
import type {
  AppliedField,
  SharingAct,
  SharingApplication,
  SharingApplicationConnection,
} from './application-types';
import { rolesOf } from './parties';

export interface ApplicationsWanted {
  readonly state: ApplicationState | null | undefined;
  readonly role: `${ApplicationRole}` | null | undefined;
  readonly first: number;
  readonly after?: string | null | undefined;
}

/**
 * Whose affair an application is, as SQL over `s`: the applicant's (`$2`, its system's division `$3`), the provider's, and
 * the authority's; the same as `rolesOf`, so that a list shows what its reader may open.
 */
const affairs: Readonly<Record<`${ApplicationRole}`, string>> = {
  APPLICANT: `(s.applicant = $2 AND ($3::text IS NULL OR s.division LIKE $3 || '%'))`,
  PROVIDER: `(CASE WHEN s.provider = 'HUB' THEN '${sharingAuthority.code}' ELSE s.provider END = $2 AND ($3::text IS NULL
    OR s.division LIKE $3 || '%' OR (s.division IS NULL AND json_typeof(s.scope->'divisions') = 'array' AND NOT EXISTS (
      SELECT FROM json_array_elements_text(s.scope->'divisions') d WHERE d NOT LIKE $3 || '%'))))`,
  AUTHORITY: `($2 = '${sharingAuthority.code}' AND $3::text IS NULL)`,
};

/** One page of the caller's own affairs, newest first. */
export async function applicationsPage(
  hub: HubContext,
  { state, role, first, after }: ApplicationsWanted,
): Promise<SharingApplicationConnection> {
  const { caller, today } = hub;
  if (caller.kind !== 'unit') throw notOwn();
  const list = `applications ${caller.unit} ${caller.division ?? ''} ${state ?? ''} ${role ?? ''}`;
  const request = pageRequest(list, first, after);
  const own = role === null || role === undefined ? Object.values(affairs).join(' OR ') : affairs[role];
  const [at = null, no = null] = request.after ?? [];
  const rows = await askOf(hub)<Application & QueryResultRow>(
    `SELECT * FROM ${standingApplications} WHERE (${own}) AND ($4::text IS NULL OR s.state = $4)
       AND ($5::timestamptz IS NULL OR (s."madeAt", s.no) < ($5::timestamptz, $6))
     ORDER BY s."madeAt" DESC, s.no DESC LIMIT $7`,
    [today, caller.unit, caller.division ?? null, state ?? null, at, no, first + 1],
  );
  return pageOf(list, request, await toldOf(hub, rows), {
    position: ({ madeAt, no: last }) => [madeAt.toISOString(), last],
    node: (told) => told,
  });
}

/** One application of the caller's own affairs; another's is told like one that does not exist. */
export async function oneApplication(hub: HubContext, no: string): Promise<SharingApplication> {
  const [row] = await askOf(hub)<Application & QueryResultRow>(
    `SELECT * FROM ${standingApplications} WHERE s.no = $2`,
    [hub.today, no],
  );
  const [told] = row === undefined || rolesOf(row, hub.caller).length === 0 ? [] : await toldOf(hub, [row]);
  if (told === undefined) throw notOwn();
  return told;
}

function notOwn(): Refusal {
  return new Refusal({
    code: 'BAD_USER_INPUT',
    about: '没有这份申请，或与本单位无关',
    unit: 'HUB',
    field: 'Query.application',
    basis: '政务数据共享条例 第21–23条',
  });
}

type EventRow = QueryResultRow & Omit<SharingAct, 'at'> & { readonly subject: string; readonly at: Date };

async function toldOf(
  hub: HubContext,
  rows: readonly Application[],
): Promise<(SharingApplication & Pick<Application, 'madeAt'>)[]> {
  const ask = askOf(hub);
  const nos = rows.map(({ no }) => no);
  const [law, clocks, events] = await Promise.all([
    clockLaw(ask),
    ask<StoredClock & { subject: string } & QueryResultRow>(
      `SELECT subject, ${clockColumns} FROM clock WHERE kind = 'application' AND subject = ANY($1) ORDER BY id`,
      [nos],
    ),
    ask<EventRow>(
      `SELECT subject, at, act, actor, from_state AS "from", to_state AS "to", note, receipt FROM sharing_event
       WHERE kind = 'application' AND subject = ANY($1) ORDER BY id`,
      [nos],
    ),
  ]);
  return rows.map((row) => ({
    ...row,
    fields: row.fields.map((field) => appliedField(hub, field, row)),
    scope: row.scope === null ? null : describeScope(row.scope),
    masked: row.outcome === 'masked',
    isPrepared: row.preparedBy !== null,
    deadlines: clocks
      .filter(({ subject }) => subject === row.no)
      .map((clock) => deadlineOf(clock, hub.today, law)),
    life: events.filter(({ subject }) => subject === row.no).map(actOf),
  }));
}

function actOf({ at, ...event }: EventRow): SharingAct {
  const { act, actor, from, to, note, receipt } = event;
  return { at: at.toISOString(), act, actor, from, to, note, receipt };
}

function appliedField({ policies }: HubContext, field: string, { thresholds }: Application): AppliedField {
  const policy = policies.get(field);
  return {
    field,
    zh: policy?.zh ?? field,
    share: policy === undefined ? '已不在目录' : shareAttributeLabels[policy.attr],
    basis: policy?.basis ?? '',
    thresholds: thresholds[field] ?? [],
  };
}
