import { canonicalJson } from '../kit/canonical-json';
import { sharingAuthority } from '../kit/unit-directory';
import type { Agreement } from '../policy/agreement';
import type { Query } from './query';
import type { AgreementState } from './tables';

/** Everything that one version of an agreement says, and nothing of what became of it: what both sides sign. */
export interface AgreementContent extends Agreement {
  readonly version: number;
  readonly supersedes: string | null;
  readonly application: string | null;
}

/** A version as it stands. */
export interface AgreementStanding {
  readonly content: AgreementContent;
  readonly state: AgreementState;
  readonly preparedBy: string | null;
  readonly suspendedBy: string | null;
}

export const contentColumns = `id, version, supersedes, application, consumer, provider, purposes, fields, thresholds,
  outcome, scope, limits, valid_from::text AS "validFrom", valid_until::text AS "validUntil"`;

/** The text that is signed; its first member keeps a signature from meaning anything else. */
export function textToSign(content: AgreementContent): string {
  return canonicalJson({ document: 'srdi-hub agreement', ...content });
}

export type Side = 'consumer' | 'provider';

/** Whose key signs for a side; for what the hub itself answers the authority does. */
export function signerOf({ consumer, provider }: Agreement, side: Side): string {
  const unit = side === 'consumer' ? consumer : provider;
  return unit === 'HUB' ? sharingAuthority.code : unit;
}

export function sideOf(agreement: Agreement, unit: string): Side | undefined {
  if (signerOf(agreement, 'consumer') === unit) return 'consumer';
  return signerOf(agreement, 'provider') === unit ? 'provider' : undefined;
}

/** Writes drafts, each with the official who prepared it; a number that is there already is the database's to refuse. */
export async function writeDrafts(
  query: Query,
  contents: readonly AgreementContent[],
  preparedBy: string | null,
): Promise<void> {
  await query(
    `INSERT INTO agreement (id, version, supersedes, application, consumer, provider, purposes, fields, thresholds, outcome,
       scope, limits, valid_from, valid_until, state, prepared_by)
     SELECT id, version, supersedes, application, consumer, provider, purposes, fields, thresholds, outcome,
       scope, limits, "validFrom", "validUntil", 'DRAFT', $2
     FROM json_to_recordset($1::json) AS a(id text, version int, supersedes text, application text, consumer text,
       provider text, purposes json, fields json, thresholds json, outcome text, scope json, limits json,
       "validFrom" date, "validUntil" date)`,
    [JSON.stringify(contents), preparedBy],
  );
}

/** One version, its row locked until the end of the transaction. */
export async function lockAgreement(query: Query, id: string): Promise<AgreementStanding | undefined> {
  const [row] = await query<AgreementContent & Omit<AgreementStanding, 'content'>>(
    `SELECT ${contentColumns}, state, prepared_by AS "preparedBy", suspended_by AS "suspendedBy"
     FROM agreement WHERE id = $1 FOR UPDATE`,
    [id],
  );
  if (row === undefined) return undefined;
  const { state, preparedBy, suspendedBy, ...content } = row;
  return { content, state, preparedBy, suspendedBy };
}
