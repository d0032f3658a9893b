import type { OwnerContext } from '../kit/owner';
import type { FieldPolicy } from '../kit/share';
import type { AccessLogEntry, AccessLogKey } from '../audit/access-log';

/** What the hub's own resolvers may use beside what every owner has. */
export interface HubContext extends OwnerContext {
  readonly policies: ReadonlyMap<string, FieldPolicy>;
  /** Asks one unit a question of the hub's own, under the caller's identity and rights. */
  askOwner(
    unit: string,
    query: string,
    variables: Readonly<Record<string, unknown>>,
  ): Promise<Readonly<Record<string, unknown>>>;
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
