import type { QueryResultRow } from 'pg';
import type { OpenChange } from '../../kit/make-change';
import type { Ask } from '../clocks/clock-store';
import type { Application, ApplicationContent } from './application';
import type { ApplicationState } from './application-state';
import { rolesOf } from './parties';
import { applicationTable } from './transitions';

const columns = `a.no, a.cart, a.applicant, a.division, a.provider, a.operation, a.fields, a.thresholds, a.purpose,
  a.basis, a.scene, a.scope, a.outcome, a.manner, a.starts_on::text AS "startsOn", a.ends_on::text AS "endsOn",
  a.is_conditional AS "isConditional", a.version, a.prepared_by AS "preparedBy", a.proposal, a.reason,
  a.reason_basis AS "reasonBasis", a.renews, a.made_at AS "madeAt"`;

/**
 * What moves an application without anybody's act, as SQL over it (`a`), its clock (`c`) and the version of its agreement
 * that counts (`g`): one in force or suspended, else a revoked one.
 */
const conditions: Readonly<Record<string, string>> = {
  lapse: 'c.paused_on IS NULL AND c.due_on < $1::date',
  revoke: `g.state = 'REVOKED'`,
  expire: 'g.valid_until < $1::date',
  suspend: `g.state = 'SUSPENDED'`,
  resume: `g.state = 'IN_FORCE'`,
};

/** The state in which the day and the agreement have put an application, by the rows of the table that are theirs. */
const settled = `CASE ${applicationTable.steps
  .filter(({ act }) => act in conditions)
  .map(({ from, act, to }) => `WHEN a.state = '${from}' AND ${conditions[act] ?? ''} THEN '${to}'`)
  .join(' ')} ELSE a.state END`;

const from = `application a
  LEFT JOIN clock c ON c.kind = 'application' AND c.subject = a.no AND c.ended_on IS NULL
  LEFT JOIN LATERAL (
    SELECT state, valid_until FROM agreement WHERE application = a.no AND state IN ('IN_FORCE', 'SUSPENDED', 'REVOKED')
    ORDER BY state = 'REVOKED', version DESC LIMIT 1) g ON true`;

/** Applications as they stand today, `$1`; conditions are over `s`. */
export const standingApplications = `(SELECT ${columns}, ${settled} AS state FROM ${from}) s`;

/** Locks an application until the end of the change and brings it up to this day; unknown where it is nobody's affair of the caller's. */
export async function lockApplication(
  change: OpenChange,
  no: string,
  unknown = `没有 ${no} 这份申请，或与本单位无关`,
): Promise<Application> {
  await change.query('SELECT FROM application WHERE no = $1 FOR UPDATE', [no]);
  const [before] = await readApplications(change.query, change.today, no);
  if (before === undefined || rolesOf(before, change.owner.caller).length === 0)
    throw change.refusal(unknown);
  await settleApplications(change.query, change.today, change.now, no);
  return before;
}

async function readApplications(ask: Ask, today: string, no: string): Promise<Application[]> {
  return ask<Application & QueryResultRow>(`SELECT * FROM ${standingApplications} WHERE s.no = $2`, [
    today,
    no,
  ]);
}

/** Writes what the day and the agreements have brought about, with its place in the life of each application. */
export async function settleApplications(
  ask: Ask,
  today: string,
  now: Date,
  no: string | null = null,
): Promise<number> {
  const moved = await ask(
    `WITH due AS (
       SELECT a.no, a.state AS was, ${settled} AS becomes FROM ${from} WHERE ($3::text IS NULL OR a.no = $3)
     ), moved AS (
       UPDATE application SET state = due.becomes, version = version + 1 FROM due
       WHERE application.no = due.no AND application.state = due.was AND due.becomes <> due.was
       RETURNING application.no, due.was, due.becomes
     ), stopped AS (
       UPDATE clock SET ended_on = $1::date FROM moved
       WHERE kind = 'application' AND subject = moved.no AND moved.becomes = 'REVOKED' AND ended_on IS NULL
     )
     INSERT INTO sharing_event (at, kind, subject, act, actor, official, from_state, to_state, note, receipt)
     SELECT $2, 'application', no, 'settle', 'HUB', '', was, becomes, NULL, '' FROM moved RETURNING id`,
    [today, now, no],
  );
  return moved.length;
}

export type NewApplication = ApplicationContent &
  Pick<Application, 'applicant' | 'division' | 'isConditional' | 'preparedBy' | 'renews'>;

/** Adds a draft; the first of a cart names it. */
export async function addApplication(
  change: OpenChange,
  application: NewApplication,
  cart: string | undefined,
): Promise<string> {
  const [next] = await change.query<{ no: string }>(`SELECT 'A-' || nextval('sharing_number') AS no`);
  const no = next?.no ?? '';
  const { applicant, division, provider, operation, purpose, startsOn, endsOn } = application;
  await change.query(
    `INSERT INTO application (no, cart, applicant, division, provider, operation, purpose, starts_on, ends_on, fields,
       thresholds, basis, scene, scope, outcome, manner, is_conditional, state, version, prepared_by, renews, made_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, 'DRAFT', 1, $18, $19, $20)`,
    [
      ...[no, cart ?? no, applicant, division, provider, operation, purpose, startsOn, endsOn],
      ...contentValues(application),
      ...[application.isConditional, application.preparedBy, application.renews, change.now],
    ],
  );
  return no;
}

/** Writes the whole content anew. */
export async function setContent(
  change: OpenChange,
  no: string,
  content: ApplicationContent & Pick<Application, 'isConditional'>,
): Promise<void> {
  const { operation, purpose, startsOn, endsOn } = content;
  await change.query(
    `UPDATE application SET operation = $2, purpose = $3, starts_on = $4, ends_on = $5, fields = $6, thresholds = $7,
       basis = $8, scene = $9, scope = $10, outcome = $11, manner = $12, is_conditional = $13 WHERE no = $1`,
    [no, operation, purpose, startsOn, endsOn, ...contentValues(content), content.isConditional],
  );
}

function contentValues(content: ApplicationContent): unknown[] {
  const { fields, thresholds, basis, scene, scope, outcome, manner } = content;
  return [
    JSON.stringify(fields),
    JSON.stringify(thresholds),
    basis,
    scene,
    scope === null ? null : JSON.stringify(scope),
    outcome,
    manner,
  ];
}

/** What a step leaves behind, beside the clock. */
export type Standing = Pick<Application, 'preparedBy' | 'proposal' | 'reason' | 'reasonBasis'> & {
  readonly state: `${ApplicationState}`;
};

export async function setStanding(change: OpenChange, no: string, standing: Standing): Promise<void> {
  const { state, preparedBy, proposal, reason, reasonBasis } = standing;
  await change.query(
    `UPDATE application SET state = $2, prepared_by = $3, proposal = $4, reason = $5, reason_basis = $6,
       version = version + 1 WHERE no = $1`,
    [no, state, preparedBy, proposal, reason, reasonBasis],
  );
}
