/** Who asks, as the access token says and nothing else. */
export type Caller = UnitCaller | EnterpriseCaller | Stranger;

/** A client system of a responsible unit, asking for one purpose. */
export interface UnitCaller {
  readonly kind: 'unit';
  /** Code of the unit, e.g. `EXCH`. */
  readonly unit: string;
  readonly system: string;
  /** M01…M22, G1…G3. */
  readonly purpose: string;
  /** GB/T 2260 prefix that the system acts for: a city, a county. */
  readonly division?: string;
  /** Pseudonym of the official, or the system's own. */
  readonly official: string;
  /** Seconds since the epoch. */
  readonly expiresAt: number;
}

/** An enterprise that reads what is held about itself. */
export interface EnterpriseCaller {
  readonly kind: 'enterprise';
  readonly uscc: string;
  readonly purpose: 'SELF';
  /** The legal representative acts in person, as the issuer has made sure of; absent: anybody of the enterprise. */
  readonly isLegalRepresentative?: boolean;
  readonly official: string;
  readonly expiresAt: number;
}

/** Nobody: no token was shown. */
export interface Stranger {
  readonly kind: 'stranger';
}
