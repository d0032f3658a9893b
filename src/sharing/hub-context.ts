import type { OwnerContext } from '../kit/owner';
import type { RefusalCode } from '../kit/refusal';
import type { ChangePolicy, FieldPolicy } from '../kit/share';
import type { AccessLogEntry, AccessLogKey } from '../audit/access-log';
import type { RefusalCount } from '../audit/refusal-counts';

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

/** What the hub's own resolvers may use beside what every owner has. */
export interface HubContext extends OwnerContext {
  readonly policies: ReadonlyMap<string, FieldPolicy>;
  /** Whether each owner answers now, and what it refused since a day, counted by the owner's own record. */
  ownerHealth(since: string): Promise<readonly OwnerHealth[]>;
  readonly changes: ReadonlyMap<string, ChangePolicy>;
  /** Each owner's own log about one enterprise, newest first, and the owners that could not be asked. */
  accessLogs(
    uscc: string,
    first: number,
    before: (owner: string) => AccessLogKey | undefined,
  ): Promise<{
    readonly entries: readonly (AccessLogEntry & { readonly owner: string })[];
    readonly unreachable: readonly string[];
  }>;
}
