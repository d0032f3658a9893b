import type { Pool, QueryConfig, QueryResultRow } from 'pg';
import type { Caller } from './caller';
import type { Queryable } from './connections';
import type { ConsentState } from './consent-state';
import type { RefusalCode } from './refusal';
import type { Evidence, Testimony } from './rules/evidence';
import type { UsageLimits } from './usage-limits';

/** Which enterprises an agreement reaches; a missing part is no restriction. */
export interface Scope {
  /** GB/T 2260 prefixes. */
  readonly divisions?: readonly string[];
  /** SMEB's tiers: another unit's fact, so an owner asks for SMEB's signed statement. */
  readonly tiers?: readonly string[];
  /** The one enterprise that reads itself. */
  readonly self?: string;
}

/** One agreement's word on one field. */
export interface Grant {
  readonly agreement: string | null;
  /** `change`: no value is told, the owner may change its own. */
  readonly outcome: 'clear' | 'masked' | 'predicate' | 'change';
  readonly scope: Scope | null;
  /** The enterprise's own consent is needed beside the agreement. */
  readonly needsConsent: boolean;
  /** Thresholds that the agreement's purpose may ask; undefined where every listed one is (the owner, the enterprise itself). */
  readonly thresholds: readonly number[] | undefined;
  /** How much may be asked under the agreement; absent where that is not limited. */
  readonly limits?: UsageLimits;
}

/** What the bundle says of one field for one caller and purpose: refused, or the grants of which one must fit a row. */
export type FieldDecision =
  | { readonly allowed: true; readonly grants: readonly Grant[] }
  | {
      readonly allowed: false;
      readonly code: RefusalCode;
      /** The agreement whose limits are used up, where that is why. */
      readonly agreement?: string;
    };

/** All decisions for one caller and purpose under one bundle; pure, so it may be kept as long as the bundle is. */
export interface Rights {
  readonly bundle: string;
  decide(coordinate: string): FieldDecision;
}

/** Rows of one short prepared statement by key; rejects with the driver's error. Requests share its connection. */
export type Lookup = <Row extends QueryResultRow>(statement: QueryConfig) => Promise<Row[]>;

/** Rows of one statement that reads a whole table; rejects with the driver's error, also when it was called off. */
export type Sweep = <Row extends QueryResultRow>(
  statement: QueryConfig,
  signal?: AbortSignal,
) => Promise<Row[]>;

/** The reading door of one database. */
export interface Reading {
  /** For what lists or counts. */
  readonly pool: Queryable;
  /** For what is read by key. */
  readonly lookup: Lookup;
  /** For what must see every row. */
  readonly sweep: Sweep;
}

/** The changing door of one owner: it writes the unit's own tables and no others. */
export interface Changing {
  readonly pool: Pool;
  /** Resolves when the record says of these enterprises that this request changes them, and would survive a loss of power. */
  recorded(usccs: readonly string[]): Promise<void>;
}

/** What an owner knows while it answers one request. Made anew for each request: its caches are permission boundaries. */
export interface OwnerContext extends Reading {
  readonly caller: Caller;
  readonly requestId: string;
  /** Absent where the owner's database takes no changes. */
  readonly changing?: Changing | undefined;
  readonly rights: Rights;
  /** Calendar day on which rules are judged, `YYYY-MM-DD`. */
  readonly today: string;
  /** Milliseconds since 1970. */
  now(): number;
  /**
   * Consents of these enterprises to this caller for its purpose, asked of the sharing service in one batch. `year` is the
   * one that a yearly field is asked for: null where none is named, absent where the field has no years.
   */
  consentsOf(
    usccs: readonly string[],
    field: string,
    year?: number | null,
  ): Promise<ReadonlyMap<string, ConsentState>>;
  /** SMEB's statement of the tiers of these enterprises; null where it knows none. */
  tiersOf(usccs: readonly string[]): Promise<ReadonlyMap<string, string | null>>;
  /**
   * Asks another owner under the caller's identity and rights, recorded like any other question; for owners that the
   * unit's declaration names in `asks`. Rejects with the Refusal of the owner that said no or did not answer.
   */
  askOwner(
    unit: string,
    query: string,
    variables: Readonly<Record<string, unknown>>,
  ): Promise<Readonly<Record<string, unknown>>>;
  /**
   * What other owners say of these enterprises, by code: asked in this request under the caller's own rights, one question
   * to each owner, recorded there like any other. Never rejects: who is not asked or does not answer is told by a code.
   */
  testimonyOf(
    evidence: readonly Evidence[],
    usccs: readonly string[],
    day: string,
  ): Promise<ReadonlyMap<string, Testimony>>;
  /** Other owners' or the request's own loaders, kept per request. */
  readonly loaders: Map<unknown, unknown>;
  /** Answered refusals of rows, for the record's completion. */
  noteRefusal(field: string, code: RefusalCode, uscc: string): void;
}
