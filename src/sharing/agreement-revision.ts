import type { UsageLimits } from '../kit/usage-limits';
import type { AgreementRevision, UsageLimitsInput } from './agreement-inputs';
import type { AgreementContent } from './agreements';

/** The next version of an agreement: what the revision says, and else what stands. */
export function revised(
  content: AgreementContent,
  revision: AgreementRevision,
  version: number,
): AgreementContent {
  const { fields, purposes, limits, validFrom, validUntil } = revision;
  const kept = fields ?? content.fields;
  const thresholds = Object.entries(content.thresholds).filter(([field]) => kept.includes(field));
  return {
    ...content,
    id: `${familyOf(content.id)}-v${version}`,
    version,
    supersedes: content.id,
    fields: kept,
    thresholds: Object.fromEntries(thresholds),
    purposes: purposes ?? content.purposes,
    limits: limits === null || limits === undefined ? content.limits : limitsOf(limits),
    validFrom: validFrom ?? content.validFrom,
    validUntil: validUntil ?? content.validUntil,
  };
}

/** What the numbers of all versions begin with. */
export function familyOf(id: string): string {
  return id.replace(/-v\d+$/, '');
}

function limitsOf({ per, calls, enterprises, from, until }: UsageLimitsInput): UsageLimits {
  const count = (name: string, most: number | null | undefined): object =>
    typeof most === 'number' ? { [name]: most } : {};
  return {
    per,
    ...count('calls', calls),
    ...count('enterprises', enterprises),
    ...(typeof from === 'string' || typeof until === 'string'
      ? { hours: { from: from ?? '00:00', until: until ?? '24:00' } }
      : {}),
  };
}
