import type { QueryResultRow } from 'pg';
import { pageOf, pageRequest } from '../../kit/connection';
import { Refusal } from '../../kit/refusal';
import { shareAttributeLabels } from '../../kit/share';
import { disputesOf } from '../disputes/dispute-queries';
import { type HubContext } from '../hub-context';
import { livesOf } from '../life';
import { describeScope } from '../scope-text';
import type { Application } from './application';
import type { ApplicationRole, ApplicationState } from './application-state';
import { standingApplications } from './application-store';
import type { AppliedField, SharingApplication, SharingApplicationConnection } from './application-types';
import { ownAffairs, rolesOf } from './parties';
import { queryOn } from '../query';

export interface ApplicationsWanted {
  readonly state: ApplicationState | null | undefined;
  readonly role: `${ApplicationRole}` | null | undefined;
  readonly first: number;
  readonly after?: string | null | undefined;
}

/** One page of the caller's own affairs, newest first. */
export async function applicationsPage(
  hub: HubContext,
  { state, role, first, after }: ApplicationsWanted,
): Promise<SharingApplicationConnection> {
  const { caller, today } = hub;
  if (caller.kind !== 'unit') throw notOwn();
  const list = `applications ${caller.unit} ${caller.division ?? ''} ${state ?? ''} ${role ?? ''}`;
  const request = pageRequest(list, first, after);
  const [at = null, no = null] = request.after ?? [];
  const rows = await queryOn(hub.pool)<Application & QueryResultRow>(
    `SELECT * FROM ${standingApplications} WHERE (${ownAffairs(role)}) AND ($4::text IS NULL OR s.state = $4)
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
  const [row] = await queryOn(hub.pool)<Application & QueryResultRow>(
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

async function toldOf(
  hub: HubContext,
  rows: readonly Application[],
): Promise<(SharingApplication & Pick<Application, 'madeAt'>)[]> {
  const nos = rows.map(({ no }) => no);
  const [lifeOf, disputes] = await Promise.all([livesOf(hub, 'application', nos), disputesOf(hub, nos)]);
  return rows.map((row) => ({
    ...row,
    fields: row.fields.map((field) => appliedField(hub, field, row)),
    scope: row.scope === null ? null : describeScope(row.scope),
    masked: row.outcome === 'masked',
    isPrepared: row.preparedBy !== null,
    disputes: disputes.filter(({ application }) => application === row.no),
    ...lifeOf(row.no),
  }));
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
