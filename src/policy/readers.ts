import type { Scope } from '../kit/owner';
import type { AgreementScope } from './agreement';
import type { Bundle } from './bundle';
import { isInForce } from './decision';

/** Somebody who may read a field today, and by what right. */
export interface FieldReader {
  readonly reader: 'PUBLIC' | 'OWNER' | 'SELF' | 'CONSUMER';
  /** Unit code; null for the public and for enterprises. */
  readonly unit: string | null;
  readonly purposes: readonly string[];
  readonly outcome: 'clear' | 'masked' | 'predicate';
  readonly scope: AgreementScope | Scope | null;
  readonly needsConsent: boolean;
  readonly agreement: string | null;
  readonly validUntil: string | null;
}

/** Who may read a field on a day: its owner, whom its policy names, and whoever has an agreement in force. */
export function readersOf(bundle: Bundle, coordinate: string, today: string): FieldReader[] {
  const policy = bundle.policies.get(coordinate);
  if (policy === undefined) return [];
  const { attr } = policy;
  const plain = { purposes: [], scope: null, needsConsent: false, agreement: null, validUntil: null };
  const readers: FieldReader[] = [];
  if (attr === 'OPEN') readers.push({ ...plain, reader: 'PUBLIC', unit: null, outcome: 'clear' });
  if (attr === 'WITHHELD' || attr === 'OPEN') return readers;
  readers.push({ ...plain, reader: 'OWNER', unit: policy.unit, outcome: 'clear' });
  if (policy.self) readers.push({ ...plain, reader: 'SELF', unit: null, outcome: 'clear' });
  for (const [unit, fields] of bundle.grants)
    for (const agreement of fields.get(coordinate) ?? [])
      if (isInForce(agreement, today))
        readers.push({
          reader: 'CONSUMER',
          unit,
          purposes: agreement.purposes,
          outcome: attr === 'PREDICATE' ? 'predicate' : agreement.outcome,
          scope: agreement.scope,
          needsConsent: attr === 'CONSENT',
          agreement: agreement.id,
          validUntil: agreement.validUntil,
        });
  return readers;
}
