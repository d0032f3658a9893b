import type { GraphQLSchema } from 'graphql';
import type { UnitCaller } from '../kit/caller';
import type { OpenChange } from '../kit/make-change';
import type { FieldDecision, OwnerContext, Rights } from '../kit/owner';
import type { RefusalCode } from '../kit/refusal';
import type { ChangePolicy, FieldPolicy } from '../kit/share';
import type { AccessLogEntry, AccessLogFilter, AccessLogKey } from '../audit/access-log';
import type { RefusalCount } from '../audit/refusal-counts';
import type { Bundle } from '../policy/bundle';
import type { UsageCounts, UsageWindow } from '../audit/usage-counts';

/** How one owner stands at this moment. */
export interface OwnerHealth {
  readonly unit: string;
  readonly name: string;
  /** `ANSWERED`, or why it did not. */
  readonly state: 'ANSWERED' | RefusalCode;
  readonly asOf: string;
  /** Absent where the owner did not answer. */
  readonly refusals: readonly RefusalCount[] | undefined;
}

/** A question that is decided and not asked. */
export interface PreviewQuestion {
  readonly document: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly caller: UnitCaller;
}

export interface PreviewedDecision {
  readonly policy: FieldPolicy;
  readonly decision: FieldDecision;
}

export interface Previewed {
  readonly bundle: string;
  readonly fields: readonly PreviewedDecision[];
}

/** Who asked one owner for what, and how long it took. */
export interface OwnerUsage extends Omit<OwnerHealth, 'refusals'> {
  /** Absent where the owner did not answer. */
  readonly usage: UsageCounts | undefined;
  /** How long it took since the process began, for one consumer or for all; undefined where it was not asked. */
  times(consumer?: string): UsageTimes | undefined;
}

/** In milliseconds. */
export interface UsageTimes {
  readonly count: number;
  readonly median: number;
  readonly p95: number;
  readonly longest: number;
}

/** What the hub's own resolvers may use beside what every owner has. */
export interface HubContext extends OwnerContext {
  readonly policies: ReadonlyMap<string, FieldPolicy>;
  /** The published graph: names, types and labels. */
  readonly schema: GraphQLSchema;
  /** The bundle in force. */
  readonly bundle: Bundle;
  /** What the caller might read for another of its purposes. */
  rightsFor(purpose: string): Rights;
  /** Whether each owner answers now, and what it refused since a day, counted by the owner's own record. */
  ownerHealth(since: string): Promise<readonly OwnerHealth[]>;
  /** Who asked each owner for what, as the owner's own record counts. */
  usage(window: UsageWindow): Promise<readonly OwnerUsage[]>;
  readonly changes: ReadonlyMap<string, ChangePolicy>;
  /** Decides every coordinate of a question as it would be decided; throws BAD_USER_INPUT where it could not be asked. */
  preview(question: PreviewQuestion): Previewed;
  /** Each owner's own log about one enterprise, newest first, and the owners that could not be asked. */
  accessLogs(uscc: string, asked: AccessLogsAsked): Promise<AccessLogsTold>;
}

export interface AccessLogsAsked {
  /** Of each owner. */
  readonly first: number;
  /** Where each owner's part of the page begins. */
  readonly before?: (owner: string) => AccessLogKey | undefined;
  /** `owner` is the only one to be asked. */
  readonly filter?: AccessLogFilter & { readonly owner?: string | undefined };
}

export interface AccessLogsTold {
  readonly entries: readonly (AccessLogEntry & { readonly owner: string })[];
  readonly unreachable: readonly string[];
}

/** The hub's own context of one of its acts. */
export function hubOf({ owner }: OpenChange): HubContext {
  if (!isHubContext(owner)) throw new Error('an act of sharing is made in the hub’s own subgraph');
  return owner;
}

function isHubContext(owner: OwnerContext): owner is HubContext {
  return 'policies' in owner && 'ownerHealth' in owner;
}
