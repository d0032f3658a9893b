import type { Scope } from '../kit/owner';
import type { UsageLimits } from '../kit/usage-limits';

/** 共享协议: what one consumer may read of one provider, for one purpose, of which enterprises, how, until when. */
export interface Agreement {
  readonly id: string;
  readonly consumer: string;
  readonly provider: string;
  readonly purposes: readonly string[];
  /** Coordinates: `Cultivation.tier`. */
  readonly fields: readonly string[];
  /**
   * Thresholds that the purpose needs, by coordinate of a yes-or-no question; in the field's own list. A purpose that may
   * ask all of a list could close in on the value, so each agreement says which.
   */
  readonly thresholds: Readonly<Record<string, readonly number[]>>;
  readonly outcome: 'clear' | 'masked';
  readonly scope: AgreementScope | null;
  readonly limits: UsageLimits | null;
  /** Calendar days, both included. */
  readonly validFrom: string;
  readonly validUntil: string;
  /** The version that this one takes the place of; both are never in force together. */
  readonly supersedes?: string | null;
}

/** `own` is the division that the asking system acts for. */
export type AgreementScope = Omit<Scope, 'divisions' | 'self'> & {
  readonly divisions?: readonly string[] | 'own';
};
